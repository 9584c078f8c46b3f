import { type CallOptions, CrmError } from "@headway/crm";
import { asListOf, asNullable, asOptional, asRecord, asText } from "@headway/crm/http";
import type { Client } from "./client.ts";
import { identifier } from "./soql.ts";
import { readBody } from "./vendor-answers.ts";

/** The answer to `GET /sobjects/{name}/deleted`. */
const DeletedAnswer = asRecord({
  deletedRecords: asListOf(asRecord({ id: asText, deletedDate: asText })),
  earliestDateAvailable: asOptional(asNullable(asText)),
  latestDateCovered: asOptional(asNullable(asText)),
});

/** What the log of deletions says about a span of time. */
export interface DeletionLog {
  /** Ids with the instant of their deletion, also of rows that are in no recycle bin any more. */
  readonly deleted: ReadonlyMap<string, string>;
  /** Everything committed until then is in the answers; later a transaction may still be open. */
  readonly coveredUntil: string | null;
  /** The log begins only here, later than it was asked from: earlier deletions may be missing. */
  readonly missingUntil: string | null;
}

const minuteMs = 60_000;
/** Two minutes less than what Salesforce allows, for the time that a request takes. */
const reachMs = 15 * 86_400_000 - 2 * minuteMs;

/** Nothing is known of deletions besides what queries show. */
export const noLog: DeletionLog = { deleted: new Map(), coveredUntil: null, missingUntil: null };

/**
 * Reads which records of an object were deleted since, the purged ones too, which no query shows.
 * Salesforce counts by the minute, so a minute more is read, and only 15 days back. Where an object
 * has no log, or these credentials may not read it, it is empty.
 *
 * @param serverAt Salesforce's clock, `null` where it did not say: then nothing can be asked.
 */
export async function readDeletionLog(
  client: Client,
  sobject: string,
  since: string,
  serverAt: string | null,
  budget: () => CallOptions,
): Promise<DeletionLog> {
  if (serverAt === null) return noLog;
  const end = Date.parse(serverAt);
  const wanted = Date.parse(since) - minuteMs;
  const start = Math.max(wanted, end - reachMs);
  // A cursor of the future, from before the org's clock was set back.
  if (end - start < minuteMs) return noLog;
  try {
    const log = await readSpan(client, sobject, { start, end }, budget);
    if (start === wanted || log.missingUntil !== null) return log;
    return { ...log, missingUntil: new Date(start).toISOString() };
  } catch (error) {
    const codes = ["forbidden", "not-found", "invalid", "unsupported"];
    if (!CrmError.is(error) || !codes.includes(error.code)) throw error;
    return noLog;
  }
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** A span with more ids than one answer holds is read in halves. */
async function readSpan(
  client: Client,
  sobject: string,
  span: Span,
  budget: () => CallOptions,
): Promise<DeletionLog> {
  try {
    return await readOnce(client, sobject, span, budget());
  } catch (error) {
    const middle = Math.floor((span.start + span.end) / 2 / minuteMs) * minuteMs;
    const isTooLong = CrmError.is(error) && error.details.vendorCode === "EXCEEDED_ID_LIMIT";
    if (!isTooLong || middle - span.start < minuteMs || span.end - middle < minuteMs) throw error;
    const first = await readSpan(client, sobject, { start: span.start, end: middle }, budget);
    const second = await readSpan(client, sobject, { start: middle, end: span.end }, budget);
    return {
      deleted: new Map([...first.deleted, ...second.deleted]),
      coveredUntil: second.coveredUntil,
      missingUntil: first.missingUntil,
    };
  }
}

async function readOnce(
  client: Client,
  sobject: string,
  { start, end }: Span,
  call: CallOptions,
): Promise<DeletionLog> {
  const query = new URLSearchParams({ start: instantText(start), end: instantText(end) }).toString();
  const path = client.path(`/sobjects/${identifier(sobject).text}/deleted/?${query}`);
  const { body } = await client.send({ method: "GET", path }, call);
  const answer = readBody(DeletedAnswer, body, `the deletions of ${sobject}`);
  const earliest = toInstant(answer.earliestDateAvailable);
  return {
    deleted: new Map(answer.deletedRecords.map(({ id, deletedDate }) => [id, toInstant(deletedDate) ?? ""])),
    coveredUntil: toInstant(answer.latestDateCovered),
    missingUntil: earliest !== null && Date.parse(earliest) > start ? earliest : null,
  };
}

/** Whole seconds, as Salesforce's examples have them. */
function instantText(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, "+00:00");
}

function toInstant(text: string | null | undefined): string | null {
  const at = Date.parse((text ?? "").replace(/([+-]\d{2})(\d{2})$/, "$1:$2"));
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}
