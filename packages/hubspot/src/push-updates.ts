import type { FieldValue, Patch, PushOutcome } from "@headway/crm";
import { type BatchKind, type BatchRow, type Outcomes, writeBatches } from "./batch-write.ts";
import { instantMs, instantText, noonInZone } from "./calendar.ts";
import { propertyOf, wireValue } from "./field-names.ts";
import { objectTypes, type StoredObject } from "./object-type.ts";
import { plainDecimal } from "./properties.ts";
import type { Placed } from "./push.ts";
import { member, rowId } from "./read-answer.ts";
import { readRows } from "./read-records.ts";
import { type Property, type References, readProperties } from "./references.ts";
import type { Session } from "./session.ts";

/** See {@link Patch}. */
export type UpdatePatch = Extract<Patch, { type: "update" }>;

type Refused = Extract<PushOutcome, { status: "refused" }>;
type Wire = Readonly<Record<string, string>>;

/**
 * Updates records of one object, 100 a request. Fields are first checked against HubSpot's present
 * properties, read once per call, so that a field that cannot be written is refused by name.
 */
export async function pushUpdates(
  session: Session,
  account: References,
  object: StoredObject,
  placed: readonly Placed<UpdatePatch>[],
  outcomes: Outcomes,
): Promise<void> {
  const known = await readProperties(session, object);
  const asksZone = placed.some(
    ({ patch }) => patch.fields.closeDate !== undefined && patch.fields.closeDate !== null,
  );
  const zone = asksZone ? (await account.account()).timeZone : "UTC";
  const rows: BatchRow[] = [];
  for (const { patch, index } of placed) {
    const wire = wireOf(patch, known, zone);
    if ("status" in wire) outcomes.set(index, wire);
    else rows.push({ index, id: patch.ref.id, input: { id: patch.ref.id, properties: wire.properties } });
  }
  await writeBatches(session, updateKind(session, object, known), rows, outcomes);
}

function wireOf(
  patch: UpdatePatch,
  known: ReadonlyMap<string, Property>,
  zone: string,
): { readonly properties: Wire } | Refused {
  const { object, id } = patch.ref;
  if (!/^\d{1,30}$/.test(id)) return refused("not-found", `\`${object}/${id}\` is no id of HubSpot's`);
  const entries = Object.entries(patch.fields);
  if (entries.length === 0) return refused("invalid", `the patch of \`${object}/${id}\` sets no field`);
  const properties: Record<string, string> = {};
  for (const [name, value] of entries) {
    const property = propertyOf(object, name);
    const problem = problemOf(object, name, property === undefined ? undefined : known.get(property));
    if (problem !== undefined) return { ...problem, field: name };
    const wire = name === "closeDate" ? closeDate(value, zone) : wireValue(value);
    if (wire === undefined)
      return { ...refused("invalid", `\`closeDate\` takes a day as YYYY-MM-DD`), field: name };
    if (property !== undefined) properties[property] = wire;
  }
  return { properties };
}

function refused(code: Refused["code"], reason: string): Refused {
  return { status: "refused", code, reason };
}

function problemOf(
  object: StoredObject | string,
  name: string,
  property: Property | undefined,
): Refused | undefined {
  if (property === undefined)
    return refused("invalid", `\`${name}\` is no field of \`${object}\` that HubSpot has`);
  if (property.modificationMetadata?.readOnlyValue === true)
    return refused("invalid", `\`${name}\` is read-only in HubSpot`);
  return property.calculated === true
    ? refused("invalid", `\`${name}\` is calculated by HubSpot`)
    : undefined;
}

/** Noon of the day in the account's zone, so that people in it see this very day. */
function closeDate(value: FieldValue, zone: string): string | undefined {
  if (value === null) return "";
  const isDay =
    typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value));
  return isDay ? instantText(noonInZone(value, zone)) : undefined;
}

function updateKind(session: Session, object: StoredObject, known: ReadonlyMap<string, Property>): BatchKind {
  return {
    path: session.paths.objects(objectTypes[object].plural, "/batch/update"),
    replay: "safe",
    match(result, rows) {
      const id = rowId(result);
      const row = rows.find((each) => each.id === id);
      if (row === undefined || id === null) return undefined;
      return { row, outcome: { status: "written", ref: { object, id }, created: false } };
    },
    settle: (rows) => settleUpdates(session, object, known, rows),
  };
}

/** Reads the records: one that holds every value wanted was written; one that is gone was not. */
async function settleUpdates(
  session: Session,
  object: StoredObject,
  known: ReadonlyMap<string, Property>,
  rows: readonly BatchRow[],
): Promise<Map<number, PushOutcome>> {
  const names = [...new Set(rows.flatMap((row) => Object.keys(wanted(row))))];
  const ids = rows.map((row) => row.id).filter((id) => id !== null);
  const found = await readRows(session, object, ids, names, false);
  return new Map(
    rows.flatMap((row): [number, PushOutcome][] => {
      const id = row.id ?? "";
      const now = found.get(id);
      if (now === undefined)
        return [[row.index, refused("not-found", `\`${object}/${id}\` does not exist any more`)]];
      const holds = Object.entries(wanted(row)).every(([name, value]) =>
        isSame(known.get(name)?.type, value, member(member(now, "properties"), name)),
      );
      return holds ? [[row.index, { status: "written", ref: { object, id }, created: false }]] : [];
    }),
  );
}

function wanted(row: BatchRow): Wire {
  return row.input.properties as Wire;
}

function isSame(type: string | undefined, wantedText: string, found: unknown): boolean {
  const text = typeof found === "string" ? found : "";
  if (text === wantedText) return true;
  if (text === "" || wantedText === "") return false;
  if (type === "number") return plainNumber(text) === plainNumber(wantedText);
  return (type === "date" || type === "datetime") && instantMs(text) === instantMs(wantedText);
}

/** Decimals compared as text, without zeros that say nothing. */
function plainNumber(text: string): string {
  const decimal = plainDecimal(text) ?? text;
  return decimal.includes(".") ? decimal.replace(/\.?0{1,40}$/, "") : decimal;
}
