import type { AgeResult, AreaComparison, Backtest, Measure, MeasureResult } from "./backtest.ts";
import { measures } from "./backtest.ts";
import { calibrationCurve } from "./calibration-curve.ts";
import { bootstrapCases, type GroupedScores, type Interval, weightedAreas } from "./case-weighted-area.ts";
import type { BacktestRows } from "./create-backtest.ts";
import { learnScore } from "./learned-score.ts";
import { liftAtTopFifth } from "./lift.ts";
import { stageSharesOf } from "./stage-shares.ts";
import { stallSayings } from "./stall-calibration.ts";

type Tested = Omit<Extract<Backtest, { status: "tested" }>, "status" | keyof Omit<Backtest, "status">>;

const resampling = { draws: 400, seed: 14 };
const ageDays = [0, 14, 28, 56, 91, 182, 365, Number.POSITIVE_INFINITY] as const;

/** Everything that is said once there are enough deals. */
export function testMeasures(rows: BacktestRows): Tested {
  const { looks, deals, spells, datesMs, asOfMs, policy } = rows;
  const stageShares = stageSharesOf(looks, deals, datesMs);
  const columns = columnsOf(rows, stageShares);
  const areas = measuredAreas(columns);
  const splitMs = datesMs[Math.floor(datesMs.length * 0.7)] ?? asOfMs;
  return {
    measures: measures.map((measure) => ({
      measure,
      area: areas.of(measure),
      liftAtTopFifth: liftAtTopFifth(columns[measure]),
    })),
    comparisons: (["activity", "stage", "age"] as const).map((against) =>
      comparison(against, areas.difference(against)),
    ),
    byAge: byAge(rows, columns),
    calibration: calibrationCurve(
      looks.map(({ advances, place }) => ({ value: advances, came: deals[place]?.won === true })),
      6,
      0,
    ),
    stall: calibrationCurve(
      stallSayings(spells, { splitMs, datesMs, asOfMs, policy, aheadDays: policy.stall.severityDays }),
    ),
    learned: learnScore({ looks, stageShares, deals, datesMs }),
  };
}

type Columns = Readonly<Record<Measure, GroupedScores>>;

function columnsOf({ looks, deals }: BacktestRows, stageShares: Float64Array): Columns {
  const common = {
    cases: Int32Array.from(looks, ({ place }) => place),
    groups: Int32Array.from(looks, ({ date }) => date),
    happened: Uint8Array.from(deals, ({ won }) => Number(won)),
  };
  const column = (scores: Float64Array): GroupedScores => ({ ...common, scores });
  return {
    advances: column(Float64Array.from(looks, ({ advances }) => advances)),
    activity: column(Float64Array.from(looks, ({ activity }) => activity)),
    stage: column(stageShares),
    age: column(Float64Array.from(looks, (look) => look.ageDays)),
  };
}

/** All measures over the same resamples, so that their differences are paired. */
function measuredAreas(columns: Columns) {
  const weighted = measures.map((measure) => weightedAreas(columns[measure]));
  const cases = columns.advances.happened.length;
  const draws: number[][] = [];
  bootstrapCases(
    cases,
    (weights) => {
      draws.push(weighted.map((one) => one.mean(weights)));
      return 0;
    },
    resampling,
  );
  // The last one is the sample itself, every deal counted once.
  const whole = draws.pop() ?? [];
  const intervalOf = (read: (areas: readonly number[]) => number): Interval => {
    const found = draws
      .map(read)
      .filter(Number.isFinite)
      .sort((left, right) => left - right);
    const at = (share: number) =>
      found[Math.min(found.length - 1, Math.floor(share * found.length))] ?? Number.NaN;
    return { value: read(whole), interval: [at(0.025), at(0.975)] };
  };
  const place = (measure: Measure) => measures.indexOf(measure);
  return {
    of: (measure: Measure): MeasureResult["area"] =>
      intervalOf((areas) => areas[place(measure)] ?? Number.NaN),
    difference: (against: Measure) =>
      intervalOf((areas) => (areas[place("advances")] ?? Number.NaN) - (areas[place(against)] ?? Number.NaN)),
  };
}

function comparison(against: AreaComparison["against"], difference: Interval): AreaComparison {
  const [low, high] = difference.interval;
  if (low > 0) return { against, difference, verdict: "advances tell more" };
  return { against, difference, verdict: high < 0 ? "advances tell less" : "undecided" };
}

function byAge({ looks, deals }: BacktestRows, columns: Columns): AgeResult[] {
  return ageDays.slice(1).flatMap((until, k) => {
    const from = ageDays[k] ?? 0;
    const rows = looks.flatMap((look, row) => (look.ageDays >= from && look.ageDays < until ? [row] : []));
    if (rows.length === 0) return [];
    const areas = measures.map((measure) => [measure, areaOf(columns[measure], rows)] as const);
    const places = new Set(rows.map((row) => looks[row]?.place ?? 0));
    const won = [...places].filter((place) => deals[place]?.won === true).length;
    const found = Object.fromEntries(areas) as Record<Measure, number | null>;
    return [
      {
        days: [from, Number.isFinite(until) ? until : null] as const,
        deals: places.size,
        baseRate: won / places.size,
        areas: found,
      },
    ];
  });
}

function areaOf({ cases, groups, scores, happened }: GroupedScores, rows: readonly number[]): number | null {
  const mean = weightedAreas({
    cases: Int32Array.from(rows, (row) => cases[row] ?? 0),
    groups: Int32Array.from(rows, (row) => groups[row] ?? 0),
    scores: Float64Array.from(rows, (row) => scores[row] ?? 0),
    happened,
  }).mean();
  return Number.isFinite(mean) ? mean : null;
}
