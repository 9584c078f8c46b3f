import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { dealQuery } from "./evidence-rows.ts";
import { elsewhereQuery, pointingQuery, subjectQuery } from "./gathered-evidence.ts";
import { recordQueries } from "./record-bodies.ts";
import { tables } from "./schema.ts";

const queries = [
  { of: "a deal", sql: dealQuery, values: ["crm", "1"] },
  { of: "a subject", sql: subjectQuery, values: ["crm", "user", "1"] },
  { of: "what lies elsewhere", sql: elsewhereQuery, values: ["crm", "user", "1"] },
  { of: "who points", sql: pointingQuery, values: ["crm", "user", "1", "deal"] },
  { of: "a record", sql: recordQueries.one, values: ["crm", "deal", "1"] },
  { of: "a page of records", sql: recordQueries.page, values: ["crm", "deal", "1", 9] },
  { of: "records that point", sql: recordQueries.pointing, values: ["crm", "user", "1"] },
];

describe("the queries of a run", () => {
  it.each(queries)("for $of never walk a whole table", ({ sql, values }) => {
    const database = new DatabaseSync(":memory:");
    database.exec(tables);
    const plan = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values);
    const details = plan.map((row) => String(row.detail));
    const reads = details.filter((detail) => /^(SEARCH|SCAN) (record|relation|written|r|x|w)\b/.test(detail));
    expect(reads.length).toBeGreaterThan(0);
    // Found by an equality beyond the CRM's name: `(crm=?)` alone, or a range, is a walk.
    for (const detail of reads) expect(detail).toMatch(/^SEARCH \w+ USING .*\(crm=\? AND \w+=\?( AND|>)? /);
  });
});
