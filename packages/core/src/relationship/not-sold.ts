import type { Signal } from "../account/account-signals.ts";
import { signalLines } from "../account/signal-lines.ts";
import type { Seen } from "../evidence/seen.ts";
import { explain } from "../explain/explain.ts";
import type { Explained } from "../explain/explained.ts";
import { formula } from "../explain/rule-version.ts";
import { dayMs } from "../instant.ts";
import type { Standpoint } from "../standpoint.ts";
import { type EvidenceReference, referenceTo } from "./evidence-reference.ts";
import { isSameProblem } from "./problem-name.ts";
import type { RelationshipReading } from "./read-relationship.ts";

/** Credit for advising a client not to buy (domain:E3). The client's reaction scores it, our word does not. */
export interface NotSoldCredit extends EvidenceReference {
  readonly dealId: string | null;
  readonly problem: string | null;
  /** `waiting`: the client has shown no sign since, and may still. `no-reaction`: the time for it is over. */
  readonly status: "welcomed" | "unwelcome" | "mixed" | "waiting" | "no-reaction";
  /** Undecayed points of the client's signs that followed it; unknown without any. */
  readonly reaction: Explained;
}

const none: readonly never[] = Object.freeze([]);

/** Every advice not to buy, oldest first, with the client's signs in the policy's days after it. */
export function notSoldCredits(reading: RelationshipReading, from: Standpoint): readonly NotSoldCredit[] {
  const advices = reading.piecesOf("advised-not-to-buy");
  if (advices.length === 0) return none;
  const { signals } = reading.signals;
  return advices.map((advice) =>
    creditOf(
      advice,
      signals.filter((signal) => isReaction(signal, advice, from)),
      from,
    ),
  );
}

/** Later, soon enough, and not about something else. */
function isReaction({ seen }: Signal, advice: Seen, { policy }: Standpoint): boolean {
  const days = (seen.atMs - advice.atMs) / dayMs;
  if (days <= 0 || days > policy.relationship.notSold.reactionDays) return false;
  const { topic } = advice.evidence;
  return (
    topic === undefined || seen.evidence.topic === undefined || isSameProblem(topic, seen.evidence.topic)
  );
}

function creditOf(advice: Seen, signals: readonly Signal[], from: Standpoint): NotSoldCredit {
  const points = signals.reduce((sum, signal) => sum + signal.points, 0);
  const isKnown = signals.length > 0;
  const { reactionDays } = from.policy.relationship.notSold;
  const isOver = from.asOfMs > advice.atMs + reactionDays * dayMs;
  return {
    ...referenceTo(advice),
    dealId: advice.evidence.dealId ?? null,
    problem: advice.evidence.topic ?? null,
    status: isKnown ? statusOf(points) : isOver ? "no-reaction" : "waiting",
    reaction: explain({
      value: isKnown ? points : null,
      unit: "points of elation, undecayed",
      valueFrom: "sum",
      basis: points,
      n: signals.length,
      asOf: from.asOf,
      rule: formula("E3"),
      contributions: () =>
        signals.flatMap((signal) => signalLines({ signal, factor: 1, live: signal.points }, 1)),
      missing: isKnown ? [] : ["a sign of the client after it"],
      alternatives: ["what followed it need not have come from it"],
    }),
  };
}

function statusOf(points: number): NotSoldCredit["status"] {
  if (points === 0) return "mixed";
  return points > 0 ? "welcomed" : "unwelcome";
}
