import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { evidenceQueries } from "./evidence-rows.ts";
import { tables } from "./schema.ts";

describe("the evidence queries", () => {
  it.each(Object.entries(evidenceQueries))("for a %s never walk the whole table", (_subject, sql) => {
    const database = new DatabaseSync(":memory:");
    database.exec(tables);
    const plan = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all("crm", "1");
    const reads = plan
      .map((row) => String(row.detail))
      .filter((detail) => /\b(evidence|e|link|l)\b USING/.test(detail));
    expect(reads.length).toBeGreaterThan(0);
    // Found by an equality beyond the CRM's name: `(crm=?)` alone, or a range, is a walk.
    for (const detail of reads) expect(detail).toMatch(/\(crm=\? AND \w+=\?/);
    expect(plan.some((row) => /SCAN (evidence|e|link|l)\b/.test(String(row.detail)))).toBe(false);
  });
});
