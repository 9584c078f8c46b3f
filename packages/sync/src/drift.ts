import type { CallOptions, CrmAdapter, CrmRecord, FieldValue, RecordRef } from "@headway/crm";
import { fingerprint } from "./fingerprint.ts";
import type { WrittenRow } from "./journal.ts";
import { sameValue } from "./reconcile.ts";
import type { Store } from "./store.ts";
import { ownFields } from "./write-back.ts";

/** One field that the CRM holds otherwise than it confirmed. */
export interface DriftedField {
  readonly ref: RecordRef;
  readonly field: string;
  readonly written: FieldValue;
  readonly held: FieldValue;
}

/** Headway's fields of one object, on both sides. */
export interface ObjectDrift {
  readonly object: "deal" | "account";
  /** Records of which a write was confirmed. */
  readonly records: number;
  readonly fields: number;
  /** SHA-256 over every record, field and value in id order, as confirmed; equal to `crmHash` when nothing differs. */
  readonly storeHash: string;
  readonly crmHash: string;
  readonly differing: readonly DriftedField[];
  /** Records that the CRM has no longer. */
  readonly gone: readonly string[];
  /** Records that the CRM did not give, or not in a form that can be read. */
  readonly unanswered: readonly string[];
}

/** What the CRM holds now against what it confirmed. */
export interface DriftReport {
  readonly crm: string;
  readonly objects: readonly ObjectDrift[];
  readonly isEqual: boolean;
}

const chunkSize = 500;

/**
 * Compares Headway's fields in the CRM with what it confirmed when they were written. Reads by name, writes
 * nothing on either side. Throws `CrmError` when the CRM cannot be read.
 */
export async function findDrift(
  store: Store,
  crm: CrmAdapter,
  call: CallOptions = {},
  onProgress: (done: number, object: "deal" | "account") => void = () => undefined,
): Promise<DriftReport> {
  const objects: ObjectDrift[] = [];
  for (const object of ["deal", "account"] as const) {
    objects.push(await driftOf({ store, crm, call, onProgress }, object));
  }
  const isEqual = objects.every(
    ({ differing, gone, unanswered }) => differing.length + gone.length + unanswered.length === 0,
  );
  return { crm: crm.crm, objects, isEqual };
}

interface Sides {
  readonly store: Store;
  readonly crm: CrmAdapter;
  readonly call: CallOptions;
  readonly onProgress: (done: number, object: "deal" | "account") => void;
}

async function driftOf(sides: Sides, object: "deal" | "account"): Promise<ObjectDrift> {
  const differing: DriftedField[] = [];
  const gone: string[] = [];
  const unanswered: string[] = [];
  let [records, fields, storeHash, crmHash, after] = [0, 0, "", "", null as string | null];
  for (;;) {
    const rows = await sides.store.allWritten(sides.crm.crm, object, after, chunkSize);
    if (rows.length === 0) break;
    const { held, deleted } = await readNow(sides, rows);
    const pairs = rows.map((row) => compare(row, held.get(row.ref.id)));
    for (const { ref } of rows) {
      if (deleted.has(ref.id)) gone.push(ref.id);
      else if (!held.has(ref.id)) unanswered.push(ref.id);
    }
    differing.push(...pairs.flatMap((pair) => pair.differing));
    storeHash = await fingerprint([storeHash, pairs.map((pair) => pair.stored)]);
    crmHash = await fingerprint([crmHash, pairs.map((pair) => pair.held)]);
    records += rows.length;
    fields += rows.reduce((sum, row) => sum + Object.keys(row.fields).length, 0);
    after = rows.at(-1)?.ref.id ?? null;
    sides.onProgress(records, object);
  }
  return { object, records, fields, storeHash, crmHash, differing, gone, unanswered };
}

async function readNow(
  { crm, call }: Sides,
  rows: readonly WrittenRow[],
): Promise<{ held: Map<string, CrmRecord>; deleted: Set<string> }> {
  const refs = rows.map(({ ref }) => ref);
  const object = refs[0]?.object ?? "deal";
  const names = ownFields.filter((field) => field.object === object).map(({ name }) => name);
  const held = new Map<string, CrmRecord>();
  const deleted = new Set<string>();
  for await (const { changes } of crm.pull({ type: "records", refs, fields: { [object]: names } }, call)) {
    for (const change of changes) {
      if (change.type === "upserted") held.set(change.record.id, change.record);
      else if (change.type !== "unreadable") deleted.add(change.ref.id);
    }
  }
  return { held, deleted };
}

interface Compared {
  readonly differing: readonly DriftedField[];
  /** What goes into the hashes: equal values are written the same on both sides. */
  readonly stored: readonly unknown[];
  readonly held: readonly unknown[];
}

function compare({ ref, fields }: WrittenRow, record: CrmRecord | undefined): Compared {
  const entries = Object.entries(fields).sort(([left], [right]) => (left < right ? -1 : 1));
  const stored = [ref.id, entries];
  if (record === undefined) return { differing: [], stored, held: [ref.id, null] };
  const differing: DriftedField[] = [];
  const now = entries.map(([field, written]) => {
    const held = record.fields[field] ?? null;
    const kind = ownFields.find((one) => one.object === ref.object && one.name === field)?.kind ?? "text";
    if (sameValue(kind, held, written)) return [field, written];
    differing.push({ ref, field, written, held });
    return [field, held];
  });
  return { differing, stored, held: [ref.id, now] };
}
