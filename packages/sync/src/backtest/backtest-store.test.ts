import { defaultPolicy } from "@headway/core";
import type { DealRecord } from "@headway/crm";
import { describe, expect, it } from "vitest";
import { deriveEvidence, evidenceContext } from "../evidence.ts";
import { memoryStore } from "../memory/index.ts";
import { backtestStore } from "./backtest-store.ts";

const stages = [
  { id: "open", label: "Open", status: "open" as const },
  { id: "won", label: "Won", status: "won" as const },
  { id: "lost", label: "Lost", status: "lost" as const },
];
const pipelines = [{ id: "p", label: "Deals", stages: stages.map((stage, order) => ({ ...stage, order })) }];

function deal(id: string, end: "won" | "lost"): DealRecord {
  return {
    object: "deal",
    id,
    createdAt: "2026-01-01T00:00:00Z",
    modifiedAt: "2026-03-01T00:00:00Z",
    links: {},
    fields: {},
    name: id,
    pipelineId: "p",
    stageId: end,
    amount: { amount: "10", currency: "EUR" },
    closeDate: null,
    ownerId: null,
    nextStep: null,
    stageHistory: {
      status: "known",
      value: [
        { stageId: "open", at: "2026-01-01T00:00:00Z", byId: null },
        { stageId: end, at: "2026-03-01T00:00:00Z", byId: null },
      ],
    },
  };
}

async function filledStore() {
  const store = memoryStore();
  const context = evidenceContext("memory", defaultPolicy.evidenceRules, []);
  const records = [deal("a", "won"), deal("b", "lost"), deal("c", "lost")];
  await store.commitPage("memory", {
    object: "deal",
    cursor: null,
    upserts: records.map((record) => deriveEvidence(record, context)),
    removals: [],
    merges: [],
    unreadable: [],
  });
  return store;
}

describe("a backtest of a store", () => {
  it("says nothing before a run has come to its end", async () => {
    expect(await backtestStore({ store: await filledStore(), crm: "memory" })).toBeUndefined();
  });

  it("leaves out deals whose stage no pipeline lists, by reason", async () => {
    const found = await backtestStore({
      store: await filledStore(),
      crm: "memory",
      asOf: "2026-04-01T00:00:00Z",
    });
    expect(Object.values(found?.undecided ?? {})).toEqual([1, 2]);
    expect(found?.backtest.sample).toMatchObject({ won: 0, lost: 0, looks: 0 });
  });
});

describe("with its pipelines", () => {
  it("takes each deal's end from its history and refuses the amount, of which nobody says when it was written", async () => {
    const store = await filledStore();
    await store.saveState("memory", {
      schema: { pipelines: { status: "known", value: pipelines } } as never,
    });
    const found = await backtestStore({
      store,
      crm: "memory",
      asOf: "2026-04-01T00:00:00Z",
      everyDays: 30,
      dates: 2,
    });
    // Of 2026-01-31 and 2026-03-02 only the first lies within the deals' lives.
    expect(found?.backtest.sample).toMatchObject({ won: 1, lost: 2, deals: 3, looks: 3 });
    expect(found?.backtest.refusedFields).toEqual([
      { field: "amount", reason: "no record says when it was written in 100% of 3 closed cases" },
    ]);
    expect(found?.backtest.elation.map(({ outcome, verdict }) => [outcome, verdict])).toEqual([
      ["retention", "unknown"],
      ["referral", "unknown"],
    ]);
  });
});
