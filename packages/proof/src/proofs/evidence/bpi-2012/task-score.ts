import {
  fitScore,
  logOddsOf,
  rowOf,
  type ScoreContribution,
  type ScoreModel,
  scoreContributions,
} from "@headway/core/backtest";
import { logOddsOverSum, type PartLogOdds, partWeights } from "./chance-over-sum.ts";
import { scoreFeatures } from "./features.ts";
import type { Target } from "./protocol.ts";
import type { Sampler } from "./samples.ts";
import { partsOf, type ScorePart } from "./score-part.ts";

/** The strength of the penalty on standardised features; chosen on rolling splits of the training period. */
const penalty = 250;

/** A part with its model. */
export interface FittedPart extends ScorePart {
  readonly model: ScoreModel;
}

/** A fitted score, its own part first. */
export type TaskScore = readonly [FittedPart, ...FittedPart[]];

/** Where a score stands and what moved it there: `base` and the amounts add up to its log-odds. */
export interface ExplainedScore {
  /** The log-odds of a prefix with every feature at its mean over the training prefixes. */
  readonly base: number;
  /** By feature, over all parts; the strongest first. */
  readonly contributions: readonly ScoreContribution[];
}

/** Fits every part of a target's score on cases that ended as `labels` say, in their order. */
export function fitTaskScore(target: Target, sampler: Sampler, labels: readonly string[]): TaskScore {
  const [own, ...others] = partsOf(target);
  const fit = (part: ScorePart): FittedPart => {
    const { table, cases, groups } = sampler(part.amount);
    const happened = Uint8Array.from(cases, (place) => (labels[place] === part.outcome ? 1 : 0));
    const features = scoreFeatures(groups, part.signs);
    return { ...part, model: fitScore({ ...table, features }, happened, { penalty }) };
  };
  return [fit(own), ...others.map(fit)];
}

/** The log-odds of every prefix. */
export function taskLogOdds(score: TaskScore, sampler: Sampler): Float64Array {
  const { rows } = sampler(score[0].amount).table;
  return Float64Array.from({ length: rows }, (_, row) => logOddsOverSum(partLogOdds(score, sampler, row)));
}

/**
 * What moved one prefix. A part's contributions count by the weight of {@link partWeights} between that part's
 * intercept and where it stands, so every feature moves the score in the direction its sign allows.
 */
export function explainTaskScore(score: TaskScore, sampler: Sampler, row: number): ExplainedScore {
  const intercepts = eachPart(score, ({ model }) => model.intercept);
  const weights = partWeights(intercepts, partLogOdds(score, sampler, row));
  const byName = new Map<string, ScoreContribution>();
  for (const [k, { model, amount }] of score.entries()) {
    for (const one of scoreContributions(model, rowOf(sampler(amount).table, row))) {
      const before = byName.get(one.name)?.amount ?? 0;
      byName.set(one.name, { ...one, amount: before + (weights[k] ?? 0) * one.amount });
    }
  }
  const contributions = [...byName.values()].sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount));
  return { base: logOddsOverSum(intercepts), contributions };
}

function partLogOdds(score: TaskScore, sampler: Sampler, row: number): PartLogOdds {
  return eachPart(score, ({ model, amount }) => logOddsOf(model, rowOf(sampler(amount).table, row)));
}

function eachPart([own, ...others]: TaskScore, read: (part: FittedPart) => number): PartLogOdds {
  return [read(own), ...others.map(read)];
}
