import { type DealRecord, known } from "@headway/crm";
import { describe, expect, it } from "vitest";
import { memoryStore } from "./memory/index.ts";
import { sqliteStore } from "./sqlite/index.ts";
import type { Store } from "./store.ts";

const stores: readonly { name: string; open: () => Store }[] = [
  { name: "memory", open: () => memoryStore() },
  { name: "sqlite", open: () => sqliteStore(":memory:") },
];
const at = "2026-03-01T10:00:00.000Z";

function deal(id: string): DealRecord {
  return {
    object: "deal",
    id,
    createdAt: at,
    modifiedAt: at,
    links: { account: known(["a1"]) },
    fields: {},
    name: `Deal ${id}`,
    pipelineId: "p",
    stageId: "s",
    amount: null,
    closeDate: null,
    ownerId: null,
    nextStep: null,
    stageHistory: known([]),
  };
}

describe.each(stores)("reads of many at once ($name)", ({ open }) => {
  it("answer for each id what the single read answers, and leave out what is not there", async () => {
    const store = open();
    const upserts = ["d1", "d2"].map((id) => ({ record: deal(id), evidence: [] }));
    await store.commitPage("crm", {
      object: "deal",
      cursor: null,
      upserts,
      removals: [],
      merges: [],
      unreadable: [],
    });
    const records = await store.recordsNamed("crm", "deal", ["d2", "d9", "d2", "d1"]);
    expect([...records.values()].map((record) => "name" in record && record.name)).toEqual([
      "Deal d2",
      "Deal d1",
    ]);
    expect(await store.evidenceOfMany("crm", "deal", ["d1", "d9"])).toEqual(
      new Map([
        ["d1", []],
        ["d9", []],
      ]),
    );
    const assessment = { subject: "deal", id: "d1", asOf: at, policyVersion: "1", summary: {} } as const;
    await store.commitAssessments("crm", { assessments: [assessment], intents: [] });
    expect(await store.assessmentsNamed("crm", "deal", ["d2", "d1"])).toEqual(new Map([["d1", assessment]]));
    expect(await store.knownTasks("crm", ["v1:none"])).toEqual(new Map());
  });
});
