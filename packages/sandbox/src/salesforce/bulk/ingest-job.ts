import { ApiError } from "../api-error.ts";
import type { Org } from "../org.ts";
import { externalIdField, upsertRecord } from "../rest/upsert.ts";
import type { Field } from "../schema/field.ts";
import type { ObjectDefinition } from "../schema/object-definition.ts";
import { visibleField } from "../soql/resolve-path.ts";
import type { Actor } from "../write/read-values.ts";
import { purgeRecord } from "../write/recycle-bin.ts";
import { RowError } from "../write/row-error.ts";
import { createRecord, deleteRecord, livingRecord, updateRecord } from "../write/write-record.ts";
import { csvFormat, csvRows } from "./csv.ts";
import type { Job, JobEnd, RowOutcome } from "./job.ts";

type Values = Readonly<Record<string, unknown>>;
type Write = (values: Values) => { id: string; created: boolean };

const nullMark = "#N/A";
const soapNames: Readonly<Record<string, string>> = {
  int: "int",
  boolean: "boolean",
  date: "date",
  datetime: "dateTime",
};

/** Which fields the columns are; a name that is none fails the whole job. */
function columnFields(org: Org, object: ObjectDefinition, header: readonly string[]): Field[] | string {
  const fields: Field[] = [];
  for (const name of header) {
    const found = visibleField(org, object, name);
    if (!found) return name;
    fields.push(found);
  }
  return fields;
}

/** The values of a row: empty cells say nothing, `#N/A` says null. */
function rowValues(fields: readonly Field[], cells: readonly string[]): Values {
  const given = fields.flatMap((field, index): [string, unknown][] => {
    const cell = cells[index] ?? "";
    if (cell === "") return [];
    return [[field.name, cell === nullMark ? null : cell]];
  });
  return Object.fromEntries(given);
}

/** The column whose text the parser could not take, as the recorded error names it. */
function deserializeError(fields: readonly Field[], cells: readonly string[], error: ApiError): string {
  const value = /value (.*) or request may/.exec(error.message)?.[1] ?? "";
  const index = fields.findIndex((_, at) => cells[at] === value);
  const field = fields[index];
  const kind = soapNames[field?.type ?? ""] ?? "double";
  return `INVALID_FIELD:Failed to deserialize field at col ${index}. Due to, '${value}' is not a valid value for the type xsd:${kind}:${field?.name ?? ""} --`;
}

function writerOf(org: Org, actor: Actor, job: Job, object: ObjectDefinition): Write {
  const idOf = (values: Values): string => {
    if (typeof values.Id !== "string") throw new RowError("MISSING_ARGUMENT", "Id not specified", ["Id"]);
    return values.Id;
  };
  const remove = (values: Values): string => {
    const row = livingRecord(org, object, idOf(values));
    deleteRecord(org, actor, object, row);
    return row.Id;
  };
  const writers: Readonly<Record<string, Write>> = {
    insert: (values) => ({ id: createRecord(org, actor, object, values).Id, created: true }),
    update(values) {
      const row = livingRecord(org, object, idOf(values));
      updateRecord(org, actor, object, row, values);
      return { id: row.Id, created: false };
    },
    upsert(values) {
      const field = externalIdField(org, object, job.externalIdFieldName ?? "Id");
      const { record, created } = upsertRecord(org, actor, object, field, values[field.name], values);
      return { id: record.Id, created };
    },
    delete: (values) => ({ id: remove(values), created: false }),
    hardDelete(values) {
      const id = remove(values);
      purgeRecord(org, id);
      return { id, created: false };
    },
  };
  return writers[job.operation] ?? (() => ({ id: "", created: false }));
}

function outcome(fields: readonly Field[], cells: readonly string[], write: Write): RowOutcome {
  try {
    return { cells, ...write(rowValues(fields, cells)), error: undefined };
  } catch (error) {
    const failed = { cells, id: "", created: false };
    if (error instanceof RowError) {
      const { statusCode, message } = error;
      return { ...failed, error: `${statusCode}:${message}:${error.fields.join(",")} --` };
    }
    if (error instanceof ApiError) return { ...failed, error: deserializeError(fields, cells, error) };
    throw error;
  }
}

/** Writes the uploaded rows of a job, each with an outcome of its own. */
export function runIngest(org: Org, job: Job): JobEnd {
  const object = org.schema.object(job.object);
  const format = csvFormat(job.columnDelimiter, job.lineEnding);
  if (!object || !format) return { type: "failed", message: "InvalidBatch : object or format not found" };
  const rows = csvRows(job.upload ?? "", format.delimiter);
  const first = rows.next();
  const header = first.done === true ? [] : first.value.map((name) => name.replace(/^\uFEFF/, ""));
  const fields = columnFields(org, object, header);
  if (typeof fields === "string") {
    return { type: "failed", message: `InvalidBatch : Field name not found : ${fields}` };
  }
  const write = writerOf(org, { userId: job.createdById, privileged: false }, job, object);
  const outcomes: RowOutcome[] = [];
  for (const cells of rows) outcomes.push(outcome(fields, cells, write));
  return { type: "written", outcomes, header };
}
