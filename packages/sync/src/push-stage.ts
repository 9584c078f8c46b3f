import {
  CrmError,
  type CrmRecord,
  type Patch,
  type PushOutcome,
  patchObject,
  type RecordRef,
  refKey,
} from "@headway/crm";
import { settleKnownTasks } from "./known-task-intents.ts";
import { sameValue } from "./reconcile.ts";
import { progress, type RunContext } from "./run-context.ts";
import { count } from "./run-tally.ts";
import { findIndeterminate } from "./status.ts";
import type { Intent, Settlement } from "./store.ts";
import { ownFields } from "./write-back.ts";

/** Patches handed to the adapter at once: enough for several of its batches, small enough to settle often. */
const chunkSize = 1_000;

/**
 * Sends every pending intent: marked in flight before it is sent, settled after. Refusals are parked
 * with their reason; a write without an answer stays in flight and is settled by reading. Returns
 * false when time ran out.
 */
export async function pushIntents(context: RunContext): Promise<boolean> {
  const { store, crm } = context;
  let done = 0;
  let after: string | null = null;
  progress(context, { phase: "push", object: null, done, expected: null });
  for (;;) {
    const intents = await store.intents(crm.crm, "pending", after, chunkSize);
    if (intents.length === 0) return true;
    const unsent = await settleKnownTasks(context, intents);
    if (unsent.length > 0) await sendIntents(context, unsent);
    await throwIfStopped(context);
    await context.beat("push");
    done += intents.length;
    after = intents.at(-1)?.id ?? null;
    progress(context, { phase: "push", object: null, done, expected: null });
    if (context.outOfTime()) return false;
  }
}

/** Asked to stop with writes left over, a run ends as it does while reading: it throws `aborted`. */
async function throwIfStopped({ store, crm, call, tally }: RunContext): Promise<void> {
  if (call.signal?.aborted !== true) return;
  const left = [
    ...(await store.intents(crm.crm, "inflight", null, 1)),
    ...(await store.intents(crm.crm, "pending", null, 1)),
  ];
  if (left.length === 0) return;
  const written = [...tally.written.values()].reduce((sum, each) => sum + each, 0);
  throw new CrmError("aborted", {
    crm: crm.crm,
    message: "the run was stopped while it wrote",
    written: `${written} records were written to ${crm.crm} and confirmed, ${tally.unsettled.length} were sent without an answer; the rest was not sent`,
    next: "nothing by itself; the next run reads back what had no answer and sends the rest",
    cause: call.signal.reason,
  });
}

/** What sending needs of a run. */
export type SendContext = Pick<RunContext, "store" | "crm" | "call" | "tally" | "now" | "hold">;

/**
 * Sends some pending intents: marked in flight before, settled after, and only as long as the right to run surely
 * holds: a worker that slept past it sends nothing of what another may have sent by then (`invariant:W1`). Where that
 * time passed before anything was sent, each is said not to be. Throws what else `push` threw, which is when nothing
 * was sent; all of them are pending again then.
 */
export async function sendIntents(context: SendContext, intents: readonly Intent[]): Promise<void> {
  const { store, crm, hold } = context;
  await hold.renew();
  await store.markInflight(
    crm.crm,
    intents.map((intent) => intent.id),
    new Date(context.now()).toISOString(),
  );
  const patches = intents.map((intent) => intent.patch);
  const timeoutMs = hold.leftMs();
  const call = timeoutMs === undefined ? context.call : { ...context.call, timeoutMs };
  const outcomes = await crm.push(patches, call).catch(async (error: unknown) => {
    // Thrown only when nothing was sent.
    if (CrmError.is(error) && error.code === "deadline-exceeded") return patches.map(() => tooLate(error));
    await store.settle(
      crm.crm,
      intents.map((intent) => ({ status: "retry", intent })),
    );
    throw error;
  });
  const settlements = intents.flatMap((intent, index) => settlementFor(context, intent, outcomes[index]));
  await store.settle(crm.crm, settlements);
}

/** No failure of the run: its own limit came before the CRM's answers. */
function tooLate({ details }: CrmError): PushOutcome {
  return { status: "not-sent", reason: details.message };
}

function settlementFor(context: SendContext, intent: Intent, outcome: PushOutcome | undefined): Settlement[] {
  const { tally } = context;
  switch (outcome?.status) {
    case "written":
      count(tally.written, patchObject(intent.patch));
      return [{ status: "done", intent, ref: outcome.ref }];
    case "refused": {
      const { code, reason } = outcome;
      tally.refused.push({ target: intent.target, code, reason, parked: false });
      return [{ status: "parked", intent, code, reason }];
    }
    case "not-sent":
      tally.gaps.push(`${intent.target} was not written: ${outcome.reason}. The next run sends it`);
      return [{ status: "retry", intent }];
    default:
      tally.unsettled.push(intent.target);
      return [];
  }
}

/**
 * Settles writes that an earlier run left without an answer, by reading what the CRM holds: done
 * where it reads as wanted, sent again where it does not or is gone. One that cannot be read stays in
 * flight: it is not guessed (`invariant:W2`). Tasks wait for the reading of changes: one that is found there was made,
 * and the others are sent again, which their key makes safe.
 */
export async function settleInflight(context: RunContext): Promise<void> {
  const { store, crm } = context;
  let after: string | null = null;
  for (;;) {
    const intents: Intent[] = await store.intents(crm.crm, "inflight", after, chunkSize);
    if (intents.length === 0) return;
    progress(context, { phase: "settle", object: null, done: 0, expected: intents.length });
    const answers = await readTargets(context, intents);
    const settlements = intents.flatMap((intent) => settleByReading(intent, answers));
    await store.settle(crm.crm, settlements);
    if (settlements.length < intents.length) sayUnsettled(context, intents, settlements);
    await context.beat("settle");
    after = intents.at(-1)?.id ?? null;
  }
}

function sayUnsettled(
  { tally, now }: RunContext,
  intents: readonly Intent[],
  settlements: readonly Settlement[],
): void {
  const settled = new Set(settlements.map(({ intent }) => intent.id));
  const left = intents.filter(({ id }) => !settled.has(id));
  tally.unsettled.push(...left.map(({ target }) => target));
  for (const { target, sentAt } of findIndeterminate(left, now())) {
    tally.gaps.push(
      `${target} was sent ${sentAt} and could not be read back for a day, so nobody knows whether it was written. Look at the record, then \`headway retry ${target}\``,
    );
  }
}

/** What the CRM said of the targets: how they read, or that they are gone. */
type Answers = ReadonlyMap<string, CrmRecord | "gone">;

async function readTargets(context: RunContext, intents: readonly Intent[]): Promise<Answers> {
  const refs = intents.flatMap(({ patch }): RecordRef[] => (patch.type === "update" ? [patch.ref] : []));
  const answers = new Map<string, CrmRecord | "gone">();
  if (refs.length === 0) return answers;
  const names = (object: string): string[] =>
    ownFields.filter((field) => field.object === object).map((field) => field.name);
  const fields = { deal: names("deal"), account: names("account") };
  for await (const page of context.crm.pull({ type: "records", refs, fields }, context.call)) {
    for (const change of page.changes) {
      if (change.type === "upserted") answers.set(refKey(change.record), change.record);
      else if (change.type !== "unreadable") answers.set(refKey(change.ref), "gone");
    }
  }
  return answers;
}

function settleByReading(intent: Intent, answers: Answers): Settlement[] {
  const { patch } = intent;
  if (patch.type !== "update") return [{ status: "retry", intent }];
  const record = answers.get(refKey(patch.ref));
  if (record === undefined) return [];
  if (record === "gone" || !readsAsWanted(patch, record)) return [{ status: "retry", intent }];
  return [{ status: "done", intent, ref: patch.ref }];
}

function readsAsWanted({ fields }: Extract<Patch, { type: "update" }>, record: CrmRecord): boolean {
  return Object.entries(fields).every(([name, value]) => {
    const kind = ownFields.find((field) => field.object === record.object && field.name === name)?.kind;
    return sameValue(kind ?? "text", record.fields[name] ?? null, value);
  });
}
