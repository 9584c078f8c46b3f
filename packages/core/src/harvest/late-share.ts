import { basisOf, explain, factContribution } from "../explain/explain.ts";
import type { Basis, Explained } from "../explain/explained.ts";
import { formula } from "../explain/rule-version.ts";
import type { Standpoint } from "../standpoint.ts";
import { betaCumulative, betaQuantile } from "../stats/beta.ts";
import type { Close } from "./close.ts";

/** A share of closes as a Beta: those that count as late, and the others, each with its prior. */
export interface LateShare {
  readonly closes: readonly Close[];
  readonly priorLate: number;
  readonly priorOthers: number;
  readonly late: number;
  readonly others: number;
}

/** Which closes count as late. */
export type IsLate = (close: Close) => boolean;

/** Late closes that did not grow: what cramming would look like. */
export const isLateUngrown: IsLate = ({ isLate, isGrown }) => isLate && !isGrown;

/** Counts late closes over a prior of `weight` closes at the share `mean`. */
export function lateShare(closes: readonly Close[], isLate: IsLate, mean: number, weight: number): LateShare {
  const late = closes.filter(isLate).length;
  const priorLate = mean * weight;
  const priorOthers = weight - priorLate;
  return {
    closes,
    priorLate,
    priorOthers,
    late: priorLate + late,
    others: priorOthers + closes.length - late,
  };
}

/** The mean of the share. */
export function meanOf({ late, others }: LateShare): number {
  return late / (late + others);
}

/** P(the share lies above a mark). */
export function probabilityAbove({ late, others }: LateShare, mark: number): number {
  return 1 - betaCumulative(mark, late, others);
}

/** What else a number is explained by. */
export interface ShareView {
  readonly missing: readonly string[];
  readonly more?: readonly Basis[];
  readonly alternatives?: readonly string[];
}

/** The share with its interval and every close it rests on. */
export function explainShare(
  share: LateShare,
  isLate: IsLate,
  { missing, more = [], alternatives = [] }: ShareView,
  from: Standpoint,
): Explained {
  const isKnown = missing.length === 0;
  const { late, others } = share;
  return explain({
    ...basesOf(share, isLate, more),
    value: isKnown ? meanOf(share) : null,
    unit: "share of closes in the last business days",
    valueFrom: "beta-mean",
    interval: isKnown ? [betaQuantile(0.1, late, others), betaQuantile(0.9, late, others)] : undefined,
    asOf: from.asOf,
    rule: formula("3.8"),
    missing,
    alternatives,
  });
}

/** How sure it is that the share lies above a mark. */
export function explainAbove(
  share: LateShare,
  isLate: IsLate,
  mark: number,
  { missing, more = [] }: ShareView,
  from: Standpoint,
): Explained {
  return explain({
    ...basesOf(share, isLate, more),
    value: missing.length === 0 ? probabilityAbove(share, mark) : null,
    unit: `probability that the share lies above ${mark.toFixed(3)}`,
    valueFrom: "beta-tail",
    asOf: from.asOf,
    rule: formula("3.8"),
    missing,
  });
}

function basesOf(share: LateShare, isLate: IsLate, more: readonly Basis[]) {
  return {
    basis: share.late,
    prior: share.priorLate,
    n: share.closes.length,
    contributions: linesOf(share.closes, isLate),
    otherBases: [othersBasis("closes at other times", share, isLate), ...more],
  };
}

/** Teammates' closes as two more bases, since the team's share is what a person's is held against. */
export function teamBases(team: LateShare, isLate: IsLate): Basis[] {
  return [
    basisOf({
      name: "teammates' closes in the last business days",
      prior: team.priorLate,
      basis: team.late,
      contributions: linesOf(team.closes, isLate),
    }),
    othersBasis("teammates' closes at other times", team, isLate),
  ];
}

function othersBasis(name: string, { closes, priorOthers, others }: LateShare, isLate: IsLate): Basis {
  const contributions = linesOf(closes, (close) => !isLate(close));
  return basisOf({ name, prior: priorOthers, basis: others, contributions });
}

function linesOf(closes: readonly Close[], isCounted: IsLate) {
  return () => closes.filter(isCounted).map(({ dealId }) => factContribution("deal", dealId, 1));
}
