import { type Portal, tableOf } from "./portal.ts";
import type { StoredRecord } from "./record.ts";
import { type WitnessRecord, witnessRecord } from "./witness.ts";

/** What a witness sees of a portal, past the API: no page, no scope, no lag. */
export interface PortalEyes {
  /** Live records, ascending by id; with `archived`, those too, after them. */
  records(objectType: string, options?: { readonly archived?: boolean }): WitnessRecord[];
  /** How many live records there are. */
  count(objectType: string): number;
  /** Live records from a position on, ascending by id. */
  page(objectType: string, offset: number, limit: number): WitnessRecord[];
  /** One record, archived or not. */
  record(objectType: string, id: string): WitnessRecord | undefined;
}

/** The eyes of a witness on a portal. */
export function portalEyes(target: Portal): PortalEyes {
  const view = (objectType: string, records: readonly StoredRecord[]) => {
    const table = tableOf(target, objectType);
    return records.map((record) => witnessRecord(target, table, record));
  };
  return {
    records(objectType, options = {}) {
      const { live, archived } = tableOf(target, objectType);
      return view(objectType, options.archived ? [...live, ...archived] : live);
    },
    count: (objectType) => tableOf(target, objectType).live.length,
    page: (objectType, offset, limit) =>
      view(objectType, tableOf(target, objectType).live.slice(offset, offset + limit)),
    record(objectType, id) {
      const record = tableOf(target, objectType).records.get(id);
      return record && view(objectType, [record])[0];
    },
  };
}
