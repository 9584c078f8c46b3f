import {
  bootstrapCases,
  type GroupArea,
  type Interval,
  probabilityOf,
  weightedAreas,
} from "@headway/core/backtest";
import type { FeatureGroup } from "./feature-group.ts";
import { groupsFor, scoreFeatures } from "./features.ts";
import { calibrationLine, fitTask, logOddsOfSamples } from "./fit-task.ts";
import { type OfferEvent, strictCut, strictestCut } from "./offer-events.ts";
import type { Office } from "./office.ts";
import { before, type LabelledCase, splitInTime, type Task } from "./protocol.ts";
import { prefixSamples, type Samples } from "./samples.ts";

/** One way to run the protocol. */
export type Variant = "as-published" | "strict-cut" | "strictest-cut" | "known-labels";

/** The predictions of one task in one variant, with what they reach. */
export interface TaskResult {
  readonly variant: Variant;
  readonly task: Task | "approved";
  readonly testCases: readonly LabelledCase<string>[];
  readonly samples: Samples;
  /** Probabilities, by row of `samples`. */
  readonly scores: Float64Array;
  readonly area: Interval;
  readonly byPrefix: readonly GroupArea[];
  readonly brier: number;
  /** Of a constant at the training share, on the same prefixes. */
  readonly brierOfShare: number;
  readonly model: ReturnType<typeof fitTask>;
}

/** How a resample is drawn: as many, from the same seed, for every figure of the proof. */
export const resampling = { draws: 1000, seed: 20_120_127 };

/** Fits and predicts some tasks over labelled cases. */
export function predictVariant<Label extends string>(
  cases: readonly LabelledCase<Label>[],
  wanted: readonly (Label & (Task | "approved"))[],
  variant: Variant,
  office: Office,
): TaskResult[] {
  const split = splitInTime(cases);
  const isKnown = (one: LabelledCase<Label>) =>
    variant !== "known-labels" || one.labelledMs < split.testStartMs;
  const train = cutFor(variant, split.train.filter(isKnown));
  const test = cutFor(variant, split.test);
  return wanted.map((task) => {
    const is = (one: LabelledCase<Label>) => one.label === task;
    const groups = groupsFor(task, variant in cuts);
    const samples = prefixSamples(train, groups, office);
    const testSamples = prefixSamples(test, groups, office);
    const features = scoreFeatures(groups, task);
    const model = fitTask(samples, train.map(is), features);
    const halves = laterFifth(train, groups, office);
    const earlier = fitTask(halves.earlier.samples, halves.earlier.cases.map(is), features);
    const line = calibrationLine(earlier, halves.later.samples, halves.later.cases.map(is));
    const scores = logOddsOfSamples(model, testSamples).map((x) =>
      probabilityOf(line.shift + line.slope * x),
    );
    return {
      variant,
      task,
      testCases: test,
      samples: testSamples,
      scores,
      model,
      ...judge(testSamples, scores, test.map(is), shareOf(samples, train.map(is))),
    };
  });
}

const cuts: Readonly<Partial<Record<Variant, (events: readonly OfferEvent[]) => readonly OfferEvent[]>>> = {
  "strict-cut": strictCut,
  "strictest-cut": strictestCut,
};

function cutFor<Case extends LabelledCase<string>>(variant: Variant, cases: readonly Case[]): Case[] {
  const cut = cuts[variant];
  if (cut === undefined) return [...cases];
  return cases.map((one) => ({ ...one, events: cut(one.events) })).filter(({ events }) => events.length > 0);
}

/** The last fifth of the training cases, and what was known of the others when it began. */
function laterFifth<Case extends LabelledCase<string>>(
  train: readonly Case[],
  groups: readonly FeatureGroup[],
  office: Office,
) {
  const at = Math.floor(train.length * 0.8);
  const startMs = train[at]?.events[0]?.ms ?? Number.POSITIVE_INFINITY;
  const earlier = train.slice(0, at).map((one) => ({ ...one, events: before(one.events, startMs) }));
  const later = train.slice(at);
  return {
    earlier: { cases: earlier, samples: prefixSamples(earlier, groups, office) },
    later: { cases: later, samples: prefixSamples(later, groups, office) },
  };
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
