import { ApiError } from "../api-error.ts";
import type { Field } from "../schema/field.ts";
import type { ObjectDefinition } from "../schema/object-definition.ts";
import { RowError } from "../write/row-error.ts";
import { createRecord } from "../write/write-record.ts";
import { type ApiAnswer, type ApiContext, asObject, type Route } from "./api-request.ts";
import { namedObject } from "./object-routes.ts";

const maximumRecords = 200;

type Raw = Readonly<Record<string, unknown>>;

interface Result {
  readonly referenceId: string;
  readonly id?: string;
  readonly errors?: readonly { statusCode: string; message: string; fields: readonly string[] }[];
}

/** The records of a list, which stands by itself or under `records`. */
function rawRecords(value: unknown): Raw[] {
  const list = asObject(value)?.records;
  return Array.isArray(list) ? list.map((each) => asObject(each) ?? {}) : [];
}

interface Children {
  readonly object: ObjectDefinition;
  readonly lookup: Field;
  readonly records: readonly Raw[];
}

function childrenOf({ org }: ApiContext, object: ObjectDefinition, name: string, value: unknown): Children[] {
  for (const child of org.schema.objects()) {
    const lookup = child.fields.find(
      (field) => field.childRelationshipName === name && field.referenceTo.includes(object.name),
    );
    if (lookup) return [{ object: child, lookup, records: rawRecords(value) }];
  }
  return [];
}

function referenceId(raw: Raw): string {
  return String(asObject(raw.attributes)?.referenceId ?? "");
}

/** Makes a record and then its children, which get its id. */
function make(context: ApiContext, object: ObjectDefinition, raw: Raw, parent: Raw): Result[] {
  const nested = Object.entries(raw).filter(([name, value]) => name !== "attributes" && asObject(value));
  const children = nested.flatMap(([name, value]) => childrenOf(context, object, name, value));
  const names = new Set(nested.map(([name]) => name));
  const own = Object.fromEntries(Object.entries(raw).filter(([name]) => !names.has(name)));
  try {
    const row = createRecord(context.org, context.actor, object, { ...own, ...parent });
    const below = children.flatMap((child) =>
      child.records.flatMap((each) => make(context, child.object, each, { [child.lookup.name]: row.Id })),
    );
    return [{ referenceId: referenceId(raw), id: row.Id }, ...below];
  } catch (error) {
    if (!(error instanceof RowError)) throw error;
    const { statusCode, message, fields } = error;
    return [{ referenceId: referenceId(raw), errors: [{ statusCode, message, fields }] }];
  }
}

function tree(context: ApiContext): ApiAnswer {
  const object = namedObject(context);
  const records = rawRecords(context.request.body);
  const { results, keep } = context.org.attempt(() => {
    const results = records.flatMap((raw) => make(context, object, raw, {}));
    if (results.length > maximumRecords) {
      throw new ApiError(400, "LIMIT_EXCEEDED", `at most ${maximumRecords} records`);
    }
    return { results, keep: results.every((result) => result.errors === undefined) };
  });
  if (keep) return { status: 201, body: { hasErrors: false, results } };
  return { status: 400, body: { hasErrors: true, results: results.filter((result) => result.errors) } };
}

/** Records with their children in one call: all of them, or none. */
export const treeRoutes: readonly Route[] = [
  {
    method: "POST",
    path: /^\/composite\/tree\/([^/]+)\/?$/,
    operation: ({ parts }) => `composite-tree ${parts[0]}`,
    handle: tree,
  },
];
