/** A chart as data. Every chart also says in `summary` what it shows, for those who do not see it. */
export type ReviewChart =
  | TwoAxesChart
  | IntervalsChart
  | CurvesChart
  | TimelineChart
  | SharesChart
  | LinesChart
  | CalibrationChart;

interface ChartWords {
  readonly title: string;
  /** What can be seen, in one or two sentences with the figures. */
  readonly summary: string;
}

/** Deals by buying progress and by preference for us (`domain:V7`); equal places are counted. */
export interface TwoAxesChart extends ChartWords {
  readonly type: "two-axes";
  readonly points: readonly {
    readonly buyingProgress: number;
    readonly preference: number;
    readonly deals: number;
    readonly stalled: number;
    /** A few names, to look at. */
    readonly names: readonly string[];
  }[];
  /** Deals whose place is unknown. */
  readonly unknown: number;
}

/** A value with its 80% interval for each row, in the order given; never ordered by value (`domain:R13`). */
export interface IntervalsChart extends ChartWords {
  readonly type: "intervals";
  readonly unit: string;
  readonly rows: readonly {
    readonly label: string;
    readonly value: number | null;
    readonly interval: readonly [number, number] | null;
    readonly n: number;
  }[];
  /** A line to compare with, such as the mark of elation. */
  readonly mark: { readonly value: number; readonly label: string } | null;
  /** How sure the intervals are, in per cent; 80 where absent. */
  readonly level?: number;
  /** From where to where the axis reaches at least; from 0 to the highest where absent. */
  readonly reach?: readonly [number, number];
}

/** Shares over days for each cohort, with bands (domain 3.4). */
export interface CurvesChart extends ChartWords {
  readonly type: "curves";
  readonly unit: string;
  readonly series: readonly {
    readonly label: string;
    readonly n: number;
    readonly points: readonly {
      readonly day: number;
      readonly share: number;
      readonly low: number;
      readonly high: number;
    }[];
  }[];
}

/** What falls on which day, ahead of the review's instant. */
export interface TimelineChart extends ChartWords {
  readonly type: "timeline";
  readonly from: string;
  readonly to: string;
  readonly events: readonly { readonly at: string; readonly label: string; readonly lane: string }[];
}

/** Parts of a whole, as bars. */
export interface SharesChart extends ChartWords {
  readonly type: "shares";
  readonly unit: string;
  readonly parts: readonly {
    readonly label: string;
    readonly value: number;
    readonly tone: "good" | "plain" | "warning" | "bad";
  }[];
}

/** Values over dates: momentum without resets. */
export interface LinesChart extends ChartWords {
  readonly type: "lines";
  readonly unit: string;
  readonly series: readonly {
    readonly label: string;
    readonly points: readonly { readonly at: string; readonly value: number }[];
  }[];
}

/** What was said beside what came, a point for each bin: on the diagonal both are the same. Shares, 0 to 1. */
export interface CalibrationChart extends ChartWords {
  readonly type: "calibration";
  /** What was said, in words for the axis to the right, and what came, for the one upwards. */
  readonly said: string;
  readonly came: string;
  readonly bins: readonly {
    readonly expected: number;
    readonly came: number;
    readonly interval: readonly [number, number];
    readonly n: number;
  }[];
}
