import { instantText } from "./instant.ts";
import { arrayAt, type JsonObject, objectAt, textAt } from "./json.ts";
import { invalid, Refusal } from "./refusal.ts";

/** One entry of `errors` in a 207. */
export interface BatchError {
  readonly status: "error";
  readonly category: string;
  readonly subCategory?: string;
  readonly message: string;
  readonly context?: Readonly<Record<string, readonly string[]>>;
}

/** The inputs of a batch call, at most `limit`. */
export function batchInputs(body: JsonObject, limit: number, message?: string): JsonObject[] {
  const inputs = arrayAt(body.inputs, "inputs").map((each) => objectAt(each, "input"));
  if (inputs.length > limit) {
    throw invalid(message ?? `The maximum number of inputs supported in a batch request is ${limit}.`);
  }
  return inputs;
}

/** The id of an input, or HubSpot's 400. */
export function inputId(input: JsonObject): string {
  const id = textAt(input.id);
  if (id === undefined) throw invalid("Invalid input JSON: Some required fields were not set: [id]");
  return id;
}

/** Refuses a batch that names a record twice, as recorded (`batch-update-contacts-err-duplicate-ids`). */
export function refuseDuplicates(ids: readonly string[]): void {
  const twice = [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
  if (twice.length === 0) return;
  throw invalid(`Duplicate IDs found in batch input: [${twice.join(", ")}]. IDs must be unique`, {
    context: { ids: twice },
  });
}

/** The one error that names every id that a batch did not find (recorded `err-partial-success`). */
export function missingError(singular: string, ids: readonly string[]): BatchError[] {
  if (ids.length === 0) return [];
  const message = `Could not get some ${singular.toUpperCase()} objects, they may be deleted or not exist. Check that ids are valid.`;
  return [{ status: "error", category: "OBJECT_NOT_FOUND", message, context: { ids: [...ids] } }];
}

/** A refusal of one input as an entry of a 207. */
export function batchError(
  refusal: Refusal,
  context: Readonly<Record<string, readonly string[]>>,
): BatchError {
  return {
    status: "error",
    category: refusal.body.category ?? "VALIDATION_ERROR",
    ...(refusal.body.subCategory === undefined ? {} : { subCategory: refusal.body.subCategory }),
    message: refusal.body.message,
    context: { ...context, ...refusal.body.context },
  };
}

/** The body and status of a batch answer: 207 as soon as one input failed. */
export function batchAnswer(
  results: readonly unknown[],
  errors: readonly BatchError[],
  at: number,
  status = 200,
) {
  const time = instantText(at);
  const body = { completedAt: time, status: "COMPLETE", startedAt: time, results };
  if (errors.length === 0) return { status, body };
  return { status: 207, body: { ...body, errors, numErrors: errors.length } };
}

/** What an input gave: a result, or what HubSpot would answer for it. */
export function attempt<T>(run: () => T): T | Refusal {
  try {
    return run();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
