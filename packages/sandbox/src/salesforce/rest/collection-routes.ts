import { ApiError, notFound } from "../api-error.ts";
import type { ObjectDefinition } from "../schema/object-definition.ts";
import { canonicalId } from "../store/record-id.ts";
import type { Actor } from "../write/read-values.ts";
import { RowError } from "../write/row-error.ts";
import { createRecord, deleteRecord, livingRecord, updateRecord } from "../write/write-record.ts";
import { type ApiAnswer, type ApiContext, asObject, type Route } from "./api-request.ts";
import { asRequest, namedObject, recordBody } from "./object-routes.ts";
import { externalIdField, upsertRecord } from "./upsert.ts";

const maximumRecords = 200;
const rolledBack =
  "Record rolled back because not all records were valid and the request was using AllOrNone header";

type RecordBody = Readonly<Record<string, unknown>>;

interface RowResult {
  readonly id?: string;
  readonly success: boolean;
  readonly errors: readonly { statusCode: string; message: string; fields: readonly string[] }[];
  readonly created?: boolean;
}

function failure(statusCode: string, message: string, fields: readonly string[] = []): RowResult {
  return { success: false, errors: [{ statusCode, message, fields }] };
}

/** Refuses an empty list and one that is too long. */
function checkCount(count: number): void {
  if (count === 0) throw new ApiError(400, "REQUIRED_FIELD_MISSING", "At least 1 record is required");
  if (count <= maximumRecords) return;
  const message = `record limit reached. cannot submit more than ${maximumRecords} records into this call`;
  throw new ApiError(400, "EXCEEDED_ID_LIMIT", message);
}

function records(context: ApiContext): { rows: readonly RecordBody[]; allOrNone: boolean } {
  const body = asObject(context.request.body);
  const rows = Array.isArray(body?.records) ? body.records.map((each) => asObject(each) ?? {}) : [];
  checkCount(rows.length);
  return { rows, allOrNone: body?.allOrNone === true };
}

/** Does each row's work in order; with `allOrNone`, one refusal takes all of it back. */
function answerRows<Row>(
  context: ApiContext,
  rows: readonly Row[],
  allOrNone: boolean,
  work: (row: Row, actor: Actor) => RowResult,
): ApiAnswer {
  const actor = { ...context.actor, rowsInCall: rows.length };
  const { results, keep } = context.org.attempt(() => {
    const results = rows.map((row) => {
      try {
        return work(row, actor);
      } catch (error) {
        if (!(error instanceof RowError)) throw error;
        return failure(error.statusCode, error.message, error.fields);
      }
    });
    return { results, keep: !allOrNone || results.every((result) => result.success) };
  });
  if (keep) return { status: 200, body: results };
  const undone = failure("ALL_OR_NONE_OPERATION_ROLLED_BACK", rolledBack);
  return { status: 200, body: results.map((result) => (result.success ? undone : result)) };
}

function typeOf(row: RecordBody): string {
  return String(asObject(row.attributes)?.type ?? "");
}

function objectOf(context: ApiContext, row: RecordBody): ObjectDefinition {
  const name = typeOf(row);
  const object = context.org.schema.object(name);
  if (!object) throw new RowError("INVALID_TYPE", `sObject type '${name}' is not supported.`);
  return object;
}

function idOf(row: RecordBody): string | undefined {
  const entry = Object.entries(row).find(([name]) => name.toLowerCase() === "id");
  return typeof entry?.[1] === "string" ? entry[1] : undefined;
}

function create(context: ApiContext): ApiAnswer {
  const { rows, allOrNone } = records(context);
  return answerRows(context, rows, allOrNone, (row, actor) => {
    const made = createRecord(context.org, actor, objectOf(context, row), row);
    return { id: made.Id, success: true, errors: [] };
  });
}

function update(context: ApiContext): ApiAnswer {
  const { rows, allOrNone } = records(context);
  return answerRows(context, rows, allOrNone, (row, actor) => {
    const object = objectOf(context, row);
    const id = idOf(row);
    if (id === undefined) throw new RowError("MISSING_ARGUMENT", "Id not specified in an update call");
    const found = livingRecord(context.org, object, id);
    updateRecord(context.org, actor, object, found, row);
    return { id: found.Id, success: true, errors: [] };
  });
}

function upsert(context: ApiContext): ApiAnswer {
  const object = namedObject(context);
  const field = externalIdField(context.org, object, context.parts[1] ?? "");
  const { rows, allOrNone } = records(context);
  const keyOf = (row: RecordBody): unknown =>
    Object.entries(row).find(([name]) => name.toLowerCase() === field.name.toLowerCase())?.[1];
  const seen = new Map<unknown, number>();
  for (const row of rows) seen.set(keyOf(row), (seen.get(keyOf(row)) ?? 0) + 1);
  return answerRows(context, rows, allOrNone, (row, actor) => {
    const key = keyOf(row);
    if (key !== undefined && key !== null && (seen.get(key) ?? 0) > 1) {
      throw new RowError("DUPLICATE_VALUE", `Duplicate external id specified: ${String(key)}`, [field.name]);
    }
    const { record, created } = upsertRecord(context.org, actor, object, field, key, row);
    return { id: record.Id, success: true, errors: [], created };
  });
}

function remove(context: ApiContext): ApiAnswer {
  const ids = (context.request.query.get("ids") ?? "").split(",").filter((id) => id !== "");
  checkCount(ids.length);
  const allOrNone = context.request.query.get("allOrNone") === "true";
  return answerRows(context, ids, allOrNone, (id, actor) => {
    const object = context.org.schema.ofId(canonicalId(id) ?? "");
    if (!object) throw new RowError("MALFORMED_ID", `malformed id ${id}`);
    const row = livingRecord(context.org, object, id);
    deleteRecord(context.org, actor, object, row);
    return { id: row.Id, success: true, errors: [] };
  });
}

/** Records by id, in the order asked for; null for one that is not there. */
function retrieve(context: ApiContext, ids: readonly string[], fields: readonly string[]): ApiAnswer {
  const object = namedObject(context);
  if (ids.length === 0 || fields.length === 0) throw notFound();
  const body = asRequest(() =>
    ids.map((id) => {
      const row = context.org.table(object.name).get(canonicalId(id) ?? "");
      return row && row.IsDeleted !== true ? recordBody(context, object, row, fields) : null;
    }),
  );
  return { status: 200, body };
}

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
const listed = (text: string | null): string[] => (text ?? "").split(",").filter((part) => part !== "");

function types(context: ApiContext): string {
  const rows = asObject(context.request.body)?.records;
  const names = (Array.isArray(rows) ? rows : []).map((row) => typeOf(asObject(row) ?? {}));
  return [...new Set(names)].join("+");
}

function typesOfIds({ org, request }: ApiContext): string {
  const names = listed(request.query.get("ids")).map((id) => org.schema.ofId(id)?.name ?? "?");
  return [...new Set(names)].join("+");
}

const collection = /^\/composite\/sobjects\/?$/;
const ofType = /^\/composite\/sobjects\/([^/]+)\/?$/;

/** Up to 200 records in one call, each with an outcome of its own, in the order given. */
export const collectionRoutes: readonly Route[] = [
  {
    method: "POST",
    path: collection,
    operation: (context) => `collections-create ${types(context)}`,
    handle: create,
  },
  {
    method: "PATCH",
    path: collection,
    operation: (context) => `collections-update ${types(context)}`,
    handle: update,
  },
  {
    method: "PATCH",
    path: /^\/composite\/sobjects\/([^/]+)\/([^/]+)$/,
    operation: ({ parts }) => `collections-upsert ${parts[0]}`,
    handle: upsert,
  },
  {
    method: "DELETE",
    path: collection,
    operation: (context) => `collections-delete ${typesOfIds(context)}`,
    handle: remove,
  },
  {
    method: "POST",
    path: ofType,
    operation: ({ parts }) => `collections-retrieve ${parts[0]}`,
    handle: (context) => {
      const body = asObject(context.request.body);
      return retrieve(context, texts(body?.ids), texts(body?.fields));
    },
  },
  {
    method: "GET",
    path: ofType,
    operation: ({ parts }) => `collections-retrieve ${parts[0]}`,
    handle: (context) => {
      const { query } = context.request;
      return retrieve(context, listed(query.get("ids")), listed(query.get("fields")));
    },
  },
];
