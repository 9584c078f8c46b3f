import { refKey } from "@headway/crm";
import type { DerivedRecord, Store, Unreadable } from "../store.ts";
import { linksOf } from "../touched-subjects.ts";
import { unknownParts } from "../unknown-parts.ts";
import { readEvidence } from "./read-evidence.ts";
import { pageOf, type Tables } from "./tables.ts";
import { touch, writePage } from "./write-page.ts";

type Part<Name extends keyof Store> = Pick<Store, Name>;

/** Records, what was derived from them, and what could not be read. */
export function recordPart(
  tablesOf: (crm: string) => Tables,
): Part<
  | "commitPage"
  | "replaceEvidence"
  | "unreadable"
  | "unknownReadings"
  | "record"
  | "records"
  | "counts"
  | "evidenceOf"
  | "dealsWithRule"
> {
  return {
    commitPage: async (crm, page) => writePage(tablesOf(crm), page),
    replaceEvidence: async (crm, records) => replaceEvidence(tablesOf(crm), records),
    unreadable: async (crm) => listUnreadable(tablesOf(crm)),
    unknownReadings: async (crm) => countUnknown(tablesOf(crm)),
    record: async (crm, ref) => tablesOf(crm).records.get(refKey(ref)) ?? null,
    records: async (crm, object, after, limit) => {
      const records = [...tablesOf(crm).records.values()].filter((record) => record.object === object);
      return pageOf(records, (record) => record.id, after, limit);
    },
    counts: async (crm) => {
      const counts = new Map<string, number>();
      for (const { object } of tablesOf(crm).records.values())
        counts.set(object, (counts.get(object) ?? 0) + 1);
      return Object.fromEntries(counts);
    },
    evidenceOf: async (crm, subject) => readEvidence(tablesOf(crm), subject),
    dealsWithRule: async (crm, ruleId) => {
      const pieces = [...tablesOf(crm).evidence.values()].flat().filter((piece) => piece.rule.id === ruleId);
      return new Set(pieces.map((piece) => piece.dealId).filter((id) => id !== undefined)).size;
    },
  };
}

function replaceEvidence(tables: Tables, records: readonly DerivedRecord[]): void {
  for (const { record, evidence } of records) {
    if (!tables.records.has(refKey(record))) continue;
    tables.evidence.set(refKey(record), evidence);
    touch(tables, record, linksOf(record).links);
  }
}

function listUnreadable(tables: Tables): Unreadable[] {
  const place = ({ object, id, field }: Unreadable): string => [object, id ?? "", field].join("\0");
  return [...tables.unreadable.values()].sort((left, right) => (place(left) < place(right) ? -1 : 1));
}

function countUnknown(tables: Tables): Record<string, number> {
  const counts = new Map<string, number>();
  for (const reason of [...tables.records.values()].flatMap(unknownParts).sort()) {
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return Object.fromEntries(counts);
}
