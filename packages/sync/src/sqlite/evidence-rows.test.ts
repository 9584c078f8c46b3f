import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { evidenceQueries } from "./evidence-rows.ts";
import { tables } from "./schema.ts";

const queries = [
  { of: "a deal", sql: evidenceQueries.deal, values: ["crm", "1"] },
  { of: "an account", sql: evidenceQueries.account, values: ["crm", "1"] },
  { of: "a user", sql: evidenceQueries.user, values: ["crm", "1"] },
  { of: "who points", sql: evidenceQueries.pointing, values: ["crm", "user", "1", "deal"] },
];

describe("the evidence queries", () => {
  it.each(queries)("for $of never walk a whole table", ({ sql, values }) => {
    const database = new DatabaseSync(":memory:");
    database.exec(tables);
    const plan = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values);
    const details = plan.map((row) => String(row.detail));
    const reads = details.filter((detail) => /^(SEARCH|SCAN) (record|relation|r|x)\b/.test(detail));
    expect(reads.length).toBeGreaterThan(0);
    // Found by an equality beyond the CRM's name: `(crm=?)` alone, or a range, is a walk.
    for (const detail of reads) expect(detail).toMatch(/^SEARCH \w+ USING .*\(crm=\? AND \w+=\? AND \w+=\?/);
  });
});
