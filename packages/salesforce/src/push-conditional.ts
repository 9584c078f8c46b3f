import { CrmError, type PushOutcome } from "@headway/crm";
import { type PushRun, type RowsWriter, settleOpenRows } from "./push-rows.ts";
import type { OutgoingUpdate } from "./push-updates.ts";

/** An update that is to be refused where somebody changed the record meanwhile. */
export interface ConditionalUpdate extends OutgoingUpdate {
  /** ISO 8601; Salesforce compares whole seconds with the record's `LastModifiedDate`. */
  readonly ifUnmodifiedSince: string;
}

/** After these the call cannot go on; others are about the one record. */
const endingCodes = ["unauthenticated", "rate-limited", "unavailable", "aborted", "deadline-exceeded"];

/**
 * Sends updates one by one with `If-Unmodified-Since`, which collections do not know. A change within
 * the very second named is not seen. A repeat after a lost answer would meet our own change, so it is
 * settled by reading instead.
 */
export async function pushConditionally(
  run: PushRun,
  writer: RowsWriter,
  updates: readonly ConditionalUpdate[],
): Promise<void> {
  for (const update of updates) await pushOne(run, writer, update);
}

async function pushOne(run: PushRun, writer: RowsWriter, update: ConditionalUpdate): Promise<void> {
  const { index, ref, sobject, fields } = update;
  if (run.ended !== undefined) {
    const reason = `the push ended before: ${run.ended.details.message}`;
    run.outcomes.set(index, { status: "not-sent", reason });
    return;
  }
  const request = {
    method: "PATCH",
    path: run.client.path(`/sobjects/${sobject}/${encodeURIComponent(ref.id)}`),
    headers: { "if-unmodified-since": new Date(update.ifUnmodifiedSince).toUTCString() },
    body: fields,
    replay: "unsafe",
  } as const;
  try {
    await run.client.send(request, run.budget());
    run.hasSent = true;
    run.outcomes.set(index, { status: "written", ref, created: false });
  } catch (error) {
    if (!CrmError.is(error)) throw error;
    const isOpen = run.client.isOpen(request);
    if (isOpen) await settleOpenRows(run, writer, [update], error);
    else run.outcomes.set(index, refusalOf(error));
    if (endingCodes.includes(error.code) && !isOpen) run.ended = error;
  }
}

function refusalOf(error: CrmError): PushOutcome {
  const { code, details } = error;
  if (endingCodes.includes(code)) return { status: "not-sent", reason: details.message };
  const reason =
    details.status === 412 ? "the record was changed meanwhile, so nothing was written" : details.message;
  const { subject } = details;
  return { status: "refused", code, reason, ...(subject === undefined ? {} : { field: subject }) };
}
