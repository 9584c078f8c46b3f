import { CrmError } from "@headway/crm";
import { type HttpAnswer, readShape, type Shape, type ShapeOf, shape } from "@headway/crm/http";

/** A record as Salesforce sends it. */
export type Row = Readonly<Record<string, unknown>>;

/** One page of a query. A row is checked when it is mapped, so that a bad one spoils no other. */
export const QueryAnswer = shape.record({
  done: shape.flag,
  // Thousands at a time, so that only the list itself is looked at.
  records: shape.list,
  totalSize: shape.optional(shape.number),
});
export type QueryAnswer = ShapeOf<typeof QueryAnswer>;

/** What is needed of `GET /sobjects/{name}/describe`. */
export const ObjectDescribe = shape.record({
  name: shape.text,
  fields: shape.listOf(
    shape.record({
      name: shape.text,
      label: shape.text,
      type: shape.text,
      length: shape.optional(shape.number),
      updateable: shape.flag,
      createable: shape.optional(shape.flag),
      calculated: shape.optional(shape.flag),
      externalId: shape.optional(shape.flag),
    }),
  ),
  childRelationships: shape.optional(shape.listOf(shape.record({ childSObject: shape.text }))),
  recordTypeInfos: shape.optional(
    shape.listOf(
      shape.record({ recordTypeId: shape.text, name: shape.text, available: shape.flag, master: shape.flag }),
    ),
  ),
});
export type ObjectDescribe = ShapeOf<typeof ObjectDescribe>;
/** One field as the describe shows it to these credentials. */
export type FieldDescribe = ObjectDescribe["fields"][number];

/** Why Salesforce refused one row of a collection. */
export const RowError = shape.record({
  statusCode: shape.text,
  message: shape.text,
  fields: shape.optional(shape.nullable(shape.listOf(shape.text))),
});
export type RowError = ShapeOf<typeof RowError>;

/** One row of an answer to a collection, in the order sent. */
export const SaveResult = shape.record({
  id: shape.optional(shape.nullable(shape.text)),
  success: shape.flag,
  created: shape.optional(shape.flag),
  errors: shape.optional(shape.listOf(RowError)),
});
export type SaveResult = ShapeOf<typeof SaveResult>;
/** The whole answer to a collection. */
export const SaveResults = shape.listOf(SaveResult);

/** The answer to `POST /composite`: one part per request sent in it. */
export const CompositeAnswer = shape.record({
  compositeResponse: shape.listOf(
    shape.record({ referenceId: shape.text, httpStatusCode: shape.number, body: shape.anything }),
  ),
});

/** Reads a body as it should be, or throws `malformed-response` naming what was asked for. */
export function readBody<Value>(expected: Shape<Value>, body: unknown, subject: string): Value {
  const read = readShape(expected, body);
  if (read.fits) return read.value;
  throw new CrmError("malformed-response", {
    crm: "salesforce",
    message: `the answer to ${subject} does not fit what Salesforce documents (\`${read.place}\`)`,
    next: "nothing by itself",
    remedy: "report it with the time of the request if it happens again",
  });
}

/** Salesforce's clock when it answered, ISO 8601, from the `Date` header; `null` where it does not say. */
export function serverInstant(answer: HttpAnswer): string | null {
  const stamp = Date.parse(answer.headers.date ?? "");
  return Number.isNaN(stamp) ? null : new Date(stamp).toISOString();
}

/** True for anything that can be read as a record. */
export function isRow(value: unknown): value is Row {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
