import type { CrmRecord } from "@headway/crm";
import type { BatchReads } from "../batch-reads.ts";
import type { AssessmentSummary, KnownTask } from "../store.ts";
import { readClusters } from "./cluster-rows.ts";
import { bodyOf } from "./columns.ts";
import type { Session } from "./connection.ts";
import { readEvidence } from "./evidence-rows.ts";

/** Reads of many at once, each one statement. */
export function batchReads(session: Session): BatchReads {
  return {
    recordsNamed: async (crm, object, ids) => {
      const sql = "SELECT body FROM @record WHERE crm = $1 AND object = $2 AND id = ANY ($3)";
      const records = (await session.rows(sql, crm, object, ids)).map((row) => bodyOf<CrmRecord>(row));
      return new Map(records.map((record) => [record.id, record]));
    },
    evidenceOfMany: (crm, subject, ids) => readEvidence(session, crm, subject, ids),
    clusters: (crm, ids) => readClusters(session, crm, ids),
    assessmentsNamed: async (crm, subject, ids) => {
      const sql = "SELECT body FROM @assessment WHERE crm = $1 AND subject = $2 AND id = ANY ($3)";
      const rows = await session.rows(sql, crm, subject, ids);
      const found = rows.map((row) => bodyOf<AssessmentSummary>(row));
      return new Map(found.map((one) => [one.id, one]));
    },
    knownTasks: (crm, keys) => readKnownTasks(session, crm, keys),
  };
}

/** See `BatchReads.knownTasks`. */
export async function readKnownTasks(
  session: Session,
  crm: string,
  keys: readonly string[],
): Promise<Map<string, KnownTask>> {
  const sql = "SELECT key, id, state FROM @known_task WHERE crm = $1 AND key = ANY ($2)";
  const rows = await session.rows(sql, crm, keys);
  const tasks = rows.map((row) => ({
    key: String(row.key),
    id: row.id === null ? null : String(row.id),
    state: String(row.state) as KnownTask["state"],
  }));
  return new Map(tasks.map((task) => [task.key, task]));
}
