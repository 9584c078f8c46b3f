import {
  attempt,
  type BatchError,
  batchError,
  batchInputs,
  inputId,
  missingError,
  refuseDuplicates,
} from "./batch.ts";
import { findRecord } from "./find-record.ts";
import { type JsonObject, objectAt, textAt } from "./json.ts";
import type { ObjectTable } from "./object-table.ts";
import type { Portal } from "./portal.ts";
import type { StoredRecord, WriteContext } from "./record.ts";
import { invalid, Refusal } from "./refusal.ts";
import { renderWritten } from "./render-record.ts";
import { makeLinks, wantedLinks } from "./write-association.ts";
import { addRecord, changeRecord, checkedValues } from "./write-record.ts";

/** What a batch write gave: rendered records and errors, neither in the order of the inputs. */
export interface BatchOutcome {
  readonly results: unknown[];
  readonly errors: BatchError[];
}

const LIMIT = 100;

/** The context of a write that comes through the API. */
export function apiContext(portal: Portal): WriteContext {
  return { source: { type: "INTEGRATION", id: portal.caller.appId }, at: portal.settings.now() };
}

function propertiesOf(input: JsonObject): JsonObject {
  return objectAt(input.properties ?? {}, "properties");
}

/** The values of a create with what HubSpot adds: a place in the lifecycle, a website from the domain. */
function filledIn({ type }: ObjectTable, values: ReadonlyMap<string, string>): Map<string, string> {
  const domain = type.name === "companies" ? values.get("domain") : undefined;
  const added = { ...type.filledIn, ...(domain ? { website: domain } : {}) };
  return new Map([...Object.entries(added), ...values]);
}

/** Creates one record with its associations; nothing is written unless all of it is valid. */
export function createOne(portal: Portal, table: ObjectTable, input: JsonObject) {
  const values = checkedValues(portal, table, propertiesOf(input));
  const links = wantedLinks(portal, table, input);
  const context = apiContext(portal);
  const filled = filledIn(table, values);
  const record = addRecord(portal, table, filled, context);
  makeLinks(portal, record, links, context);
  return renderWritten(portal, table, record, [...filled.keys(), ...(table.type.answeredOnCreate ?? [])]);
}

/** Changes one record that exists. */
export function updateOne(portal: Portal, table: ObjectTable, record: StoredRecord, input: JsonObject) {
  const values = checkedValues(portal, table, propertiesOf(input), record);
  changeRecord(portal, table, record, values, apiContext(portal));
  return renderWritten(portal, table, record, values.keys());
}

function traceId(input: JsonObject): string | undefined {
  return textAt(input.objectWriteTraceId);
}

function traced(input: JsonObject): { objectWriteTraceId?: string } {
  const id = traceId(input);
  return id === undefined ? {} : { objectWriteTraceId: id };
}

/** A refusal of the whole call: every problem of every input, as recorded; a conflict names no id. */
function wholeRefusal(refusals: readonly Refusal[]): Refusal {
  const first = refusals[0] ?? invalid("The batch was not valid");
  if (first.status === 409)
    return new Refusal(409, { message: "Contact already exists", category: "CONFLICT" });
  const errors = refusals.flatMap((refusal) => refusal.body.errors ?? []);
  return invalid(first.body.message, errors.length > 0 ? { errors } : {});
}

/**
 * Runs one write per input. Where every input carries an `objectWriteTraceId`, each stands for itself and
 * failures come back beside the results; otherwise one invalid input refuses the whole batch.
 */
function writeEach(
  portal: Portal,
  inputs: readonly JsonObject[],
  check: (input: JsonObject) => unknown,
  write: (input: JsonObject) => object,
): BatchOutcome {
  const each = inputs.length > 0 && inputs.every((input) => traceId(input) !== undefined);
  if (!each) {
    const refusals = inputs
      .map((input) => attempt(() => check(input)))
      .filter((one) => one instanceof Refusal);
    if (refusals.length > 0) throw wholeRefusal(refusals);
  }
  const outcome: BatchOutcome = { results: [], errors: [] };
  for (const input of inputs) {
    const done = attempt(() => write(input));
    if (!(done instanceof Refusal))
      outcome.results.push(portal.settings.echoesTraceIds ? { ...done, ...traced(input) } : done);
    else if (!each) throw done;
    else outcome.errors.push(batchError(done, { objectWriteTraceId: [traceId(input) ?? ""] }));
  }
  outcome.results.reverse();
  return outcome;
}

/** `POST …/batch/create`. */
export function createBatch(portal: Portal, table: ObjectTable, body: JsonObject): BatchOutcome {
  const check = (input: JsonObject) => {
    checkedValues(portal, table, propertiesOf(input));
    wantedLinks(portal, table, input);
  };
  return writeEach(portal, batchInputs(body, LIMIT), check, (input) => createOne(portal, table, input));
}

/** `POST …/batch/update`: unknown ids come back as one error that lists them. */
export function updateBatch(portal: Portal, table: ObjectTable, body: JsonObject): BatchOutcome {
  const inputs = batchInputs(body, LIMIT);
  refuseDuplicates(inputs.map(inputId));
  const find = (input: JsonObject) =>
    findRecord(portal, table, inputId(input), { idProperty: textAt(input.idProperty) });
  const missing = inputs.filter((input) => !find(input)).map(inputId);
  const known = inputs.filter((input) => find(input));
  const check = (input: JsonObject) => checkedValues(portal, table, propertiesOf(input), find(input));
  const outcome = writeEach(portal, known, check, (input) => {
    const record = find(input);
    if (!record) throw invalid(`${inputId(input)} is gone`);
    return updateOne(portal, table, record, input);
  });
  outcome.errors.push(...missingError(table.type.singular, missing));
  return outcome;
}

function upsertTarget(portal: Portal, table: ObjectTable, input: JsonObject): StoredRecord | undefined {
  const idProperty = textAt(input.idProperty);
  if (!idProperty) throw invalid("Invalid input JSON: Some required fields were not set: [idProperty]");
  return findRecord(portal, table, inputId(input), { idProperty });
}

/** An upsert sets the property that it is keyed by, unless the input sets it itself. */
function upsertInput(input: JsonObject): JsonObject {
  return {
    ...input,
    properties: { [textAt(input.idProperty) ?? ""]: inputId(input), ...propertiesOf(input) },
  };
}

/** `POST …/batch/upsert`, by a unique property; each result says whether the record is `new`. */
export function upsertBatch(portal: Portal, table: ObjectTable, body: JsonObject): BatchOutcome {
  const inputs = batchInputs(body, LIMIT);
  refuseDuplicates(inputs.map(inputId));
  const check = (input: JsonObject) => {
    const record = upsertTarget(portal, table, input);
    checkedValues(portal, table, propertiesOf(upsertInput(input)), record);
  };
  return writeEach(portal, inputs, check, (input) => {
    const record = upsertTarget(portal, table, input);
    if (record) return { ...updateOne(portal, table, record, input), new: false };
    return { ...createOne(portal, table, upsertInput(input)), new: true };
  });
}
