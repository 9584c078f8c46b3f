import { notFound } from "../api-error.ts";
import type { Org } from "../org.ts";
import type { Field } from "../schema/field.ts";
import type { ObjectDefinition } from "../schema/object-definition.ts";
import { visibleField } from "../soql/resolve-path.ts";
import type { Row } from "../store/row.ts";
import { coerceValue } from "../write/coerce-value.ts";
import type { Actor } from "../write/read-values.ts";
import { RowError } from "../write/row-error.ts";
import { createRecord, livingRecord, updateRecord } from "../write/write-record.ts";
import { type ApiAnswer, type ApiContext, asObject, type Route } from "./api-request.ts";
import { isIdLookup } from "./describe-object.ts";
import { asRequest, namedObject } from "./object-routes.ts";

/** The field that an upsert finds records by; throws NOT_FOUND if it is none, or not to be seen. */
export function externalIdField(org: Org, object: ObjectDefinition, name: string): Field {
  const field = visibleField(org, object, name);
  if (field && (field.type === "id" || field.externalId || isIdLookup(object, field))) return field;
  throw notFound(`Provided external ID field does not exist or is not accessible: ${name}`);
}

/** The living records whose field holds the key. */
export function recordsByKey(org: Org, object: ObjectDefinition, field: Field, key: unknown): Row[] {
  const value = coerceValue(field, key);
  if (value === null) return [];
  const fold = (held: unknown) => (field.caseSensitive ? held : String(held).toLowerCase());
  return org
    .table(object.name)
    .matching(field.name, [value])
    .filter((row) => row.IsDeleted !== true && fold(row[field.name]) === fold(value));
}

function target(org: Org, object: ObjectDefinition, field: Field, key: unknown): Row | undefined {
  if (field.type === "id")
    return typeof key === "string" && key !== "" ? livingRecord(org, object, key) : undefined;
  if (key === undefined || key === null || key === "") {
    throw new RowError("MISSING_ARGUMENT", `${field.name} not specified`);
  }
  const found = recordsByKey(org, object, field, key);
  if (found.length <= 1) return found[0];
  const message = `${field.name}: more than one record found for external id field: [${found.map((row) => row.Id).join(", ")}]`;
  throw new RowError("DUPLICATE_EXTERNAL_ID", message, [field.name]);
}

/** Changes the record that holds the key, or makes one; throws a `RowError` if it is refused. */
export function upsertRecord(
  org: Org,
  actor: Actor,
  object: ObjectDefinition,
  field: Field,
  key: unknown,
  body: Readonly<Record<string, unknown>>,
): { record: Row; created: boolean } {
  const found = target(org, object, field, key);
  const values = Object.entries(body).filter(([name]) => !["attributes", "id"].includes(name.toLowerCase()));
  const named = field.type === "id" ? {} : { [field.name]: key };
  if (!found)
    return {
      record: createRecord(org, actor, object, { ...Object.fromEntries(values), ...named }),
      created: true,
    };
  const changes = values.filter(([name]) => name.toLowerCase() !== field.name.toLowerCase());
  updateRecord(org, actor, object, found, Object.fromEntries(changes));
  return { record: found, created: false };
}

function upsert(context: ApiContext): ApiAnswer {
  const { org, actor, request, parts } = context;
  const object = namedObject(context);
  const field = externalIdField(org, object, parts[1] ?? "");
  const key = parts[2] ?? "";
  const several = field.type === "id" ? [] : recordsByKey(org, object, field, key);
  if (several.length > 1) {
    return {
      status: 300,
      body: several.map((row) => `/services/data/${request.version}/sobjects/${object.name}/${row.Id}`),
    };
  }
  const { record, created } = asRequest(() =>
    upsertRecord(org, actor, object, field, key, asObject(request.body) ?? {}),
  );
  if (created) return { status: 201, body: { id: record.Id, success: true, errors: [], created: true } };
  const bodied = Number(request.version.slice(1)) >= 46;
  return bodied
    ? { status: 200, body: { id: record.Id, success: true, errors: [], created: false } }
    : { status: 204 };
}

/** Upsert of one record by a key in its address; a change answers without a body before version 46. */
export const upsertRoutes: readonly Route[] = [
  {
    method: "PATCH",
    path: /^\/sobjects\/([^/]+)\/([^/]+)\/([^/]+)$/,
    operation: ({ parts }) => `upsert ${parts[0]}`,
    handle: upsert,
  },
];
