import { textWidth } from "@headway/report";
import { beforeAll, describe, expect, it } from "vitest";
import { type SyncedTeam, syncedTeam } from "./testing/synced-team.ts";

const columns = 60;
let team: SyncedTeam;

beforeAll(async () => {
  team = await syncedTeam();
  const snooze = [
    "deal/Rollout",
    "--reason",
    "their board meets in June and not a day before",
    "--until",
    "2026-06-15",
  ];
  await team.fake.run("snooze", ...snooze, "--as", "Ada Lund");
});

describe("a terminal of 60 columns", () => {
  it.each([
    ["sync", []],
    ["review", []],
    ["review", ["--full"]],
    ["plan", ["--as", "Ada Lund"]],
    ["coach", []],
    ["coach", ["--as", "Ada Lund"]],
    ["explain", ["deal", "Rollout"]],
    ["status", []],
    ["drift", []],
    ["doctor", []],
    ["rules", ["test"]],
    ["policy", ["diff"]],
    ["conflicts", ["list"]],
  ])("is wide enough for headway %s %j", async (command, flags) => {
    const fake = team.again({ columns });
    const { stdout, stderr } = await fake.run(command, ...flags);
    expect(stdout).not.toBe("");
    const wide = `${stdout}${stderr}`.split("\n").filter((line) => textWidth(line) > columns);
    // A path stands as it is, to be copied.
    expect(wide.filter((line) => !line.includes(team.fake.directory))).toEqual([]);
  });
});
