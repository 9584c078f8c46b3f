import { ApiError, notFound } from "../api-error.ts";
import { digestWord } from "../oauth/digest.ts";
import type { ObjectDefinition } from "../schema/object-definition.ts";
import { fieldReader } from "../soql/computed-field.ts";
import { visibleField } from "../soql/resolve-path.ts";
import { type ResultRecord, recordUrl } from "../soql/result.ts";
import type { Row } from "../store/row.ts";
import { asApiError, RowError } from "../write/row-error.ts";
import { createRecord, deleteRecord, livingRecord, updateRecord } from "../write/write-record.ts";
import { type ApiAnswer, type ApiContext, asObject, type Route } from "./api-request.ts";
import { describeBriefly, describeObject } from "./describe-object.ts";

/** The object that the first part of the path names. */
export function namedObject({ org, parts }: ApiContext): ObjectDefinition {
  const object = org.schema.object(parts[0] ?? "");
  if (!object) throw notFound();
  return object;
}

/** Does the work of one record, turning its refusal into that of the request. */
export function asRequest<Value>(work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    throw error instanceof RowError ? asApiError(error) : error;
  }
}

/** A record with the fields asked for, or with all that the user may read. */
export function recordBody(
  { org, request }: ApiContext,
  object: ObjectDefinition,
  row: Row,
  names?: readonly string[],
): ResultRecord {
  const asked = names ?? object.fields.map((field) => field.name);
  const body: ResultRecord = {
    attributes: { type: object.name, url: recordUrl(request.version, object.name, row.Id) },
  };
  for (const name of asked) {
    const field = visibleField(org, object, name);
    if (field) body[field.name] = fieldReader(org, object.name, field.name)(row);
    else if (names)
      throw new RowError("INVALID_FIELD", `No such column '${name}' on sobject of type ${object.name}`);
  }
  return body;
}

function single(context: ApiContext): { object: ObjectDefinition; row: Row } {
  const object = namedObject(context);
  try {
    return { object, row: livingRecord(context.org, object, context.parts[1] ?? "") };
  } catch (error) {
    if (!(error instanceof RowError)) throw error;
    throw error.statusCode === "INVALID_CROSS_REFERENCE_KEY" ? notFound() : asApiError(error);
  }
}

/** Refuses a change of a record that has changed since the instant that `If-Unmodified-Since` names. */
function requireUnmodified({ request }: ApiContext, row: Row): void {
  const since = Date.parse(request.headers.get("if-unmodified-since") ?? "");
  if (Number.isNaN(since) || Date.parse(lastModified(row)) <= since) return;
  throw new ApiError(412, "PRECONDITION_FAILED", "The record was modified after the given date");
}

function lastModified(row: Row): string {
  return new Date(String(row.LastModifiedDate ?? row.SystemModstamp)).toUTCString();
}

function isUnmodified({ request }: ApiContext, modified: string): boolean {
  const since = Date.parse(request.headers.get("if-modified-since") ?? "");
  return !Number.isNaN(since) && Date.parse(modified) <= since;
}

function read(context: ApiContext): ApiAnswer {
  const { object, row } = single(context);
  const headers = { "Last-Modified": lastModified(row) };
  if (isUnmodified(context, headers["Last-Modified"])) return { status: 304, headers };
  const names = context.request.query
    .get("fields")
    ?.split(",")
    .map((name) => name.trim());
  return { status: 200, body: asRequest(() => recordBody(context, object, row, names)), headers };
}

function create(context: ApiContext): ApiAnswer {
  const object = namedObject(context);
  const row = asRequest(() =>
    createRecord(context.org, context.actor, object, asObject(context.request.body) ?? {}),
  );
  const headers = { location: recordUrl(context.request.version, object.name, row.Id) };
  return { status: 201, body: { id: row.Id, success: true, errors: [] }, headers };
}

function update(context: ApiContext): ApiAnswer {
  const { object, row } = single(context);
  requireUnmodified(context, row);
  asRequest(() =>
    updateRecord(context.org, context.actor, object, row, asObject(context.request.body) ?? {}),
  );
  return { status: 204 };
}

function remove(context: ApiContext): ApiAnswer {
  const { object, row } = single(context);
  requireUnmodified(context, row);
  asRequest(() => deleteRecord(context.org, context.actor, object, row));
  return { status: 204 };
}

function describeAll({ org, request }: ApiContext): ApiAnswer {
  const sobjects = org.schema.objects().map((object) => describeBriefly(object, request.version));
  return { status: 200, body: { encoding: "UTF-8", maxBatchSize: 200, sobjects } };
}

function describe(context: ApiContext): ApiAnswer {
  const object = namedObject(context);
  const changed = new Date(context.org.schema.changedAt()).toUTCString();
  const headers = { ETag: `"${digestWord(changed).slice(0, 8).toLowerCase()}"`, "Last-Modified": changed };
  if (isUnmodified(context, headers["Last-Modified"])) return { status: 304, headers };
  return {
    headers,
    status: 200,
    body: describeObject(context.org, object, context.request.version, context.instanceUrl()),
  };
}

function describeBasics(context: ApiContext): ApiAnswer {
  const objectDescribe = describeBriefly(namedObject(context), context.request.version);
  return { status: 200, body: { objectDescribe, recentItems: [] } };
}

const record = /^\/sobjects\/([^/]+)\/([^/]+)$/;
const named = (verb: string) => (context: ApiContext) =>
  `${verb} ${context.org.schema.object(context.parts[0] ?? "")?.name ?? context.parts[0]}`;

/** Describe, and create, read, update and delete of single records by id. */
export const objectRoutes: readonly Route[] = [
  { method: "GET", path: /^\/sobjects\/?$/, operation: () => "describe-global", handle: describeAll },
  {
    method: "GET",
    path: /^\/sobjects\/([^/]+)\/describe\/?$/,
    operation: named("describe"),
    handle: describe,
  },
  {
    method: "GET",
    path: /^\/sobjects\/([^/]+)\/?$/,
    operation: named("describe-basics"),
    handle: describeBasics,
  },
  { method: "POST", path: /^\/sobjects\/([^/]+)\/?$/, operation: named("create"), handle: create },
  { method: "GET", path: record, operation: named("read"), handle: read },
  { method: "PATCH", path: record, operation: named("update"), handle: update },
  { method: "DELETE", path: record, operation: named("delete"), handle: remove },
];
