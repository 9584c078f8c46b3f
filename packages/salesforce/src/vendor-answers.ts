import { CrmError } from "@headway/crm";
import type { HttpAnswer } from "@headway/crm/http";
import * as z from "zod/mini";

/** A record as Salesforce sends it. */
export type Row = Readonly<Record<string, unknown>>;

/** One page of a query. A row is checked when it is mapped, so that a bad one spoils no other. */
export const QueryAnswer = z.object({
  done: z.boolean(),
  // Thousands at a time, so that only the list itself is looked at.
  records: z.custom<readonly unknown[]>((value) => Array.isArray(value)),
  totalSize: z.optional(z.number()),
});
export type QueryAnswer = z.infer<typeof QueryAnswer>;

/** What is needed of `GET /sobjects/{name}/describe`. */
export const ObjectDescribe = z.object({
  name: z.string(),
  fields: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      type: z.string(),
      length: z.optional(z.number()),
      updateable: z.boolean(),
      createable: z.optional(z.boolean()),
      calculated: z.optional(z.boolean()),
      externalId: z.optional(z.boolean()),
    }),
  ),
  childRelationships: z.optional(z.array(z.object({ childSObject: z.string() }))),
  recordTypeInfos: z.optional(
    z.array(
      z.object({ recordTypeId: z.string(), name: z.string(), available: z.boolean(), master: z.boolean() }),
    ),
  ),
});
export type ObjectDescribe = z.infer<typeof ObjectDescribe>;
/** One field as the describe shows it to these credentials. */
export type FieldDescribe = ObjectDescribe["fields"][number];

/** Why Salesforce refused one row of a collection. */
export const RowError = z.object({
  statusCode: z.string(),
  message: z.string(),
  fields: z.optional(z.nullable(z.array(z.string()))),
});
export type RowError = z.infer<typeof RowError>;

/** One row of an answer to a collection, in the order sent. */
export const SaveResult = z.object({
  id: z.optional(z.nullable(z.string())),
  success: z.boolean(),
  created: z.optional(z.boolean()),
  errors: z.optional(z.array(RowError)),
});
export type SaveResult = z.infer<typeof SaveResult>;
/** The whole answer to a collection. */
export const SaveResults = z.array(SaveResult);

/** The answer to `POST /composite`: one part per request sent in it. */
export const CompositeAnswer = z.object({
  compositeResponse: z.array(
    z.object({ referenceId: z.string(), httpStatusCode: z.number(), body: z.unknown() }),
  ),
});

/** The answer to `GET /ui-api/object-info/{name}/picklist-values/{recordTypeId}/{field}`. */
export const PicklistAnswer = z.object({ values: z.array(z.object({ value: z.string() })) });

/** The answer to `GET /sobjects/{name}/deleted`. */
export const DeletedAnswer = z.object({
  deletedRecords: z.array(z.object({ id: z.string(), deletedDate: z.string() })),
  earliestDateAvailable: z.optional(z.nullable(z.string())),
  latestDateCovered: z.optional(z.nullable(z.string())),
});

/** A query job of Bulk API 2.0. */
export const BulkJobAnswer = z.object({
  id: z.string().check(z.regex(/^\w{15,18}$/)),
  state: z.string(),
  errorMessage: z.optional(z.nullable(z.string())),
});
export type BulkJobAnswer = z.infer<typeof BulkJobAnswer>;

/** The answer of the token endpoint. */
export const TokenAnswer = z.object({
  access_token: z.string().check(z.minLength(1)),
  refresh_token: z.optional(z.string()),
  instance_url: z.optional(z.string()),
  id: z.optional(z.string()),
});

/** Reads a body by a schema, or throws `malformed-response` naming what was asked for. */
export function readBody<Schema extends z.ZodMiniType>(
  schema: Schema,
  body: unknown,
  subject: string,
): z.infer<Schema> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new CrmError("malformed-response", {
    crm: "salesforce",
    message: `the answer to ${subject} does not fit what Salesforce documents (\`${issue?.path.join(".") ?? ""}\`)`,
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
