import { CrmError } from "@headway/crm";
import {
  asAnything,
  asList,
  asListOf,
  asNullable,
  asNumber,
  asOptional,
  asRecord,
  asText,
  type HttpAnswer,
  pathOnly,
  readShape,
  type Shape,
  type ShapeOf,
} from "@headway/crm/http";

const Paging = asOptional(
  asNullable(asRecord({ next: asOptional(asNullable(asRecord({ after: asText }))) })),
);

/** A list, a search or a batch: rows as they came, so that one bad row never spoils the others. */
export const Rows = asRecord({
  // Not looked into: what is wrong with a row concerns that row.
  results: asList,
  total: asOptional(asNumber),
  paging: Paging,
  errors: asOptional(asListOf(asAnything)),
  numErrors: asOptional(asNumber),
});

/** See {@link Rows}. */
export type Rows = ShapeOf<typeof Rows>;

/** Reads an answer as it should be. Throws `malformed-response` naming what does not fit. */
export function readAnswer<Value>(expected: Shape<Value>, answer: HttpAnswer, path: string): Value {
  const read = readShape(expected, answer.body);
  if (read.fits) return read.value;
  const { place } = read;
  throw malformed(
    path,
    place === "" ? "a body that is not what HubSpot documents" : `an unexpected \`${place}\``,
    answer,
  );
}

/** The error for an answer that does not fit what HubSpot documents. */
export function malformed(path: string, what: string, answer?: HttpAnswer): CrmError {
  const requestId = answer?.headers["x-hubspot-correlation-id"];
  return new CrmError("malformed-response", {
    crm: "hubspot",
    message: `HubSpot answered \`${pathOnly(path)}\` with ${what}`,
    remedy: "report it with the time of the request if it happens again",
    ...(answer === undefined ? {} : { status: answer.status }),
    ...(requestId === undefined ? {} : { requestId }),
  });
}

/** Where the next page starts; `undefined` on the last one. */
export function nextAfter(rows: Rows): string | undefined {
  return rows.paging?.next?.after;
}

/** HubSpot's clock when it answered, milliseconds since 1970. Throws `malformed-response` where it says nothing. */
export function serverNow(answer: HttpAnswer, path: string): number {
  const at = Date.parse(answer.headers.date ?? "");
  if (Number.isNaN(at)) throw malformed(path, "no `Date` header, without which no cursor is safe", answer);
  return at;
}

/** The text `id` of a row, whatever else is wrong with it. HubSpot's association reads give numbers. */
export function rowId(row: unknown, name = "id"): string | null {
  if (typeof row !== "object" || row === null || !(name in row)) return null;
  const id = (row as Record<string, unknown>)[name];
  if (typeof id === "number" && Number.isSafeInteger(id)) return String(id);
  return typeof id === "string" && id !== "" ? id : null;
}

/** A member of an unknown value; `undefined` where there is none. */
export function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
