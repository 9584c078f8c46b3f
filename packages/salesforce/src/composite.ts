import { CrmError } from "@headway/crm";
import { type HttpAnswer, type HttpRequest, readShape } from "@headway/crm/http";
import { wholeReading } from "./error-reading.ts";
import { compositeQueries, compositeSize } from "./limits.ts";
import { mapError } from "./map-error.ts";
import { CompositeAnswer, isRow, readBody } from "./vendor-answers.ts";

/** A part of a composite request, with its path below the version. */
export interface CompositePart {
  readonly id: string;
  readonly path: string;
  readonly isQuery: boolean;
}

/**
 * Sends parts as few composite requests as their limits allow; each part keeps its own status. Throws
 * where a part was not answered at all.
 *
 * @param send Sends the body of one composite request.
 * @param pathOf The path of a part below the origin.
 */
export async function sendParts(
  parts: readonly CompositePart[],
  pathOf: (below: string) => string,
  send: (body: unknown) => Promise<HttpAnswer>,
): Promise<ReadonlyMap<string, HttpAnswer>> {
  const answers = new Map<string, HttpAnswer>();
  for (const group of compositeGroups(parts)) {
    const compositeRequest = group.map((part) => ({
      method: "GET",
      url: pathOf(part.path),
      referenceId: part.id,
    }));
    const answer = await send({ allOrNone: false, compositeRequest });
    readBody(CompositeAnswer, answer.body, "a composite request");
    for (const [id, own] of partAnswers(answer)) answers.set(id, own);
    const missing = group.find((part) => !answers.has(part.id));
    if (missing !== undefined) throw missingPart(missing.id);
  }
  return answers;
}

/**
 * The error of the first part that is worth repeating (a limit, an overloaded server), read as if the
 * part had come alone: a composite request is answered with 200 whatever became of its parts.
 * `undefined` for answers to anything else.
 */
export function passingPartError(answer: HttpAnswer, request: HttpRequest): CrmError | undefined {
  if (!request.path.endsWith("/composite")) return undefined;
  for (const [id, own] of partAnswers(answer)) {
    const part = { method: "GET", path: pathOfPart(request.body, id) } as const;
    const error = mapError(own, part, wholeReading);
    if (error?.retryable === true) return error;
  }
  return undefined;
}

/** The error of a part that nobody answered. */
export function missingPart(id: string): CrmError {
  return new CrmError("malformed-response", {
    crm: "salesforce",
    message: `a composite request was answered without its part \`${id}\``,
  });
}

function partAnswers(answer: HttpAnswer): ReadonlyMap<string, HttpAnswer> {
  const read = readShape(CompositeAnswer, answer.body);
  const parts = read.fits ? read.value.compositeResponse : [];
  return new Map(
    parts.map((part) => [
      part.referenceId,
      { status: part.httpStatusCode, headers: answer.headers, body: part.body },
    ]),
  );
}

function pathOfPart(body: unknown, id: string): string {
  const parts: unknown = isRow(body) ? body.compositeRequest : undefined;
  const own: unknown = Array.isArray(parts)
    ? parts.find((part: unknown) => isRow(part) && part.referenceId === id)
    : undefined;
  return isRow(own) && typeof own.url === "string" ? own.url : "/composite";
}

/** Parts in order, as many to a request as its two limits allow. */
function compositeGroups(parts: readonly CompositePart[]): CompositePart[][] {
  const groups: CompositePart[][] = [];
  for (const part of parts) {
    const group = groups.at(-1);
    const queries = group?.filter((other) => other.isQuery).length ?? 0;
    const isFull =
      group === undefined || group.length === compositeSize || (part.isQuery && queries === compositeQueries);
    if (isFull) groups.push([part]);
    else group.push(part);
  }
  return groups;
}
