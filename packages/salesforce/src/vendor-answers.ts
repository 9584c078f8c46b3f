import { CrmError } from "@headway/crm";
import {
  asAnything,
  asFlag,
  asList,
  asListOf,
  asNullable,
  asNumber,
  asOptional,
  asRecord,
  asText,
  type HttpAnswer,
  readShape,
  type Shape,
  type ShapeOf,
} from "@headway/crm/http";

/** A record as Salesforce sends it. */
export type Row = Readonly<Record<string, unknown>>;

/** One page of a query. A row is checked when it is mapped, so that a bad one spoils no other. */
export const QueryAnswer = asRecord({
  done: asFlag,
  // Thousands at a time, so that only the list itself is looked at.
  records: asList,
  totalSize: asOptional(asNumber),
});
export type QueryAnswer = ShapeOf<typeof QueryAnswer>;

/** What is needed of `GET /sobjects/{name}/describe`. */
export const ObjectDescribe = asRecord({
  name: asText,
  fields: asListOf(
    asRecord({
      name: asText,
      label: asText,
      type: asText,
      length: asOptional(asNumber),
      updateable: asFlag,
      createable: asOptional(asFlag),
      calculated: asOptional(asFlag),
      externalId: asOptional(asFlag),
    }),
  ),
  childRelationships: asOptional(asListOf(asRecord({ childSObject: asText }))),
  recordTypeInfos: asOptional(
    asListOf(asRecord({ recordTypeId: asText, name: asText, available: asFlag, master: asFlag })),
  ),
});
export type ObjectDescribe = ShapeOf<typeof ObjectDescribe>;
/** One field as the describe shows it to these credentials. */
export type FieldDescribe = ObjectDescribe["fields"][number];

/** Why Salesforce refused one row of a collection. */
export const RowError = asRecord({
  statusCode: asText,
  message: asText,
  fields: asOptional(asNullable(asListOf(asText))),
});
export type RowError = ShapeOf<typeof RowError>;

/** One row of an answer to a collection, in the order sent. */
export const SaveResult = asRecord({
  id: asOptional(asNullable(asText)),
  success: asFlag,
  created: asOptional(asFlag),
  errors: asOptional(asListOf(RowError)),
});
export type SaveResult = ShapeOf<typeof SaveResult>;
/** The whole answer to a collection. */
export const SaveResults = asListOf(SaveResult);

/** The answer to `POST /composite`: one part per request sent in it. */
export const CompositeAnswer = asRecord({
  compositeResponse: asListOf(asRecord({ referenceId: asText, httpStatusCode: asNumber, body: asAnything })),
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
