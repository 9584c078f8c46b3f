import { writeFileSync } from "node:fs";
import type { WeeklyPlan } from "@headway/core";
import { beforeEach, describe, expect, it } from "vitest";
import { type SyncedTeam, syncedTeam } from "../testing/synced-team.ts";

let team: SyncedTeam;

beforeEach(async () => {
  team = await syncedTeam();
});

const words = (text: string) => text.replace(/\s+/g, " ");
const asAda = ["--as", "Ada Lund"];

async function planOf(...inputs: string[]): Promise<WeeklyPlan> {
  const { exitCode, stdout, stderr } = await team.fake.run("plan", "--json", ...inputs);
  expect(exitCode, stderr).toBe(0);
  return (JSON.parse(stdout) as { plan: WeeklyPlan }).plan;
}

async function add(...inputs: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await team.fake.run("plan", "add", ...inputs, ...asAda, "--json");
  expect(exitCode, stderr).toBe(0);
  return (JSON.parse(stdout) as { item: { id: string } }).item.id;
}

const trial = ["--question", "buying-decision", "--what", "show the results", "--deal", "Rollout"];
const wanted = ["--wanted", "a date for the trial", "--by", "2026-03-06"];

describe("headway plan (domain:V14, domain:V15)", () => {
  it("asks the three questions and proposes what is one's own, from now on", async () => {
    const plan = await planOf(...asAda);
    expect([plan.personId, plan.fromAt, plan.toAt]).toEqual([
      team.ada,
      "2026-03-01T12:00:00.000Z",
      "2026-03-08T12:00:00.000Z",
    ]);
    expect(plan.questions.map(({ question, answered }) => [question, answered])).toEqual([
      ["account-health", false],
      ["buying-decision", false],
      ["capability", false],
    ]);
    const about = plan.questions.flatMap(({ proposals }) =>
      proposals.map(({ dealId, accountId }) => dealId ?? accountId),
    );
    expect(new Set(about)).toEqual(new Set([team.account, team.deal]));
    const { stdout } = await team.fake.run("plan", ...asAda);
    expect(stdout).toContain("1. What will you do to advance the health of a key account?");
    expect(stdout).not.toMatch(/Zenith|Bo Berg/);
    for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
  });

  it("keeps what is added, and says what it lacks to answer its question", async () => {
    const bare = await add(...trial);
    expect((await planOf(...asAda)).questions[1]).toMatchObject({ answered: false, itemIds: [bare] });
    const whole = await add(...trial, ...wanted);
    const plan = await planOf(...asAda);
    expect(plan.questions[1]).toMatchObject({ answered: true, itemIds: [bare, whole], proposals: [] });
    expect(plan.missing).toContain(`${bare}: the commitment wanted of the customer`);
    const { stdout } = await team.fake.run("plan", ...asAda);
    expect(words(stdout)).toContain(
      `${whole} show the results, deal Rollout (deal/${team.deal}), until 2026-03-08; wanted of the buyer: a date for the trial by 2026-03-06`,
    );
  });

  it("ends an item by the beginning of its id, once", async () => {
    const id = await add(...trial, ...wanted);
    const first = await team.fake.run("plan", "done", id.slice(0, 5));
    expect([first.exitCode, words(first.stdout)]).toEqual([
      0,
      expect.stringContaining("Done: show the results."),
    ]);
    expect((await planOf(...asAda)).chosen).toEqual([]);
    expect(words((await team.fake.run("plan", "done", id)).stdout)).toContain("Already done on 2026-03-01");
  });

  it("takes who one is from the config", async () => {
    writeFileSync(`${team.fake.directory}/.headway/config.json`, '{"person":"Bo Berg"}', { mode: 0o600 });
    expect((await planOf()).personId).toBe(team.bo);
  });

  it.each([
    ["nobody", ["plan"], "--as"],
    ["somebody nobody knows", ["plan", "--as", "Nobody"], "--as"],
    [
      "a question that is none",
      ["plan", "add", "--question", "why", "--what", "x", ...asAda],
      "account-health",
    ],
    [
      "a deal that is not there",
      ["plan", "add", ...trial.slice(0, 4), "--deal", "None", ...asAda],
      "in the store",
    ],
    ["a date without a want", ["plan", "add", ...trial, "--by", "2026-03-06", ...asAda], "--wanted"],
    ["a day that is none", ["plan", "add", ...trial, "--wanted", "x", "--by", "soon", ...asAda], "--by"],
    ["an item that is not there", ["plan", "done", "zz"], "open are none"],
  ])("refuses %s with 2", async (_, inputs, expected) => {
    const { exitCode, stderr } = await team.fake.run(...inputs);
    expect(exitCode).toBe(2);
    expect(words(stderr)).toContain(expected);
  });
});
