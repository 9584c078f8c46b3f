import type { DealRecord, Patch, PushOutcome } from "@headway/crm";
import { evaluateIntent, type Sending } from "./evaluate-intent.ts";
import { type LinkState, linkStates, type Pauses, readPauses } from "./link-state.ts";
import { bothSides } from "./mirror-context.ts";
import type { IntentRow, Side } from "./mirror-rows.ts";
import type { MirrorPut } from "./mirror-store.ts";
import { commit, type MirrorWork } from "./mirror-work.ts";
import { readDeals } from "./read-deals.ts";
import { isPassing, refuseIntent } from "./refuse-intent.ts";
import { settleIntent } from "./settle-intent.ts";
import { cancelStored, storeSettled, takeBack } from "./store-outcome.ts";

const chunkSize = 50;

/** An intent with what is stored about its link. */
interface Sendable {
  readonly intent: IntentRow;
  readonly state: LinkState;
}

/** One that goes out, with its target as it was read right before. */
interface Outgoing extends Sendable {
  readonly deal: DealRecord;
}

/**
 * Sends what was planned, and settles what an earlier run left without an answer: the target is read by id,
 * the intent is stored as in flight, sent, and read back. Returns false when time ran out.
 */
export async function sendIntents(work: MirrorWork): Promise<boolean> {
  let after: string | null = null;
  let done = 0;
  for (;;) {
    const page: IntentRow[] = await work.store.rows(work.config.name, "intent", { after, limit: chunkSize });
    if (page.length === 0) return true;
    const pauses = await readPauses(work);
    for (const side of bothSides) {
      await sendChunk(
        work,
        pauses,
        side,
        page.filter((intent) => intent.side === side),
      );
    }
    done += page.length;
    work.progress({ phase: "send", side: null, done });
    after = page.at(-1)?.id ?? null;
    if (work.outOfTime()) return false;
  }
}

async function sendChunk(
  work: MirrorWork,
  pauses: Pauses,
  side: Side,
  page: readonly IntentRow[],
): Promise<void> {
  if (page.length === 0) return;
  await work.hold.keep();
  const going = await sendables(work, pauses, page);
  const reads = await readDeals(
    work,
    side,
    going.map(({ intent }) => intent.recordId),
  );
  const outgoing: Outgoing[] = [];
  for (const one of going) {
    const read = reads.get(one.intent.recordId);
    if (read?.type === "deal") outgoing.push(...(await prepare(work, { ...one, deal: read.deal })));
    else await passOver(work, one, read?.type === "unreadable");
  }
  if (outgoing.length > 0) await sendOut(work, side, outgoing);
}

/** Intents of living links that are not paused; one of a paused field that was never sent is taken back. */
async function sendables(work: MirrorWork, pauses: Pauses, page: readonly IntentRow[]): Promise<Sendable[]> {
  const linkIds = page.map((intent) => intent.linkId);
  const states = new Map((await linkStates(work, linkIds)).map((state) => [state.link.id, state]));
  const going: Sendable[] = [];
  for (const intent of page) {
    const state = states.get(intent.linkId);
    const isPaused =
      pauses.link(intent.linkId) || intent.fields.some((item) => pauses.field(intent.linkId, item.field));
    const isLinked = state?.link.status === "active" && state.link[intent.side] === intent.recordId;
    if (state === undefined || !isLinked) await cancelStored(work, intent);
    else if (isPaused && intent.attempts === 0) await cancelStored(work, intent);
    else if (!work.tally.resting.has(intent.linkId)) going.push({ intent, state });
  }
  return going;
}

/** A target that is gone or cannot be read: what was never sent is decided anew, what was stays to be settled. */
async function passOver(work: MirrorWork, { intent }: Sendable, isUnreadable: boolean): Promise<void> {
  if (!isUnreadable || intent.attempts === 0) return cancelStored(work, intent);
  work.tally.resting.add(intent.linkId);
  work.tally.gaps.push(
    `${intent.linkId}: a write without an answer could not be read back; the next run tries again`,
  );
}

/**
 * Compares the target with the intent before sending: what is there already is settled, what moved is decided
 * anew, and the rest is stored as in flight, which comes before the sending.
 */
async function prepare(work: MirrorWork, one: Outgoing): Promise<Outgoing[]> {
  const { intent, state, deal } = one;
  const sending: Sending = intent.attempts === 0 ? "not-sent" : "unknown";
  const outcomes = evaluateIntent(work.terms, intent, deal, sending, state.writings);
  if (sending === "not-sent" && outcomes.some((outcome) => outcome.status === "moved")) {
    await cancelStored(work, intent);
    return [];
  }
  const isClean = outcomes.every(
    ({ status, overwritten }) => status === "waiting" && overwritten.length === 0,
  );
  const companions = intent.fields.every(
    (item, index) => item.value === item.expect || outcomes[index]?.status === "waiting",
  );
  let fields = intent.fields;
  if (!isClean && !(sending === "not-sent" && companions)) {
    const settling = { work, intent, deal, base: state.base, sending };
    const settled = settleIntent(settling, outcomes);
    await storeSettled(work, state, settled.put, settled.remove, settled.conflicts);
    if (!settled.waits) return [];
    fields = outcomes.filter((outcome) => outcome.status === "waiting").map(({ item }) => item);
  }
  const seen = fields.map((item) => ({
    ...item,
    seen:
      sending === "unknown" ? item.seen : (outcomes.find((outcome) => outcome.item === item)?.seen ?? null),
  }));
  const inflight: IntentRow = {
    ...intent,
    fields: seen,
    state: "inflight",
    attempts: intent.attempts + 1,
    sentAt: work.now(),
  };
  const put: MirrorPut[] = [{ kind: "intent", row: inflight }];
  if (intent.attempts === 0) put.push(...writingPuts(work, inflight));
  const expect = [{ kind: "link" as const, id: state.link.id, mark: state.link.mark }];
  return (await commit(work, { expect, put })) ? [{ ...one, intent: inflight }] : [];
}

function writingPuts({ now }: MirrorWork, intent: IntentRow): MirrorPut[] {
  const { linkId, side } = intent;
  return intent.fields.map(({ field, value, expect }): MirrorPut => {
    const row = { id: `${intent.id}/${field}`, group: linkId, linkId, field, side, value, at: now() };
    return { kind: "writing", row: value === expect ? { ...row, keeps: true } : row };
  });
}

async function sendOut(work: MirrorWork, side: Side, outgoing: readonly Outgoing[]): Promise<void> {
  const patches = outgoing.map(({ intent, deal }): Patch => {
    const fields = Object.fromEntries(intent.fields.map((item) => [item.field, item.wire]));
    return {
      type: "update",
      ref: { object: "deal", id: intent.recordId },
      fields,
      ifUnmodifiedSince: deal.modifiedAt,
    };
  });
  // The last look at the clock before anything leaves: a worker that slept past its lease sends nothing.
  await work.hold.keep();
  const call = { ...work.call, timeoutMs: Math.max(1, work.hold.leftMs()) };
  let outcomes: readonly PushOutcome[];
  try {
    outcomes = await work.sides[side].push(patches, call);
  } catch (error) {
    // Thrown only when nothing was sent.
    for (const { intent, state } of outgoing) await takeBack(work, state, intent);
    throw error;
  }
  const answered: { one: Outgoing; sending: Sending }[] = [];
  for (const [index, one] of outgoing.entries()) {
    const outcome = outcomes[index] ?? { status: "unknown", reason: "no outcome was given" };
    if (outcome.status === "written") answered.push({ one, sending: "confirmed" });
    else if (outcome.status === "unknown") answered.push({ one, sending: "unknown" });
    else await unwritten(work, one, outcome);
  }
  await readBack(work, side, answered);
}

async function unwritten(
  work: MirrorWork,
  { intent, deal, state }: Outgoing,
  outcome: Exclude<PushOutcome, { status: "written" | "unknown" }>,
): Promise<void> {
  if (outcome.status === "not-sent" || isPassing(outcome)) {
    work.tally.resting.add(intent.linkId);
    work.tally.gaps.push(`${intent.linkId} was not written: ${outcome.reason}; the next run sends it`);
    return takeBack(work, state, intent);
  }
  // Somebody changed or deleted it after it was read.
  if (outcome.code === "conflict" || outcome.code === "not-found") return cancelStored(work, intent);
  const changes = refuseIntent(work, intent, deal, outcome);
  await storeSettled(work, state, [...(changes.put ?? [])], [...(changes.remove ?? [])], []);
}

/** Reads what was sent and stores what became of it. Where that fails the intents stay in flight. */
async function readBack(
  work: MirrorWork,
  side: Side,
  answered: readonly { one: Outgoing; sending: Sending }[],
): Promise<void> {
  const reads = await readDeals(
    work,
    side,
    answered.map(({ one }) => one.intent.recordId),
  );
  for (const { one, sending } of answered) {
    const { intent, state } = one;
    const read = reads.get(intent.recordId);
    if (read?.type !== "deal") {
      await passOver(work, one, read?.type === "unreadable");
      continue;
    }
    const outcomes = evaluateIntent(work.terms, intent, read.deal, sending, state.writings);
    const settled = settleIntent({ work, intent, deal: read.deal, base: state.base, sending }, outcomes);
    if (!(await storeSettled(work, state, settled.put, settled.remove, settled.conflicts))) continue;
    if (settled.waits) {
      work.tally.resting.add(intent.linkId);
      work.tally.gaps.push(
        `${intent.linkId}: a write to the ${side} side did not take effect; the next run sends it again`,
      );
    }
    if (settled.landed.length > 0) work.tally.written[side] += 1;
    for (const { item } of settled.landed) {
      work.tally.writtenFields[item.field] = (work.tally.writtenFields[item.field] ?? 0) + 1;
    }
  }
}
