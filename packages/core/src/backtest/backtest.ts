import type { DealFacts } from "../deal/deal-facts.ts";
import type { Evidence } from "../evidence/evidence.ts";
import type { Instant } from "../instant.ts";
import type { BetPair, ElationBet } from "../relationship/elation-bet.ts";
import type { CalibrationBin } from "./calibration-curve.ts";
import type { Interval } from "./case-weighted-area.ts";
import type { FieldReading, RefusedField } from "./leak-guard.ts";
import type { LearnedScore } from "./learned-score.ts";

/** One deal of the history: its facts today, everything seen about it, the stages it went through. */
export interface BacktestDeal {
  readonly deal: DealFacts;
  readonly evidence: readonly Evidence[];
  /** Oldest first; without them the stage is unknown at every past date. */
  readonly stages?: readonly { readonly stageId: string; readonly at: string }[] | undefined;
  /** Fields that somebody would like to predict from, with the instant each value became known. */
  readonly fields?: readonly FieldReading[] | undefined;
}

/** What a deal is looked at by, at a past date. */
export const measures = ["advances", "activity", "stage", "age"] as const;
/** `advances`: verified ones · `activity`: pieces of evidence of any kind · `stage`: its win share before · `age`. */
export type Measure = (typeof measures)[number];

/** How well one measure tells later wins from losses. */
export interface MeasureResult {
  readonly measure: Measure;
  /** The area under the curve within each date, averaged over dates by deals; higher values mean more wins. */
  readonly area: Interval;
  /** The share won in the fifth that the measure puts highest, over the share won of all; 1 tells nothing. */
  readonly liftAtTopFifth: number;
}

/** How much better advances tell than another measure, on the same deals and dates. */
export interface AreaComparison {
  readonly against: Exclude<Measure, "advances">;
  readonly difference: Interval;
  /** By the interval: wholly above 0, wholly below, or neither. */
  readonly verdict: "advances tell more" | "advances tell less" | "undecided";
}

/** The areas at one age. */
export interface AgeResult {
  /** Deals that old, in days: from the first up to the second, which is `null` where there is no end. */
  readonly days: readonly [number, number | null];
  readonly deals: number;
  readonly baseRate: number;
  readonly areas: Readonly<Record<Measure, number | null>>;
}

/** How many deals a backtest rests on, and what it lacks. */
export interface BacktestSample {
  readonly won: number;
  readonly lost: number;
  readonly open: number;
  /** The share won of the closed; `null` without any. */
  readonly baseRate: number | null;
  /** Deals looked at on past dates, and how many looks that made. */
  readonly deals: number;
  readonly looks: number;
  readonly dates: readonly Instant[];
  /** Closed deals that could not be looked at, by reason. */
  readonly setAside: Readonly<Record<string, number>>;
}

/** What came of testing the assessments on a history, whichever way it came out. */
export type Backtest = BacktestCore &
  (
    | { readonly status: "too-little-to-say"; readonly missing: readonly string[] }
    | {
        readonly status: "tested";
        readonly measures: readonly MeasureResult[];
        readonly comparisons: readonly AreaComparison[];
        readonly byAge: readonly AgeResult[];
        /** The share won by number of advances. */
        readonly calibration: readonly CalibrationBin[];
        /** What the stall clock said of the next days, and what came. */
        readonly stall: readonly CalibrationBin[];
        readonly learned: LearnedScore;
      }
  );

interface BacktestCore {
  readonly asOf: Instant;
  readonly policyVersion: string;
  readonly sample: BacktestSample;
  /** Fields that must not be predicted from, with the reason. */
  readonly refusedFields: readonly RefusedField[];
  readonly elation: readonly ElationBet[];
  /** What the figures rest on, and cannot tell. */
  readonly remarks: readonly string[];
}

/** Pairs of elation and what came later, by kind of outcome. */
export type ElationPairs = Readonly<Partial<Record<ElationBet["outcome"], readonly BetPair[]>>>;
