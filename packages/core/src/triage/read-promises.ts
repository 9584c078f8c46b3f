import type { Seen } from "../evidence/seen.ts";
import { dayMs, instantMs } from "../instant.ts";
import type { Standpoint } from "../standpoint.ts";
import type { PromiseRecord } from "./account-triage.ts";

/** A promise of ours with all that is recorded about it. */
interface Promised {
  readonly key: string | undefined;
  readonly what: string;
  made?: Seen;
  kept?: Seen;
  broken?: Seen;
  madeGood?: Seen;
}

/**
 * Our promises, oldest first: what was promised, whether our log says that it was done, and what the client says.
 * The client's word goes before ours. A promise past its date without either is `unsettled`: a gap in the log.
 */
export function readPromises(pieces: readonly Seen[], from: Standpoint): PromiseRecord[] {
  const promises: Promised[] = [];
  for (const seen of pieces) place(promises, seen);
  return promises.map((promised) => ({
    what: promised.what,
    status: statusOf(promised, from),
    confirmed: (promised.kept ?? promised.broken) !== undefined,
    evidenceIds: [promised.made, promised.kept, promised.broken, promised.madeGood].flatMap((seen) =>
      seen ? [seen.evidence.id] : [],
    ),
  }));
}

/** A word of the client belongs to the latest promise of its topic that waits for it; without one it stands alone. */
function place(promises: Promised[], seen: Seen): void {
  const { kind, topic } = seen.evidence;
  const key = topic ?? seen.evidence.commitment?.what;
  const waits = (test: (promised: Promised) => boolean) =>
    promises.findLast((promised) => (key === undefined || promised.key === key) && test(promised));
  const own = () => {
    const promised: Promised = { key, what: key ?? "a promise of ours" };
    promises.push(promised);
    return promised;
  };
  switch (kind) {
    case "promise-made":
      own().made = seen;
      return;
    case "promise-kept-confirmed":
      (waits(({ kept, broken }) => !kept && !broken) ?? own()).kept = seen;
      return;
    case "broken-promise-confirmed":
      (waits(({ kept, broken }) => !kept && !broken) ?? own()).broken = seen;
      return;
    default: {
      const broken = waits((promised) => promised.broken !== undefined && !promised.madeGood);
      if (broken) broken.madeGood = seen;
    }
  }
}

function statusOf({ made, kept, broken, madeGood }: Promised, from: Standpoint): PromiseRecord["status"] {
  if (broken) return madeGood ? "made-good" : "broken";
  if (kept) return "kept";
  const commitment = made?.evidence.commitment;
  const dueMs = commitment?.dueAt === undefined ? Number.POSITIVE_INFINITY : instantMs(commitment.dueAt);
  const doneMs = commitment?.fulfilledAt === undefined ? Number.NaN : instantMs(commitment.fulfilledAt);
  const lastMs = dueMs + from.policy.triage.delivery.graceDays * dayMs;
  if (doneMs <= from.asOfMs) return doneMs <= lastMs ? "kept" : "made-good";
  return from.asOfMs > lastMs ? "unsettled" : "open";
}
