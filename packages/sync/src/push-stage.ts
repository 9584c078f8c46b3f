import {
  CrmError,
  type CrmRecord,
  type Patch,
  type PushOutcome,
  patchObject,
  type RecordRef,
} from "@headway/crm";
import { sameValue } from "./reconcile.ts";
import { progress, type RunContext } from "./run-context.ts";
import { count } from "./run-tally.ts";
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
    await sendChunk(context, intents);
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
  });
}

async function sendChunk(context: RunContext, intents: readonly Intent[]): Promise<void> {
  const { store, crm } = context;
  await store.markInflight(
    crm.crm,
    intents.map((intent) => intent.id),
    new Date(context.now()).toISOString(),
  );
  const patches = intents.map((intent) => intent.patch);
  const outcomes = await crm.push(patches, context.call).catch(async (error: unknown) => {
    // Thrown only when nothing was sent.
    await store.settle(
      crm.crm,
      intents.map((intent) => ({ status: "retry", intent })),
    );
    throw error;
  });
  const settlements = intents.flatMap((intent, index) => settlementFor(context, intent, outcomes[index]));
  await store.settle(crm.crm, settlements);
}

function settlementFor(context: RunContext, intent: Intent, outcome: PushOutcome | undefined): Settlement[] {
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
 * where it reads as wanted, sent again where it does not. Tasks are sent again; their key makes that safe.
 */
export async function settleInflight(context: RunContext): Promise<void> {
  const { store, crm } = context;
  for (;;) {
    const intents = await store.intents(crm.crm, "inflight", null, chunkSize);
    if (intents.length === 0) return;
    progress(context, { phase: "settle", object: null, done: 0, expected: intents.length });
    const held = await readTargets(context, intents);
    await store.settle(
      crm.crm,
      intents.map((intent): Settlement => {
        const ref = landedAt(intent.patch, held);
        return ref === undefined ? { status: "retry", intent } : { status: "done", intent, ref };
      }),
    );
  }
}

async function readTargets(context: RunContext, intents: readonly Intent[]): Promise<CrmRecord[]> {
  const refs = intents.flatMap(({ patch }): RecordRef[] => (patch.type === "update" ? [patch.ref] : []));
  if (refs.length === 0) return [];
  const names = (object: string): string[] =>
    ownFields.filter((field) => field.object === object).map((field) => field.name);
  const records: CrmRecord[] = [];
  const fields = { deal: names("deal"), account: names("account") };
  for await (const page of context.crm.pull({ type: "records", refs, fields }, context.call)) {
    for (const change of page.changes) if (change.type === "upserted") records.push(change.record);
  }
  return records;
}

function landedAt(patch: Patch, held: readonly CrmRecord[]): RecordRef | undefined {
  if (patch.type !== "update") return undefined;
  const record = held.find((one) => one.object === patch.ref.object && one.id === patch.ref.id);
  if (record === undefined) return undefined;
  const landed = Object.entries(patch.fields).every(([name, value]) => {
    const kind = ownFields.find((field) => field.object === record.object && field.name === name)?.kind;
    return sameValue(kind ?? "text", record.fields[name] ?? null, value);
  });
  return landed ? patch.ref : undefined;
}
