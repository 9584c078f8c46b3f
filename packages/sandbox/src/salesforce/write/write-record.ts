import type { Org } from "../org.ts";
import type { ObjectDefinition } from "../schema/object-definition.ts";
import { stampText } from "../store/instant.ts";
import { canonicalId } from "../store/record-id.ts";
import type { FieldValue, FieldValues, Row } from "../store/row.ts";
import { checkRules, requireUnlocked } from "./check-rules.ts";
import { deriveValues } from "./derive-values.ts";
import { followUp, requireNewAssignment } from "./follow-up.ts";
import { type Actor, readValues, requireFields, requireUnique } from "./read-values.ts";
import { RowError } from "./row-error.ts";

type Body = Readonly<Record<string, unknown>>;

function defaults(object: ObjectDefinition, actor: Actor): Record<string, FieldValue> {
  const values: Record<string, FieldValue> = {};
  for (const field of object.fields) {
    if (field.defaultValue !== null) values[field.name] = field.defaultValue;
    if (field.name === "OwnerId") values[field.name] = actor.userId;
  }
  return values;
}

/** The values that an object has fields for. */
function known(object: ObjectDefinition, values: FieldValues): Record<string, FieldValue> {
  const names = new Set(object.fields.map((field) => field.name));
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.has(name)));
}

function withCurrency(org: Org, object: ObjectDefinition): Record<string, FieldValue> {
  if (!org.schema.field(object.name, "CurrencyIsoCode")) return {};
  return { CurrencyIsoCode: org.table("Organization").rows[0]?.DefaultCurrencyIsoCode ?? null };
}

/** Makes a record; throws a `RowError` if it is refused. */
export function createRecord(org: Org, actor: Actor, object: ObjectDefinition, body: Body): Row {
  if (!object.writable && !actor.privileged) {
    const message = `entity type ${object.name} does not support create`;
    throw new RowError("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", message);
  }
  const given = readValues(org, actor, object, body, "create");
  const initial = { ...defaults(object, actor), ...withCurrency(org, object), ...given };
  const derived = deriveValues(org, object.name, { before: undefined, given, after: initial });
  const values = { ...org.stamps(actor.userId), ...initial, ...derived, ...(actor.privileged ? given : {}) };
  requireFields(object, values, "create");
  requireUnique(org, object, values);
  checkRules(org, actor, { object, before: undefined, given, after: values });
  if (object.name === "PermissionSetAssignment") requireNewAssignment(org, values);
  const row = org.insert(object.name, known(object, values));
  followUp(org, object.name, row, undefined, actor.userId);
  return row;
}

/** The living record with this id; throws a `RowError` if there is none. */
export function livingRecord(org: Org, object: ObjectDefinition, id: string): Row {
  const canonical = canonicalId(id);
  if (!canonical || org.schema.ofId(canonical)?.name !== object.name) {
    throw new RowError("MALFORMED_ID", `malformed id ${id}`);
  }
  const row = org.table(object.name).get(canonical);
  if (!row) throw new RowError("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id");
  if (row.IsDeleted === true) throw new RowError("ENTITY_IS_DELETED", "entity is deleted");
  return row;
}

/** Changes a record; throws a `RowError` if it is refused. The stamps move even if no value changes. */
export function updateRecord(org: Org, actor: Actor, object: ObjectDefinition, row: Row, body: Body): void {
  const given = readValues(org, actor, object, body, "update");
  requireFields(object, given, "update");
  requireUnique(org, object, given, row.Id);
  const before = { ...row };
  const after = { ...row, ...given };
  checkRules(org, actor, { object, before, given, after });
  const derived = deriveValues(org, object.name, { before, given, after });
  const stamp = stampText(org.now());
  const stamps = { LastModifiedDate: stamp, LastModifiedById: actor.userId, SystemModstamp: stamp };
  const values = { ...derived, ...stamps, ...given };
  org.table(object.name).change(row, known(object, values));
  followUp(org, object.name, row, before, actor.userId);
}

/** Deletes a record and what hangs on it; where there is a recycle bin, all of it goes there. */
export function deleteRecord(
  org: Org,
  actor: Actor,
  object: ObjectDefinition,
  row: Row,
  cause = row.Id,
): void {
  if (cause === row.Id) requireUnlocked(org, actor, row);
  const stamp = stampText(org.now());
  const before = { ...row };
  const stamps = { LastModifiedDate: stamp, LastModifiedById: actor.userId, SystemModstamp: stamp };
  org.table(object.name).change(row, { IsDeleted: true, ...known(object, stamps) });
  followUp(org, object.name, row, before, actor.userId);
  if (object.undeletable) org.deletions.add({ object: object.name, id: row.Id, at: org.now(), cause });
  else org.table(object.name).drop([row]);
  for (const { child, row: each } of cascaded(org, object, row)) deleteRecord(org, actor, child, each, cause);
}

/** The living records that go when a record goes. */
function* cascaded(
  org: Org,
  object: ObjectDefinition,
  row: Row,
): Generator<{ child: ObjectDefinition; row: Row }> {
  for (const child of org.schema.objects()) {
    for (const lookup of child.fields) {
      if (!lookup.cascadeDelete || !lookup.referenceTo.includes(object.name)) continue;
      for (const each of org.table(child.name).matching(lookup.name, [row.Id])) {
        if (each[lookup.name] === row.Id && each.IsDeleted !== true) yield { child, row: each };
      }
    }
  }
}
