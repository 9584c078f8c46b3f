import type { Patch, PushOutcome } from "@headway/crm";
import type { AccountInfo } from "./account-info.ts";
import type { Client } from "./client.ts";
import { propertyOf } from "./field-names.ts";
import { readOnlyReason } from "./field-schema.ts";
import { readRows } from "./named-rows.ts";
import { objectSources, type StoredObject } from "./object-source.ts";
import { outgoingCloseDate, readsAsSent, wireValue } from "./outgoing-value.ts";
import { type Property, readProperties } from "./property-definitions.ts";
import type { Placed } from "./push.ts";
import { type BatchKind, type BatchRow, type Outcomes, writeBatches } from "./push-rows.ts";
import { member, rowId } from "./vendor-answers.ts";

/** See {@link Patch}. */
export type UpdatePatch = Extract<Patch, { type: "update" }>;

type Refused = Extract<PushOutcome, { status: "refused" }>;
type Wire = Readonly<Record<string, string>>;

/**
 * Updates records of one object, 100 a request. Fields are first checked against HubSpot's present
 * properties, read once per call, so that a field that cannot be written is refused by name.
 */
export async function pushUpdates(
  client: Client,
  account: () => Promise<AccountInfo>,
  object: StoredObject,
  placed: readonly Placed<UpdatePatch>[],
  outcomes: Outcomes,
): Promise<void> {
  const known = await readProperties(client, object);
  const asksZone = placed.some(
    ({ patch }) => patch.fields.closeDate !== undefined && patch.fields.closeDate !== null,
  );
  const zone = asksZone ? (await account()).timeZone : "UTC";
  const rows: BatchRow[] = [];
  for (const { patch, index } of placed) {
    const wire = wireOf(patch, known, zone);
    if ("status" in wire) outcomes.set(index, wire);
    else rows.push({ index, id: patch.ref.id, input: { id: patch.ref.id, properties: wire.properties } });
  }
  await writeBatches(client, updateKind(client, object, known), rows, outcomes);
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
    const wire = name === "closeDate" ? outgoingCloseDate(value, zone) : wireValue(value);
    if (wire === undefined)
      return { ...refused("invalid", `\`closeDate\` takes a day as YYYY-MM-DD`), field: name };
    if (property !== undefined) properties[property] = wire;
  }
  return { properties };
}

function refused(code: Refused["code"], reason: string): Refused {
  return { status: "refused", code, reason };
}

function problemOf(object: string, name: string, property: Property | undefined): Refused | undefined {
  if (property === undefined) {
    return refused("invalid", `\`${name}\` is no field of \`${object}\` that HubSpot has`);
  }
  const reason = readOnlyReason(property);
  return reason === undefined ? undefined : refused("invalid", `\`${name}\` is ${reason}`);
}

function updateKind(client: Client, object: StoredObject, known: ReadonlyMap<string, Property>): BatchKind {
  return {
    path: client.paths.objects(objectSources[object].plural, "/batch/update"),
    replay: "safe",
    match(result, rows) {
      const id = rowId(result);
      const row = rows.find((each) => each.id === id);
      if (row === undefined || id === null) return undefined;
      return { row, outcome: { status: "written", ref: { object, id }, created: false } };
    },
    settle: (rows) => settleUpdates(client, object, known, rows),
  };
}

/** Reads the records: one that holds every value wanted was written; one that is gone was not. */
async function settleUpdates(
  client: Client,
  object: StoredObject,
  known: ReadonlyMap<string, Property>,
  rows: readonly BatchRow[],
): Promise<Map<number, PushOutcome>> {
  const names = [...new Set(rows.flatMap((row) => Object.keys(wanted(row))))];
  const ids = rows.map((row) => row.id).filter((id) => id !== null);
  const found = await readRows(client, object, ids, names, []);
  return new Map(
    rows.flatMap((row): [number, PushOutcome][] => {
      const id = row.id ?? "";
      const now = found.get(id);
      if (now === undefined)
        return [[row.index, refused("not-found", `\`${object}/${id}\` does not exist any more`)]];
      const holds = Object.entries(wanted(row)).every(([name, value]) =>
        readsAsSent(known.get(name)?.type, value, member(member(now, "properties"), name)),
      );
      return holds ? [[row.index, { status: "written", ref: { object, id }, created: false }]] : [];
    }),
  );
}

function wanted(row: BatchRow): Wire {
  return row.input.properties as Wire;
}
