import { z80 } from "../stats/normal.ts";
import type { Cohort } from "./cohort-snapshot.ts";

/** One week of a curve to draw. */
export interface CurvePoint {
  /** The end of the week, in days since the wait began. */
  readonly day: number;
  /** The share still without an advance, wins and losses counting as watched until then. */
  readonly waiting: number;
  /** The 80% band by Greenwood's variance, on the log-log scale. */
  readonly band: readonly [number, number];
  /** How many waits the week rests on. */
  readonly atRisk: number;
}

/**
 * The Kaplan-Meier curve of a cohort's waits for an advance, from its own counts, for display beside the shrunken
 * curve that `stall.q` is read from (domain 3.4). It ends with the last week in which anybody was at risk.
 */
export function advanceCurve({ atRisk, advances }: Cohort): CurvePoint[] {
  const points: CurvePoint[] = [];
  let waiting = 1;
  let greenwood = 0;
  for (const [week, risk] of atRisk.entries()) {
    const events = advances[week] ?? 0;
    if (risk <= 0) break;
    waiting *= Math.max(0, 1 - events / risk);
    greenwood += events >= risk ? Number.POSITIVE_INFINITY : events / (risk * (risk - events));
    points.push({ day: (week + 1) * 7, waiting, band: bandOf(waiting, greenwood), atRisk: risk });
  }
  return points;
}

function bandOf(waiting: number, greenwood: number): readonly [number, number] {
  if (waiting === 0 || waiting === 1) return [waiting, waiting];
  const width = (z80 * Math.sqrt(greenwood)) / Math.log(waiting);
  return [waiting ** Math.exp(-width), waiting ** Math.exp(width)];
}
