import { type CallOptions, CrmError, type Patch, type PushOutcome } from "@headway/crm";
import { type HttpAnswer, type HttpRequest, timeLeft } from "@headway/crm/http";
import type { Client } from "../client.ts";
import { vendorName, writableObjects } from "../field-names.ts";
import { sourceOf } from "../object-source.ts";
import { UnreadableValue } from "../read-value.ts";
import { type KeyUse, readKeyUse, upsertTask } from "./record-tasks.ts";

/** The state of one push. */
export interface RecordPush {
  readonly client: Client;
  readonly budget: () => CallOptions;
  /** Asked for at most once, and only where there is a task. */
  readonly keyUse: () => Promise<KeyUse>;
  /** The write of the patch at hand, once it was sent. */
  sent?: HttpRequest | undefined;
}

/**
 * Writes the few patches of one record one after the other, as the contract of `push` says. What a collection needs
 * is left out: no row waits for another transaction's lock, and a write without an answer is `unknown` until the
 * function is called again, which reads the record and its tasks anew.
 */
export async function pushRecord(
  client: Client,
  patches: readonly Patch[],
  options: CallOptions,
): Promise<PushOutcome[]> {
  const budget = timeLeft(options, client.options.ports);
  let asked: Promise<KeyUse> | undefined;
  const keyUse = (): Promise<KeyUse> => {
    asked ??= readKeyUse(client, budget());
    return asked;
  };
  const run: RecordPush = { client, budget, keyUse };
  const outcomes: PushOutcome[] = [];
  let rest = "the call ended before its turn";
  try {
    for (const patch of patches) await keepOutcome(run, patch, outcomes);
  } catch (error) {
    if (!CrmError.is(error) || outcomes.length === 0) throw error;
    rest += `: ${error.message}`;
  }
  return patches.map((_, index) => outcomes[index] ?? { status: "not-sent", reason: rest });
}

const refusals: readonly string[] = ["invalid", "conflict", "not-found", "forbidden", "unsupported"];

/** What ends the whole call is thrown, with a write that may have happened kept as `unknown`. */
async function keepOutcome(run: RecordPush, patch: Patch, outcomes: PushOutcome[]): Promise<void> {
  run.sent = undefined;
  try {
    outcomes.push(await (patch.type === "update" ? update(run, patch) : upsertTask(run, patch)));
  } catch (error) {
    if (error instanceof UnreadableValue) {
      outcomes.push(refused("invalid", `\`${error.field}\` ${error.reason}`, error.field));
    } else if (!CrmError.is(error)) throw error;
    else if (refusals.includes(error.code)) {
      outcomes.push(refused(error.code, error.details.message, error.details.subject));
    } else {
      if (isOpen(run, error)) outcomes.push({ status: "unknown", reason: error.message });
      throw error;
    }
  }
}

function isOpen({ client, sent }: RecordPush, { code }: CrmError): boolean {
  return sent !== undefined && (client.isOpen(sent) || code === "malformed-response");
}

/** Sends a write, which from then on may have had its effect. */
export function send(
  run: RecordPush,
  request: HttpRequest & { readonly replay: "safe" | "unsafe" },
): Promise<HttpAnswer> {
  run.sent = request;
  return run.client.send(request, run.budget());
}

/** A refusal of one patch. */
export function refused(code: CrmError["code"], reason: string, field?: string): PushOutcome {
  return { status: "refused", code, reason, ...(field !== undefined && { field }) };
}

/** Salesforce checks names and values itself. An amount, which may have more digits than JSON keeps, takes an adapter. */
async function update(
  run: RecordPush,
  { ref, fields, ifUnmodifiedSince }: Extract<Patch, { type: "update" }>,
): Promise<PushOutcome> {
  const { object, id } = ref;
  if (!writableObjects.includes(object))
    return refused("unsupported", `\`${object}\` records are not written to Salesforce`);
  if ("amount" in fields) return refused("invalid", "`amount` is no field that functions write", "amount");
  const since = new Date(ifUnmodifiedSince ?? 0);
  if (Number.isNaN(since.getTime())) return refused("invalid", "`ifUnmodifiedSince` is not an instant");
  const named = Object.entries(fields).map(([name, value]) => [vendorName(object, name), value]);
  const path = run.client.path(`/sobjects/${sourceOf(object).sobject}/${encodeURIComponent(id)}`);
  await send(run, {
    method: "PATCH",
    path,
    body: Object.fromEntries(named),
    // After a repeat the record would be changed by ourselves.
    replay: ifUnmodifiedSince === undefined ? "safe" : "unsafe",
    ...(ifUnmodifiedSince !== undefined && { headers: { "if-unmodified-since": since.toUTCString() } }),
  });
  return { status: "written", ref, created: false };
}
