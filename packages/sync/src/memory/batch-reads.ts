import type { BatchReads } from "../batch-reads.ts";
import { readEvidence } from "./read-evidence.ts";
import type { Tables } from "./tables.ts";

/** Reads of many at once, each from its table. */
export function batchReads(tablesOf: (crm: string) => Tables): BatchReads {
  return {
    recordsNamed: async (crm, object, ids) =>
      found(ids, (id) => tablesOf(crm).records.get(`${object}/${id}`)),
    evidenceOfMany: async (crm, subject, ids) =>
      found(ids, (id) => readEvidence(tablesOf(crm), { subject, id })),
    assessmentsNamed: async (crm, subject, ids) =>
      found(ids, (id) => tablesOf(crm).assessments.get(`${subject}/${id}`)),
    knownTasks: async (crm, keys) => found(keys, (key) => tablesOf(crm).tasks.get(key)),
  };
}

function found<Item>(ids: readonly string[], read: (id: string) => Item | undefined): Map<string, Item> {
  const items = new Map<string, Item>();
  for (const id of ids) {
    const item = read(id);
    if (item !== undefined) items.set(id, item);
  }
  return items;
}
