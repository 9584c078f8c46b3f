import type { Look } from "./backtest-look.ts";
import { type CalibrationBin, calibrationCurve } from "./calibration-curve.ts";
import { bootstrapCases, type Interval, weightedAreas } from "./case-weighted-area.ts";
import { growingTable, rowOf, type ScoreFeature } from "./feature-table.ts";
import { type CalibrationLine, fitLine } from "./fit-line.ts";
import { fitScore } from "./fit-score.ts";
import {
  logOddsOf,
  probabilityOf,
  type ScoreContribution,
  type ScoreModel,
  scoreContributions,
} from "./score-model.ts";

/** A score fitted on one's own history, if it has earned its place; the assessments stand by themselves without. */
export type LearnedScore =
  | {
      readonly status: "earned" | "not-earned";
      readonly reason: string;
      readonly area: Interval;
      /** Against the stage alone, on later deals than it was fitted on. */
      readonly overStage: Interval;
      readonly calibration: readonly CalibrationBin[];
      readonly model: ScoreModel;
      readonly line: CalibrationLine;
      readonly example: {
        readonly dealId: string;
        readonly probability: number;
        readonly contributions: readonly ScoreContribution[];
      };
    }
  | { readonly status: "not-fitted"; readonly reason: string };

/** Looks with what came of their deals. `stageShare` is what of deals in that stage had been won before. */
export interface LearnInput {
  readonly looks: readonly Look[];
  readonly stageShares: Float64Array;
  /** By place: won or not, the deal's id, when it was created and closed. */
  readonly deals: readonly { readonly id: string; readonly won: boolean; readonly closedMs: number }[];
  readonly datesMs: readonly number[];
}

const features: readonly ScoreFeature[] = [
  { name: "verified advances", sign: 1 },
  { name: "buying jobs with evidence", sign: 1 },
  { name: "preference for us", sign: 1 },
  { name: "momentum", sign: 1 },
  { name: "commitments ahead", sign: 1 },
  { name: "days since the last advance, logarithm", sign: -1 },
  { name: "pieces of evidence, logarithm", sign: 0 },
  { name: "share won of the stage before", sign: 1 },
  { name: "age, logarithm", sign: 0 },
];

function featuresOf(look: Look, stageShare: number): number[] {
  return [
    look.advances,
    look.buyingProgress,
    look.preference,
    look.momentum,
    look.commitmentsAhead,
    Math.log1p(Math.max(0, look.daysSinceAdvance)),
    Math.log1p(look.activity),
    stageShare,
    Math.log1p(Math.max(0, look.ageDays)),
  ];
}

/** The earlier share of dates is learned from, the rest is predicted. */
const learnedShare = 0.7;
const fewest = { learned: 100, predicted: 50 };

/**
 * Fits on looks before the split date whose deals had closed by then, and predicts the looks after it. Earned only
 * when the later area beats the stage alone with an interval above 0.
 */
export function learnScore(input: LearnInput): LearnedScore {
  const { looks, stageShares, deals, datesMs } = input;
  const split = Math.floor(datesMs.length * learnedShare);
  const splitMs = datesMs[split] ?? Number.POSITIVE_INFINITY;
  const early: number[] = [];
  const late: number[] = [];
  for (const [k, { date, place }] of looks.entries()) {
    if (date >= split) late.push(k);
    else if ((deals[place]?.closedMs ?? Number.POSITIVE_INFINITY) < splitMs) early.push(k);
  }
  if (early.length < fewest.learned || late.length < fewest.predicted) {
    return {
      status: "not-fitted",
      reason: `${early.length} looks to learn from and ${late.length} to predict; ${fewest.learned} and ${fewest.predicted} are needed`,
    };
  }
  const won = (k: number) => deals[looks[k]?.place ?? -1]?.won === true;
  const tableOf = (rows: readonly number[]) => {
    const growing = growingTable(features);
    for (const k of rows) {
      const look = looks[k];
      if (look) growing.add(featuresOf(look, stageShares[k] ?? 0));
    }
    return growing.table();
  };
  const learned = tableOf(early);
  const outcomes = Uint8Array.from(early, (k) => Number(won(k)));
  const model = fitScore(learned, outcomes, { penalty: 10 });
  const line = fitLine(
    Array.from(early, (_, row) => logOddsOf(model, rowOf(learned, row))),
    outcomes,
  );
  return judge({ input, late, predicted: tableOf(late), model, line });
}

function judge(found: {
  readonly input: LearnInput;
  readonly late: readonly number[];
  readonly predicted: ReturnType<ReturnType<typeof growingTable>["table"]>;
  readonly model: ScoreModel;
  readonly line: CalibrationLine;
}): LearnedScore {
  const { input, late, predicted, model, line } = found;
  const { looks, stageShares, deals } = input;
  const places = late.map((k) => looks[k]?.place ?? 0);
  const numbers = new Map([...new Set(places)].map((place, index) => [place, index]));
  const happened = Uint8Array.from(numbers.keys(), (place) => Number(deals[place]?.won === true));
  const scores = Float64Array.from(late, (_, row) =>
    probabilityOf(line.shift + line.slope * logOddsOf(model, rowOf(predicted, row))),
  );
  const shared = {
    cases: Int32Array.from(places, (place) => numbers.get(place) ?? 0),
    groups: Int32Array.from(late, (k) => looks[k]?.date ?? 0),
    happened,
  };
  const own = weightedAreas({ ...shared, scores });
  const stage = weightedAreas({ ...shared, scores: Float64Array.from(late, (k) => stageShares[k] ?? 0) });
  const drawn = { draws: 400, seed: 9 };
  const area = bootstrapCases(happened.length, (weights) => own.mean(weights), drawn);
  const overStage = bootstrapCases(
    happened.length,
    (weights) => own.mean(weights) - stage.mean(weights),
    drawn,
  );
  const isEarned = overStage.interval[0] > 0;
  const lastRow = late.length - 1;
  return {
    status: isEarned ? "earned" : "not-earned",
    reason: isEarned
      ? "on later deals it tells more than the stage alone"
      : "on later deals it does not tell more than the stage alone; the assessment stands without it",
    area,
    overStage,
    calibration: calibrationCurve(
      Array.from(scores, (value, row) => ({ value, came: happened[shared.cases[row] ?? 0] === 1 })),
    ),
    model,
    line,
    example: {
      dealId: deals[places[lastRow] ?? 0]?.id ?? "",
      probability: scores[lastRow] ?? 0,
      contributions: scoreContributions(model, rowOf(predicted, lastRow)),
    },
  };
}
