import { type SimulatedClock, simulatedClock } from "@headway/crm/conformance";
import { type MemoryCrm, memoryCrm } from "@headway/crm/memory";
import { beforeEach, describe, expect, it } from "vitest";
import { memoryStore } from "./memory/index.ts";
import type { OpenStore } from "./open-store.ts";
import { createSync, type RunOptions } from "./sync.ts";
import type { LogEntry } from "./telemetry/logger.ts";

const dayMs = 86_400_000;

/** One rule on what deals say is next, in some version. */
function said(version: string) {
  return {
    id: "said",
    version,
    on: { object: "deal", where: [{ field: "nextStep", present: true }] },
    gives: { kind: "next-step-committed", actorSide: "buyer", grade: 3 },
  };
}

const signed = {
  id: "signed",
  version: "1",
  on: { object: "email", where: [{ field: "subject", equals: "Signed" }] },
  gives: { kind: "contract-signed", actorSide: "buyer", grade: 4 },
};

let clock: SimulatedClock;
let crm: MemoryCrm;
let store: OpenStore;
let deal: string;
let logged: LogEntry[];

beforeEach(async () => {
  clock = simulatedClock(Date.parse("2026-03-01T10:00:00.000Z"));
  crm = memoryCrm({ clock });
  store = memoryStore({ clock: clock.now });
  logged = [];
  deal = await crm.backend.create("deal", { name: "A", nextStep: "Jane sends the papers" });
  await run([said("1")]);
});

async function run(evidenceRules: readonly object[], options: RunOptions = {}) {
  clock.advance(dayMs);
  const policy = { version: "test", evidenceRules };
  const logger = { log: (entry: LogEntry) => void logged.push(entry) };
  return createSync({ crm, store, policy, clock: clock.now, logger }).run(options);
}

const lastRow = async () => (await store.rows("memory", "run", null, 99)).at(-1);

describe("evidence of former rules", () => {
  it.each([
    ["where a rule has another version, which does not read it in what the field says now", [said("2")], "2"],
    ["where another rule on deals took its place", [{ ...said("1"), id: "other" }], null],
    ["where no rule asks about deals any more", [signed], null],
  ])("is said to be let go %s", async (_, rules, versionNow) => {
    await crm.backend.edit("deal", deal, { nextStep: "Jane asks the board" });
    const report = await run(rules);
    const gone = { ruleId: "said", version: "1", versionNow, pieces: 1, deals: 1, dealIds: [deal] };
    expect(report.formerEvidence).toEqual([gone]);
    const why = versionNow === null ? "there is no such rule any more" : "version 2 does not read it";
    expect((await lastRow())?.notices).toEqual([
      expect.stringMatching(new RegExp(`^1 pieces of evidence in 1 deals are let go: .*version 1 .*${why}`)),
    ]);
    expect(logged).toContainEqual(
      expect.objectContaining({
        event: "evidence-let-go",
        fields: expect.objectContaining({ object: "deal", id: deal, rule: "said", version: "1" }),
      }),
    );
    expect((await run(rules)).formerEvidence).toEqual([]);
    expect((await lastRow())?.notices).toBeUndefined();
  });

  it("is said to be let go by a dry run too", async () => {
    await crm.backend.edit("deal", deal, { nextStep: "Jane asks the board" });
    const report = await run([said("2")], { dryRun: true });
    expect(report.formerEvidence).toMatchObject([{ ruleId: "said", pieces: 1 }]);
  });

  it("is not let go where the field still says it", async () => {
    expect((await run([said("2")])).formerEvidence).toEqual([]);
  });

  it("is not let go where the rules are the same", async () => {
    await crm.backend.edit("deal", deal, { nextStep: "Jane asks the board" });
    expect((await run([said("1")])).formerEvidence).toEqual([]);
  });
});
