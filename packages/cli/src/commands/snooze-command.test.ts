import { appendFileSync, existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { type SyncedTeam, syncedTeam } from "../testing/synced-team.ts";

let team: SyncedTeam;
let notebook: string;

beforeEach(async () => {
  team = await syncedTeam();
  notebook = join(team.fake.directory, ".headway", "notebook.jsonl");
});

const words = (text: string) => text.replace(/\s+/g, " ");
const june = ["--reason", "their board meets in June", "--until", "2026-06-15", "--as", "ada lund"];
const stall = async () => (await team.crm.backend.read("deal", team.deal)).fields.headway_stall;

describe("headway snooze", () => {
  it("lets a deal wait: written down privately, and in the CRM after the next sync", async () => {
    const { fake, deal, ada, again } = team;
    expect(await stall()).toBe("unknown");
    const { exitCode, stdout } = await fake.run("snooze", "deal/Rollout", ...june, "--json");
    expect(exitCode).toBe(0);
    const { entry } = JSON.parse(stdout) as { entry: Record<string, unknown> };
    expect(entry).toMatchObject({
      personId: ada,
      subject: { type: "deal", dealId: deal },
      reason: "their board meets in June",
      resumeAt: "2026-06-15T00:00:00.000Z",
    });
    expect(statSync(notebook).mode & 0o777).toBe(0o600);
    const explained = await fake.run("explain", "deal", deal);
    expect(words(explained.stdout)).toContain("The notebook has changed since the last run");
    expect((await again().run("sync")).exitCode).toBe(0);
    expect(await stall()).toBe("snoozed");
    expect(words((await fake.run("explain", "deal", deal)).stdout)).not.toContain("has changed");
  });

  it("ends one that is in force, and says what happens next", async () => {
    const { fake, deal, again } = team;
    await fake.run("snooze", `deal/${deal}`, ...june);
    await again().run("sync");
    const { exitCode, stdout } = await fake.run("snooze", `deal/${deal}`, "--end", "--as", "Ada Lund");
    expect(exitCode).toBe(0);
    expect(words(stdout)).toContain(
      "judged again from now on. Written into the notebook; `headway sync` carries it",
    );
    await again().run("sync");
    expect(await stall()).toBe("unknown");
  });

  it.each([
    ["no reason", ["deal/Rollout", "--until", "2026-06-15"], "--reason"],
    ["a day that is over", ["deal/Rollout", "--reason", "x", "--until", "2026-02-01"], "--until"],
    ["a day that does not exist", ["deal/Rollout", "--reason", "x", "--until", "2026-02-31"], "--until"],
    ["something that cannot wait", ["person/Ada", "--reason", "x", "--until", "2026-06-15"], "deal/123"],
    ["a deal that is not there", ["deal/Nothing", ...june], "in the store"],
    ["nobody who says so", ["deal/Rollout", "--reason", "x", "--until", "2026-06-15"], "--as"],
    ["somebody nobody knows", ["deal/Rollout", ...june.slice(0, 4), "--as", "Nobody"], "--as"],
  ])("refuses %s with 2 and writes nothing down", async (_, inputs, expected) => {
    const { exitCode, stderr } = await team.fake.run("snooze", ...inputs);
    expect(exitCode).toBe(2);
    expect(words(stderr)).toContain(expected);
    expect(existsSync(notebook)).toBe(false);
  });

  it("refuses a sync and an explanation over a notebook with a bad line, and adds nothing to it", async () => {
    const { fake, deal } = team;
    await fake.run("snooze", `deal/${deal}`, ...june);
    appendFileSync(notebook, '{"list":"wishes"}\n');
    const before = readFileSync(notebook, "utf8");
    for (const inputs of [["sync"], ["explain", "deal", deal], ["snooze", `deal/${deal}`, ...june]]) {
      const { exitCode, stderr } = await fake.run(...inputs);
      expect(exitCode).toBe(2);
      expect(words(stderr)).toMatch(/notebook\.jsonl, line 2/);
    }
    expect(readFileSync(notebook, "utf8")).toBe(before);
  });
});
