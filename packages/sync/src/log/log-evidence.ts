import { type CrmAdapter, CrmError, type RecordRef } from "@headway/crm";
import { accessBasis } from "../access-basis.ts";
import { Capture } from "../capture.ts";
import { toIntent, type WantedIntent } from "../intents.ts";
import { capturePatch } from "../one-record/capture-patch.ts";
import type { OpenStore } from "../open-store.ts";
import { sendIntents } from "../push-stage.ts";
import { readSchema } from "../read-schema.ts";
import { type HeldStore, holdStore, type Worker } from "../run-lease.ts";
import { runTally } from "../run-tally.ts";
import type { Intent, Store } from "../store.ts";
import { SyncError } from "../sync-error.ts";
import { type LoggedCapture, type LogOutcome, outcomeOf } from "./log-outcome.ts";

/** What is logged, where, and by which worker of the store. */
export interface LogOptions {
  readonly crm: CrmAdapter;
  readonly store: Store | OpenStore;
  /** The account of the CRM that the store belongs to; the store's own word by default. */
  readonly accountId?: string;
  /** What people logged, each one a {@link Capture}; all of them are recorded or none. */
  readonly captures: readonly unknown[];
  /** The deal or account it is about. */
  readonly ref: RecordRef;
  /** Further records it hangs on: the deal's account, the person who said it. */
  readonly links?: readonly RecordRef[];
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly worker: Worker;
  readonly signal?: AbortSignal;
  /** How long the right to send outlives this process, in milliseconds; ten minutes by default. */
  readonly leaseMs?: number;
}

const tenMinutesMs = 600_000;

/**
 * Logs what no CRM has a field for, as done tasks in the CRM: recorded in the store's outbox before anything is
 * sent, then sent by the engine's own step, one outcome for each capture in the order given. The same capture twice
 * is one task (`invariant:W1`). A CRM that does not answer, or a run that holds the store, leaves them waiting in
 * the outbox for the next run; so do credentials of another account. Throws a `ZodError` where a capture is none and
 * `SyncError` where the store knows no account, or another than `accountId`; nothing is recorded then.
 */
export async function logEvidence(options: LogOptions): Promise<LogOutcome[]> {
  const { store, crm } = options;
  const logged = await record(options);
  const waiting = logged.filter(({ wasKnown }) => !wasKnown);
  const why: Why = waiting.length === 0 ? () => "" : await send(options, waiting);
  return Promise.all(logged.map((one) => outcomeOf(store, crm.crm, one, why(one.target))));
}

/** Enters all captures into the outbox at once, but for those the CRM has already. */
async function record({ crm, store, ...options }: LogOptions): Promise<LoggedCapture[]> {
  const captures: Capture[] = [];
  for (const given of options.captures)
    captures.push(await decidedBy(store, crm.crm, Capture.parse(given), options));
  const state = await store.state(crm.crm);
  const accountId = options.accountId ?? state.accountId;
  if (accountId === null || (state.accountId !== null && state.accountId !== accountId)) {
    throw new SyncError(
      accountId === null ? "invalid-options" : "account-changed",
      `the store belongs to ${state.accountId === null ? "no account" : `account ${state.accountId}`} of ${crm.crm}. Nothing was logged. Run \`headway sync\` for that account first`,
    );
  }
  const version = state.schema === null ? "" : await accessBasis(state.schema);
  const logged: LoggedCapture[] = [];
  const intents: WantedIntent[] = [];
  for (const capture of captures) {
    const { ref, links = [] } = options;
    const patch = await capturePatch(capture, { accountId, ref, links });
    if (patch.type !== "upsert-task") continue;
    const target = `task:${patch.key}`;
    const wasKnown = (await store.knownTask(crm.crm, patch.key)) !== null;
    logged.push({ capture, target, key: patch.key, wasKnown });
    if (!wasKnown) intents.push(toIntent(patch, target, version));
  }
  if (intents.length > 0) await store.commitAssessments(crm.crm, { assessments: [], intents });
  return logged;
}

/**
 * A triage decision is its seller's (domain:T19): logged without a name it is the account's owner's, since another's,
 * or nobody's, would decide nothing.
 */
async function decidedBy(
  store: Store | OpenStore,
  crm: string,
  capture: Capture,
  { ref, links = [] }: Pick<LogOptions, "ref" | "links">,
): Promise<Capture> {
  if (capture.type !== "triage-decision" || capture.personId !== undefined) return capture;
  const account = [ref, ...links].find(({ object }) => object === "account");
  const record = account === undefined ? null : await store.record(crm, account);
  const ownerId = record?.object === "account" ? record.ownerId : null;
  return ownerId === null ? capture : { ...capture, personId: ownerId };
}

/** What kept a write from being sent or answered, by its target. */
type Why = (target: string) => string;

/** Sends what waits, as the holder of the store. */
async function send(options: LogOptions, waiting: readonly LoggedCapture[]): Promise<Why> {
  const { crm, worker, clock, leaseMs = tenMinutesMs } = options;
  try {
    const held = await holdStore(options.store, { crm: crm.crm, worker, leaseMs, clock });
    try {
      return await sendHeld(options, held, waiting);
    } finally {
      await held.release().catch(() => undefined);
    }
  } catch (error) {
    const reason = whyNothing(error, crm.crm);
    return () => reason;
  }
}

/** Said and not thrown: what was logged is in the outbox, and goes later, with the right credentials. */
function whyNothing(error: unknown, crm: string): string {
  if (SyncError.is(error) && error.code === "run-going-on")
    return "a run works on this CRM at the moment; it or the next one sends what was logged";
  if (SyncError.is(error) && error.code === "lease-lost")
    return "another run took over while it was sent; that run settles it";
  if (SyncError.is(error) && error.code === "account-changed") return error.message;
  if (CrmError.is(error)) return `${crm} could not be reached or used: ${error.details.message}`;
  throw error;
}

async function sendHeld(
  options: LogOptions,
  hold: HeldStore,
  waiting: readonly LoggedCapture[],
): Promise<Why> {
  const { store } = hold;
  const { crm, clock, signal } = options;
  const call = signal === undefined ? {} : { signal };
  const tally = runTally();
  // Before anything is sent: the credentials may open another account by now.
  await readSchema(crm, store, call, tally.gaps);
  const intents: Intent[] = [];
  for (const { target } of waiting) {
    const intent = await store.intentFor(crm.crm, target);
    if (intent === null || intent.state === "parked") continue;
    // Left in flight by somebody who died: the task's key makes sending it again safe.
    if (intent.state === "inflight") await store.settle(crm.crm, [{ status: "retry", intent }]);
    intents.push(intent);
  }
  tally.gaps.length = 0;
  if (intents.length > 0) await sendIntents({ store, crm, call, tally, now: clock, hold }, intents);
  const { gaps } = tally;
  return (target) => gaps.find((gap) => gap.startsWith(`${target} `)) ?? "the CRM did not answer";
}
