import type { BatchReads, StoredCluster } from "../batch-reads.ts";
import { linkedTo, readEvidence } from "./read-evidence.ts";
import type { Tables } from "./tables.ts";

/** Reads of many at once, each from its table. */
export function batchReads(tablesOf: (crm: string) => Tables): BatchReads {
  return {
    recordsNamed: async (crm, object, ids) =>
      found(ids, (id) => tablesOf(crm).records.get(`${object}/${id}`)),
    evidenceOfMany: async (crm, subject, ids) =>
      found(ids, (id) => readEvidence(tablesOf(crm), { subject, id })),
    clusters: async (crm, ids) => new Map(ids.map((id) => [id, readCluster(tablesOf(crm), id)])),
    assessmentsNamed: async (crm, subject, ids) =>
      found(ids, (id) => tablesOf(crm).assessments.get(`${subject}/${id}`)),
    knownTasks: async (crm, keys) => found(keys, (key) => tablesOf(crm).tasks.get(key)),
  };
}

function readCluster(tables: Tables, accountId: string): StoredCluster {
  const ids = [...linkedTo(tables, "deal", "account", accountId)].sort();
  return {
    evidence: readEvidence(tables, { subject: "account", id: accountId }),
    deals: ids.flatMap((id) => {
      const record = tables.records.get(`deal/${id}`);
      if (record?.object !== "deal") return [];
      const evidence = readEvidence(tables, { subject: "deal", id });
      return [{ record, evidence, isDirty: tables.dirty.has(`deal/${id}`) }];
    }),
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
