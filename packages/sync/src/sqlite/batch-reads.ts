import type { BatchReads } from "../batch-reads.ts";
import type { AssessmentSummary, KnownTask } from "../store.ts";
import type { Database, Row } from "./database.ts";
import { readCluster, readEvidence } from "./evidence-rows.ts";
import { readRecord } from "./record-bodies.ts";

/**
 * Reads of many at once. In the same process a prepared statement per id is as quick as one statement for all of
 * them, and it keeps to the index.
 */
export function batchReads(database: Database): BatchReads {
  return {
    recordsNamed: async (crm, object, ids) => found(ids, (id) => readRecord(database, crm, object, id)),
    evidenceOfMany: async (crm, subject, ids) =>
      found(ids, (id) => readEvidence(database, crm, { subject, id })),
    clusters: async (crm, ids, part) => found(ids, (id) => readCluster(database, crm, id, part)),
    assessmentsNamed: async (crm, subject, ids) => {
      const sql = "SELECT body FROM assessment WHERE crm = ? AND subject = ? AND id = ?";
      return found(ids, (id) => body<AssessmentSummary>(database.row(sql, crm, subject, id)));
    },
    knownTasks: async (crm, keys) => {
      const sql = "SELECT id, state FROM known_task WHERE crm = ? AND key = ?";
      return found(keys, (key) => {
        const row = database.row(sql, crm, key);
        return row === undefined
          ? undefined
          : { key, id: row.id === null ? null : String(row.id), state: row.state as KnownTask["state"] };
      });
    },
  };
}

function body<Item>(row: Row | undefined): Item | undefined {
  return row === undefined ? undefined : (JSON.parse(String(row.body)) as Item);
}

function found<Item>(ids: readonly string[], read: (id: string) => Item | undefined): Map<string, Item> {
  const items = new Map<string, Item>();
  for (const id of ids) {
    if (items.has(id)) continue;
    const item = read(id);
    if (item !== undefined) items.set(id, item);
  }
  return items;
}
