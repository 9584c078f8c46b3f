import type { CohortSnapshot, Policy } from "@headway/core";
import type { RecordCrm, RecordRef } from "@headway/crm";
import { assessRecord, capturePatch, type RecordResult, type RecordWrite } from "@headway/sync/one-record";
import type { LogAnswer } from "./src/app/cards/standing.ts";

/** What became of an entry: as `RecordResult`, with the capture's own write first. */
export type LogResult = Pick<RecordResult, "status" | "writes" | "unknown">;

/** What an entry is logged with. */
interface LogOptions {
  readonly policy: Policy;
  /** The curves of stall clocks; without them stall stays as it is. */
  readonly cohorts?: CohortSnapshot;
  readonly signal: AbortSignal;
}

/**
 * Keeps in the CRM what a rep logged, as a task that is done already, and then assesses the record, so that its
 * fields follow. The same entry twice is one task. An entry that is none is a refusal, not an error.
 */
export async function logCapture(
  crm: RecordCrm,
  ref: RecordRef,
  { entry, ...options }: LogOptions & { readonly entry: unknown },
): Promise<LogResult> {
  const { signal } = options;
  const story = await crm.story({ ref }, { signal });
  const record = story.changes.flatMap((change) =>
    change.type === "upserted" && change.record.object === ref.object && change.record.id === ref.id
      ? [change.record]
      : [],
  )[0];
  if (record === undefined) return { status: "gone", writes: [], unknown: story.gaps };
  const accounts = record.links.account;
  const links =
    accounts?.status === "known" ? accounts.value.map((id) => ({ object: "account", id }) as const) : [];
  const patch = await capturePatch(entry, { accountId: story.accountId, ref, links }).catch(refusal);
  if ("outcome" in patch) return { status: "undecided", writes: [patch], unknown: [] };
  const [outcome = { status: "not-sent", reason: "the CRM answered nothing" } as const] = await crm.push(
    [patch],
    {
      signal,
    },
  );
  const write: RecordWrite = { target: "what was logged", what: ["task"], outcome };
  if (outcome.status !== "written") return { status: "undecided", writes: [write], unknown: [] };
  const { status, writes, unknown } = await assessAfterwards(crm, ref, options);
  return { status, writes: [write, ...writes], unknown };
}

/** What was logged is saved whatever happens now, so a failure is told and not thrown. */
async function assessAfterwards(crm: RecordCrm, ref: RecordRef, options: LogOptions): Promise<LogResult> {
  try {
    return await assessRecord(crm, ref, { ...options, asOf: new Date().toISOString() });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { status: "undecided", writes: [], unknown: [`the record was not assessed anew: ${why}`] };
  }
}

/** The parser's words about an entry that is none. */
function refusal(error: unknown): RecordWrite {
  const { issues } = error as { issues?: readonly { path: readonly PropertyKey[]; message: string }[] };
  if (issues === undefined) throw error;
  const reason = issues.map(({ path, message }) => `${path.join(".") || "entry"}: ${message}`).join("; ");
  return {
    target: "what was logged",
    what: ["task"],
    outcome: { status: "refused", code: "invalid", reason },
  };
}

/** The result as the card is told. */
export function logAnswer({ status, writes, unknown }: LogResult): LogAnswer {
  if (status === "gone") return { status: "refused", reason: "The record is not in the CRM any more" };
  const outcome = writes[0]?.outcome;
  if (outcome?.status === "refused") return { status: "refused", reason: outcome.reason };
  if (outcome?.status !== "written")
    return { status: "unknown", reason: "The CRM did not say whether it has it" };
  const refused = writes
    .slice(1)
    .flatMap((write) => (write.outcome.status === "refused" ? [write.outcome.reason] : []));
  const rest = [...unknown, ...refused];
  const where = outcome.created ? "A completed task on the record holds it." : "It was there already.";
  return { status: "saved", note: rest.length === 0 ? where : `${where} Not done: ${rest.join("; ")}` };
}
