import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CoachingQueue } from "@headway/core";
import { beforeEach, describe, expect, it } from "vitest";
import { appendEntry } from "../notebook/append-entry.ts";
import { type SyncedTeam, syncedTeam } from "../testing/synced-team.ts";

let team: SyncedTeam;

beforeEach(async () => {
  team = await syncedTeam();
});

const words = (text: string) => text.replace(/\s+/g, " ");

function writeGoal(): void {
  appendEntry(join(team.fake.directory, ".headway", "notebook.jsonl"), "goals", {
    id: "g1",
    writtenAt: "2026-02-01T09:00:00Z",
    personId: team.ada,
    owner: { type: "person", id: team.ada },
    class: "business-development",
    area: "healthcare",
    text: "three hospitals on board",
    dealIds: [team.deal],
  });
}

async function queueOf(): Promise<CoachingQueue> {
  const { exitCode, stdout, stderr } = await team.fake.run("coach", "--json");
  expect(exitCode, stderr).toBe(0);
  const [only] = (JSON.parse(stdout) as { queues: { queue: CoachingQueue }[] }).queues;
  if (only === undefined) throw new Error("expected a queue");
  return only.queue;
}

describe("headway coach (domain:V12)", () => {
  it("is about deals and accounts, and names nobody by default", async () => {
    const queue = await queueOf();
    expect(queue.view).toBe("deals");
    expect(queue.groups).toEqual([]);
    const all = [...queue.entries, ...queue.waiting, ...queue.unlogged];
    expect(all.map(({ type, id }) => `${type}/${id}`)).toContain(`deal/${team.deal}`);
    const { stdout } = await team.fake.run("coach");
    expect(stdout).toMatch(/Rollout/);
    expect(stdout).not.toMatch(/Ada|Bo Berg/);
  });

  it("shows what waits with its reason once it is snoozed", async () => {
    const waits = ["--reason", "their board meets", "--until", "2026-06-01", "--as", "Ada Lund"];
    await team.fake.run("snooze", "deal/Rollout", ...waits);
    expect((await queueOf()).snoozed).toEqual([
      { type: "deal", id: team.deal, reason: "their board meets", resumeAt: "2026-06-01T00:00:00.000Z" },
    ]);
    const { stdout } = await team.fake.run("coach");
    expect(words(stdout)).toContain("until 2026-06-01: their board meets");
  });

  it("shows one's own goals to oneself and withholds them from a leader (domain:V3)", async () => {
    writeGoal();
    const own = await team.fake.run("coach", "--as", "Ada Lund");
    expect([own.exitCode, words(own.stdout)]).toEqual([
      0,
      expect.stringContaining("three hospitals on board (healthcare): advances 0"),
    ]);
    const leader = await team.fake.run("coach", "--person", "Ada Lund", "--json");
    expect(leader.exitCode).toBe(0);
    expect(JSON.parse(leader.stdout)).toMatchObject({ review: { status: "withheld", personId: team.ada } });
    expect(leader.stdout).not.toContain("hospitals");
  });

  it("shows them to a leader where the policy has a written basis", async () => {
    writeGoal();
    const people = { leaderView: "named", namedBasis: "works agreement of 2026-01-15" };
    writeFileSync(join(team.fake.directory, "policy.json"), JSON.stringify({ people }));
    expect((await team.again().run("sync", "--policy", "policy.json")).exitCode).toBe(0);
    const { stdout } = await team.fake.run("coach", "--person", "Ada Lund");
    expect(stdout).toContain("three hospitals on board");
  });

  it.each([
    ["two sheets at once", ["--as", "Ada Lund", "--person", "Bo Berg"], "--person"],
    ["somebody nobody knows", ["--person", "Nobody"], "`--person`: expected the id or the name of a user"],
    ["a number of rows that is none", ["--rows", "many"], "--rows"],
  ])("refuses %s with 2", async (_, inputs, expected) => {
    const { exitCode, stderr } = await team.fake.run("coach", ...inputs);
    expect(exitCode).toBe(2);
    expect(words(stderr)).toContain(expected);
  });
});
