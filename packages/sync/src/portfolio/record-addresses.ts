import type { CrmRecord, ObjectName } from "@headway/crm";
import type { Store } from "../store.ts";

/** Where records open in the CRM's own pages. */
export interface RecordAddresses {
  /** Remembers the address of a record. */
  add(record: CrmRecord): void;
  /**
   * The address of a record: remembered, or made after the pattern that every looked-at record of its object
   * follows; `null` where the CRM gives none or follows no pattern. An object of evidence such as a stage change
   * is looked up by the record it belongs to.
   */
  of(object: string, id: string): string | null;
}

/** What stands before and after the id in the addresses of one object. */
interface Pattern {
  readonly before: string;
  readonly after: string;
}

const activities: readonly ObjectName[] = ["task", "call", "meeting", "email", "note"];
/** Records of an object that are looked at for its pattern. */
const lookedAt = 50;

/** Addresses of one CRM's records. Reads a few records of each kind of activity, for their pattern. */
export async function recordAddresses(store: Store, crm: string): Promise<RecordAddresses> {
  const patterns = new Map<string, Pattern>();
  for (const object of activities) {
    const pattern = patternOf(await store.records(crm, object, null, lookedAt));
    if (pattern !== undefined) patterns.set(object, pattern);
  }
  const known = new Map<string, string>();
  return {
    add({ object, id, url }) {
      if (url !== undefined) known.set(`${object}/${id}`, url);
    },
    of(object, id) {
      const [name, recordId] = object === "stage-change" ? ["deal", id.split("@")[0] ?? id] : [object, id];
      const pattern = patterns.get(name);
      const made =
        pattern === undefined ? null : `${pattern.before}${encodeURIComponent(recordId)}${pattern.after}`;
      return known.get(`${name}/${recordId}`) ?? made;
    },
  };
}

/** The pattern that all of some records follow; `undefined` where one of them follows another or has no address. */
function patternOf(records: readonly CrmRecord[]): Pattern | undefined {
  const [first] = records;
  if (first?.url === undefined) return undefined;
  const at = first.url.lastIndexOf(first.id);
  if (at < 0) return undefined;
  const pattern = { before: first.url.slice(0, at), after: first.url.slice(at + first.id.length) };
  const follows = ({ id, url }: CrmRecord) => url === `${pattern.before}${id}${pattern.after}`;
  return records.every(follows) ? pattern : undefined;
}
