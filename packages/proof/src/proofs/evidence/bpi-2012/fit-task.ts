import {
  fitLine,
  fitScore,
  logOddsOf,
  rowOf,
  type ScoreFeature,
  type ScoreModel,
} from "@headway/core/backtest";
import type { Samples } from "./samples.ts";

/** The strength of the penalty on standardised features; chosen on rolling splits of the training period. */
const penalty = 250;

/** Fits one task on samples whose cases ended as told. */
export function fitTask(
  samples: Samples,
  happened: readonly boolean[],
  features: readonly ScoreFeature[],
): ScoreModel {
  const outcomes = Uint8Array.from(samples.cases, (place) => (happened[place] ? 1 : 0));
  return fitScore({ ...samples.table, features }, outcomes, { penalty });
}

/** The log-odds of every prefix. */
export function logOddsOfSamples(model: ScoreModel, { table }: Samples): Float64Array {
  return Float64Array.from({ length: table.rows }, (_, row) => logOddsOf(model, rowOf(table, row)));
}

/** The line that turns the log-odds of later cases into what came of them. */
export function calibrationLine(
  model: ScoreModel,
  later: Samples,
  happened: readonly boolean[],
): ReturnType<typeof fitLine> {
  const outcomes = Uint8Array.from(later.cases, (place) => (happened[place] ? 1 : 0));
  return fitLine(logOddsOfSamples(model, later), outcomes);
}
