import { compareTexts } from "../evidence/seen.ts";
import { dayMs, instantMs, instantOf } from "../instant.ts";
import type { TriageDecision } from "../notebook/triage-decision.ts";
import type { Standpoint } from "../standpoint.ts";
import type { DecisionAudit } from "./account-triage.ts";

const undecided: DecisionAudit = Object.freeze({
  inForce: null,
  expiresAt: null,
  disagreements: Object.freeze([]),
  history: Object.freeze([]),
});

/**
 * Whose word holds (domain:T19): the account's owner decides; without an owner, whoever decided first. The latest
 * decision of that person is in force until it expires. Anybody else's is shown as a disagreement and moves nothing.
 */
export function readDecisions(
  decisions: readonly TriageDecision[],
  ownerId: string | undefined,
  from: Standpoint,
): DecisionAudit {
  if (decisions.length === 0) return undecided;
  const sorted = [...decisions].sort(
    (left, right) =>
      instantMs(left.writtenAt) - instantMs(right.writtenAt) || compareTexts(left.id, right.id),
  );
  const history = Object.freeze(sorted);
  const decider = ownerId ?? history[0]?.personId;
  const live = (decision: TriageDecision) => expiryMs(decision, from) > from.asOfMs;
  const latest = history.findLast(({ personId }) => personId === decider);
  const inForce = latest && live(latest) ? latest : null;
  const others = new Map(
    history.filter(({ personId }) => personId !== decider).map((decision) => [decision.personId, decision]),
  );
  return {
    inForce,
    expiresAt: inForce && instantOf(expiryMs(inForce, from)),
    disagreements: [...others.values()].filter((one) => live(one) && one.class !== inForce?.class),
    history,
  };
}

function expiryMs({ writtenAt, expiresAt }: TriageDecision, { policy }: Standpoint): number {
  return expiresAt === undefined
    ? instantMs(writtenAt) + policy.triage.labelDays * dayMs
    : instantMs(expiresAt);
}
