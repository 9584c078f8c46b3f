import { DatabaseSync } from "node:sqlite";
import type { Evidence } from "@headway/core";
import { type CrmRecord, type DealRecord, known, type ObjectName } from "@headway/crm";
import { describe, expect, it } from "vitest";
import type { PageCommit } from "../store.ts";
import { homesQuery, pointingHomesQuery } from "./elsewhere-rows.ts";
import { endingQueries, lyingQuery, pointingEvidenceQuery, pointingQuery } from "./gathered-evidence.ts";
import { sqliteStore } from "./index.ts";
import { recordQueries } from "./record-bodies.ts";
import { tables } from "./schema.ts";

const at = "2026-03-01T10:00:00.000Z";
const common = { createdAt: at, modifiedAt: at, fields: {} };
const deal: DealRecord = {
  ...common,
  object: "deal",
  id: "d1",
  links: { account: known(["a1"]) },
  name: null,
  pipelineId: null,
  stageId: null,
  amount: null,
  closeDate: null,
  ownerId: null,
  nextStep: null,
  stageHistory: known([]),
};
const call = { ...common, object: "call", id: "k1", links: { deal: known(["d1"]) } } as unknown as CrmRecord;

function pageOf(object: ObjectName, record: CrmRecord, evidence: readonly Evidence[]): PageCommit {
  const upserts = [{ record, evidence }];
  return { object, cursor: null, upserts, removals: [], merges: [], unreadable: [] };
}

function pieceOf(kind: Evidence["kind"]): Evidence {
  return {
    id: kind,
    occurredAt: at,
    recordedAt: at,
    situation: "call",
    kind,
    actorSide: "buyer",
    grade: 3,
    polarity: 0,
    dealId: "d1",
    source: { crm: "crm", object: "call", id: "k1", field: kind },
    rule: { id: kind, version: "1" },
  };
}

const queries = [
  { of: "what lies with a subject", sql: lyingQuery, values: ["crm", "deal", "1"] },
  { of: "what lies with who points", sql: pointingEvidenceQuery, values: ["crm", "user", "1", "deal"] },
  {
    of: "what may end waits",
    sql: endingQueries.pointing,
    values: ["crm", "user", "1", "deal"],
  },
  { of: "what lies elsewhere", sql: homesQuery, values: ["crm", "user", "1"] },
  { of: "what lies elsewhere of who points", sql: pointingHomesQuery, values: ["crm", "user", "1", "deal"] },
  { of: "who points", sql: pointingQuery, values: ["crm", "user", "1", "deal"] },
  { of: "a record", sql: recordQueries.one, values: ["crm", "deal", "1"] },
  { of: "a page of records", sql: recordQueries.page, values: ["crm", "deal", "1", 9] },
  { of: "the deals of an account", sql: recordQueries.clusterDeals, values: ["crm", "1"] },
  { of: "records that point", sql: recordQueries.pointing, values: ["crm", "user", "1"] },
];

describe("the queries of a run", () => {
  it.each(queries)("for $of never walk a whole table", ({ sql, values }) => {
    const database = new DatabaseSync(":memory:");
    database.exec(tables);
    const plan = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values);
    const details = plan.map((row) => String(row.detail));
    const reads = details.filter((detail) =>
      /^(SEARCH|SCAN) (record|relation|elsewhere|written|r|x|w|e|y)\b/.test(detail),
    );
    expect(reads.length).toBeGreaterThan(0);
    // Found by an equality beyond the CRM's name: `(crm=?)` alone, or a range, is a walk.
    for (const detail of reads) expect(detail).toMatch(/^SEARCH \w+ USING .*\(crm=\? AND \w+=\?( AND|>)? /);
  });
});

describe("what lies with many deals of one seller", () => {
  it("is a text for each deal, so that no text grows with their number", () => {
    const database = new DatabaseSync(":memory:");
    database.exec(tables);
    const relation = database.prepare("INSERT INTO relation VALUES ('crm', ?, ?, ?, ?, ?, ?)");
    for (const deal of ["1", "2", "3"]) {
      relation.run("user", "u", "deal", deal, 1, null);
      if (deal !== "3")
        for (const call of ["a", "b"]) relation.run("deal", deal, "call", call, 5, deal + call);
    }
    const read = database.prepare(pointingEvidenceQuery);
    read.setReturnArrays(true);
    expect(read.all("crm", "user", "u", "deal")).toEqual([["1a,1b"], ["2a,2b"]]);
  });
});

describe("a reading of what may end waits", () => {
  it("leaves out what cannot, and holds it again once it can", async () => {
    const store = sqliteStore(":memory:");
    const read = async (): Promise<unknown> => {
      const cluster = (await store.clusters("crm", ["a1"], "ending-waits")).get("a1");
      const each = [cluster?.evidence, ...(cluster?.deals ?? []).map(({ evidence }) => evidence)];
      return each.map((evidence = []) => evidence.map(({ kind }) => kind));
    };
    await store.commitPage("crm", pageOf("deal", deal, []));
    await store.commitPage("crm", pageOf("call", call, [pieceOf("call-connected")]));
    expect(await read()).toEqual([[], []]);
    await store.replaceEvidence("crm", [
      { record: call, evidence: [pieceOf("call-connected"), pieceOf("contract-signed")] },
    ]);
    const both = ["call-connected", "contract-signed"];
    expect(await read()).toEqual([both, both]);
    await store.replaceEvidence("crm", [{ record: call, evidence: [pieceOf("call-connected")] }]);
    expect(await read()).toEqual([[], []]);
  });
});
