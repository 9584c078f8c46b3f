import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { type SyncedTeam, syncedTeam } from "../testing/synced-team.ts";

let team: SyncedTeam;

beforeEach(async () => {
  team = await syncedTeam();
});

interface Reviewed {
  readonly reviews: readonly {
    readonly viewer: Record<string, unknown>;
    readonly counts: { readonly deals: number };
    readonly sections: readonly { readonly id: string }[];
  }[];
}

async function reviewed(...inputs: string[]): Promise<Reviewed["reviews"][number]> {
  const { exitCode, stdout, stderr } = await team.fake.run("review", "--json", ...inputs);
  expect(exitCode, stderr).toBe(0);
  const [only] = (JSON.parse(stdout) as Reviewed).reviews;
  if (only === undefined) throw new Error("expected a review");
  return only;
}

describe("headway review", () => {
  it("writes one HTML file for its owner alone that loads nothing", async () => {
    const { exitCode, stdout } = await team.fake.run("review", "--html", "out/review.html");
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining("Written: out/review.html (0.")]);
    const path = join(team.fake.directory, "out", "review.html");
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const page = readFileSync(path, "utf8");
    expect(page).toMatch(/^<!doctype html>/i);
    expect(page).toMatch(/default-src (?:'|&#39;|&#x27;)none/);
    expect(page).toContain("Rollout");
    expect(page).not.toMatch(/<script|<link|src=|@import/i);
  });

  it("shows a leader everything without people, and a seller the own part (domain 3.14)", async () => {
    const leader = await reviewed("--as", "leader");
    expect(leader).toMatchObject({ viewer: { type: "leader", view: "deals" }, counts: { deals: 2 } });
    expect(leader.sections[0]?.id).toBe("commitments-ahead");
    expect(leader.sections.at(-1)?.id).toBe("rear-view");
    expect(JSON.stringify(leader)).not.toMatch(/Ada Lund|Bo Berg/);
    const own = await reviewed("--as", "Ada Lund");
    expect(own).toMatchObject({ viewer: { type: "rep", personId: team.ada }, counts: { deals: 1 } });
  });

  it("prints Markdown and the whole text, no wider than the terminal", async () => {
    const markdown = await team.fake.run("review", "--markdown");
    expect(markdown.stdout).toMatch(/^# Headway review · memory/);
    const full = await team.fake.run("review", "--full", "--rows", "2");
    expect(full.stdout).toContain("BUYERS' COMMITMENTS AHEAD");
    for (const line of full.stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
    expect((await team.fake.run("review")).stdout).toContain("OPEN DEALS  2");
  });

  it("carries a snooze of the notebook once a run has seen it", async () => {
    const waits = ["--reason", "their board meets", "--until", "2026-06-01", "--as", "Ada Lund"];
    await team.fake.run("snooze", "deal/Rollout", ...waits);
    await team.again().run("sync");
    expect(JSON.stringify(await reviewed("--full"))).toContain("snoozed");
  });

  it.each([
    ["somebody nobody knows", ["--as", "Nobody"], "--as"],
    ["two forms at once", ["--markdown", "--html", "x.html"], "--markdown"],
    ["people in the whole review", ["--full", "--name-people"], "leaderView"],
  ])("refuses %s with 2 and writes nothing", async (_, inputs, expected) => {
    const { exitCode, stderr } = await team.fake.run("review", ...inputs);
    expect(exitCode).toBe(2);
    expect(stderr.replace(/\s+/g, " ")).toContain(expected);
    expect(existsSync(join(team.fake.directory, "x.html"))).toBe(false);
  });

  it("ends with 3 where the file cannot be written", async () => {
    const { exitCode, stderr } = await team.fake.run("review", "--html", ".headway/headway.db/review.html");
    expect([exitCode, stderr.replace(/\s+/g, " ")]).toEqual([3, expect.stringContaining("headway.db")]);
  });
});
