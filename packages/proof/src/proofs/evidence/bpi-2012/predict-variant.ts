import {
  bootstrapCases,
  fitLine,
  type GroupArea,
  type Interval,
  probabilityOf,
  weightedAreas,
} from "@headway/core/backtest";
import { type OfferEvent, strictCut, strictestCut } from "./offer-events.ts";
import type { Office } from "./office.ts";
import { before, type LabelledCase, splitInTime, type Target } from "./protocol.ts";
import { type Samples, samplers } from "./samples.ts";
import {
  type ExplainedScore,
  explainTaskScore,
  fitTaskScore,
  type TaskScore,
  taskLogOdds,
} from "./task-score.ts";

/** One way to run the protocol. */
export type Variant = "as-published" | "strict-cut" | "strictest-cut" | "known-labels";

/** The predictions of one task in one variant, with what they reach. */
export interface TaskResult {
  readonly variant: Variant;
  readonly task: Target;
  readonly testCases: readonly LabelledCase<string>[];
  readonly samples: Samples;
  /** Probabilities, by row of `samples`. */
  readonly scores: Float64Array;
  readonly area: Interval;
  readonly byPrefix: readonly GroupArea[];
  readonly brier: number;
  /** Of a constant at the training share, on the same prefixes. */
  readonly brierOfShare: number;
  readonly score: TaskScore;
  /** What moved the log-odds of a row of `samples`, before calibration. */
  readonly explain: (row: number) => ExplainedScore;
}

/** How a resample is drawn: as many, from the same seed, for every figure of the proof. */
export const resampling = { draws: 1000, seed: 20_120_127 };

/** Fits and predicts some tasks over labelled cases. */
export function predictVariant<Label extends string>(
  cases: readonly LabelledCase<Label>[],
  wanted: readonly (Label & Target)[],
  variant: Variant,
  office: Office,
): TaskResult[] {
  const split = splitInTime(cases);
  const isKnown = (one: LabelledCase<Label>) =>
    variant !== "known-labels" || one.labelledMs < split.testStartMs;
  const train = cutFor(variant, split.train.filter(isKnown));
  const test = cutFor(variant, split.test);
  const isCut = variant in cuts;
  return wanted.map((task) => {
    const { fitted, predicted } = samplers({ fitted: train, predicted: test }, isCut, office);
    const score = fitTaskScore(task, fitted, labelsOf(train));
    const line = calibrationLine(task, train, isCut, office);
    const scores = taskLogOdds(score, predicted).map((x) => probabilityOf(line.shift + line.slope * x));
    const samples = predicted(score[0].amount);
    const is = (one: LabelledCase<Label>) => one.label === task;
    return {
      variant,
      task,
      testCases: test,
      samples,
      scores,
      score,
      explain: (row) => explainTaskScore(score, predicted, row),
      ...judge(samples, scores, test.map(is), shareOf(fitted(score[0].amount), train.map(is))),
    };
  });
}

const labelsOf = (cases: readonly LabelledCase<string>[]): string[] => cases.map(({ label }) => label);

const cuts: Readonly<Partial<Record<Variant, (events: readonly OfferEvent[]) => readonly OfferEvent[]>>> = {
  "strict-cut": strictCut,
  "strictest-cut": strictestCut,
};

function cutFor<Case extends LabelledCase<string>>(variant: Variant, cases: readonly Case[]): Case[] {
  const cut = cuts[variant];
  if (cut === undefined) return [...cases];
  return cases.map((one) => ({ ...one, events: cut(one.events) })).filter(({ events }) => events.length > 0);
}

/**
 * The line that turns log-odds into what came of later cases: those of the last fifth of the training cases, scored from
 * what was known of the others when it began.
 */
function calibrationLine(
  task: Target,
  train: readonly LabelledCase<string>[],
  isCut: boolean,
  office: Office,
): ReturnType<typeof fitLine> {
  const at = Math.floor(train.length * 0.8);
  const startMs = train[at]?.events[0]?.ms ?? Number.POSITIVE_INFINITY;
  const earlier = train.slice(0, at).map((one) => ({ ...one, events: before(one.events, startMs) }));
  const later = train.slice(at);
  const { fitted, predicted } = samplers({ fitted: earlier, predicted: later }, isCut, office);
  const score = fitTaskScore(task, fitted, labelsOf(earlier));
  const { cases } = predicted(score[0].amount);
  const outcomes = Uint8Array.from(cases, (place) => (later[place]?.label === task ? 1 : 0));
  return fitLine(taskLogOdds(score, predicted), outcomes);
}

function shareOf({ cases }: Samples, happened: readonly boolean[]): number {
  return cases.reduce((sum, place) => sum + (happened[place] ? 1 : 0), 0) / cases.length;
}

function judge(samples: Samples, scores: Float64Array, happened: readonly boolean[], share: number) {
  const { cases, prefixes } = samples;
  const areas = weightedAreas({
    cases,
    groups: prefixes,
    scores,
    happened: Uint8Array.from(happened, Number),
  });
  const squares = (score: (row: number) => number) =>
    cases.reduce((sum, place, row) => sum + (score(row) - Number(happened[place])) ** 2, 0) / cases.length;
  return {
    area: bootstrapCases(happened.length, (weights) => areas.mean(weights), resampling),
    byPrefix: areas.areas(),
    brier: squares((row) => scores[row] ?? 0),
    brierOfShare: squares(() => share),
  };
}
