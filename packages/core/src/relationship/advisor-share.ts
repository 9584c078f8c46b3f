import { byTime } from "../evidence/seen.ts";
import { basisOf, contribution, explain } from "../explain/explain.ts";
import type { Contribution, Explained } from "../explain/explained.ts";
import { formula } from "../explain/rule-version.ts";
import type { Standpoint } from "../standpoint.ts";
import { intervalTable } from "../stats/interval-table.ts";
import { type Interaction, interactionsIn } from "./interactions.ts";
import type { RelationshipReading } from "./read-relationship.ts";

/**
 * The share of the window's interactions that the client began or in which we were not selling, 0 to 1, with its
 * 80% interval by a Beta (domain:E8). Unknown under the policy's number of interactions.
 */
export function advisorShare({ account }: RelationshipReading, from: Standpoint): Explained {
  const { priorFor, priorAgainst, minimumInteractions } = from.policy.relationship.advisor;
  const interactions = interactionsIn(account.own, from);
  const { all, advising } = interactions;
  const forUs = priorFor + advising;
  const against = priorAgainst + all - advising;
  const isKnown = all >= minimumInteractions;
  return explain({
    value: isKnown ? forUs / (forUs + against) : null,
    unit: "share of interactions, 0 to 1",
    valueFrom: "beta-mean",
    basis: forUs,
    prior: priorFor,
    contributions: () => lines(interactions.list(), true),
    otherBases: [
      basisOf({
        name: "other interactions",
        prior: priorAgainst,
        basis: against,
        contributions: () => lines(interactions.list(), false),
      }),
    ],
    interval: isKnown ? from.shared(intervalTable).beta(forUs, against) : undefined,
    n: all,
    asOf: from.asOf,
    rule: formula("E8"),
    missing: isKnown ? [] : [`at least ${minimumInteractions} logged interactions`],
    alternatives: ["what is not logged is not in it: calls and visits are logged less often than mails"],
  });
}

function lines(interactions: readonly Interaction[], isAdvising: boolean): Contribution[] {
  return interactions
    .filter((one) => one.isAdvising === isAdvising)
    .sort((left, right) => byTime(left.seen, right.seen))
    .map(({ seen }) => contribution(seen.evidence, 1, seen.evidence.kind));
}
