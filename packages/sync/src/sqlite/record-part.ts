import type { CrmRecord, ObjectName } from "@headway/crm";
import type { After, DerivedRecord, Store, Unreadable } from "../store.ts";
import type { Database } from "./database.ts";
import { countDealsWithRule } from "./deals-with-rule.ts";
import { touched } from "./dirty-rows.ts";
import { readEvidence } from "./evidence-rows.ts";
import { writePage } from "./page-rows.ts";
import { readRecord, recordQueries, toRecord } from "./record-bodies.ts";
import { replaceEvidence } from "./record-rows.ts";

type RecordPart = Pick<
  Store,
  | "commitPage"
  | "replaceEvidence"
  | "unreadable"
  | "unknownReadings"
  | "record"
  | "records"
  | "counts"
  | "evidenceOf"
  | "dealsWithRule"
>;

/** Records, what was derived from them, and what could not be read. */
export function recordPart(database: Database): RecordPart {
  return {
    commitPage: async (crm, page) => database.transaction(() => writePage(database, crm, page)),
    replaceEvidence: async (crm, records) => replaceAll(database, crm, records),
    unreadable: async (crm) => listUnreadable(database, crm),
    unknownReadings: async (crm) => {
      const sql =
        "SELECT reason, count(*) AS n FROM unknown_part WHERE crm = ? GROUP BY reason ORDER BY reason";
      return Object.fromEntries(database.rows(sql, crm).map((row) => [String(row.reason), Number(row.n)]));
    },
    record: async (crm, { object, id }) => readRecord(database, crm, object, id) ?? null,
    records: async (crm, object, after, limit) => listRecords(database, crm, object, after, limit),
    counts: async (crm) => {
      const sql = "SELECT object, count(*) AS n FROM record WHERE crm = ? GROUP BY object";
      return Object.fromEntries(database.rows(sql, crm).map((row) => [String(row.object), Number(row.n)]));
    },
    evidenceOf: async (crm, subject) => readEvidence(database, crm, subject),
    dealsWithRule: async (crm, ruleId) => countDealsWithRule(database, crm, ruleId),
  };
}

function replaceAll(database: Database, crm: string, records: readonly DerivedRecord[]): void {
  database.transaction(() => {
    const everTouched = touched(database, crm);
    for (const derived of records) everTouched.add(derived.record, replaceEvidence(database, crm, derived));
    everTouched.mark();
  });
}

function listUnreadable(database: Database, crm: string): Unreadable[] {
  const sql = "SELECT object, id, field, reason FROM unreadable WHERE crm = ? ORDER BY object, id, field";
  return database.rows(sql, crm).map((row) => ({
    object: String(row.object) as ObjectName,
    id: row.id === "" ? null : String(row.id),
    field: String(row.field),
    reason: String(row.reason),
  }));
}

function listRecords(
  database: Database,
  crm: string,
  object: ObjectName,
  after: After,
  limit: number,
): CrmRecord[] {
  return database.rows(recordQueries.page, crm, object, after ?? "", limit).map(toRecord);
}
