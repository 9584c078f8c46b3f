import { cumulativeIncidence, type Incidence } from "../stats/hazard.ts";
import type { Cohort } from "./cohort-snapshot.ts";

/** How waits of one cohort go: read at days since the last advance. */
export interface WaitCurve {
  /** The cohort's key in its snapshot. */
  readonly key: string;
  /** The share of waits that have ended in an advance by then. */
  advanced(days: number): number;
  /** The share of waits that nothing has ended by then. */
  waiting(days: number): number;
  /** The share of waits that have ended in a win by then, no other advance coming first (domain:T2). */
  won(days: number): number;
  /** Of the advances that come within `allDays`, the share that has come by then; `null` where none come. */
  shareCome(days: number, allDays: number): number | null;
  /** How likely an advance is within so many days of now, for a wait that nothing has ended; `null` beyond the curve. */
  soon(days: number, withinDays: number): number | null;
  /** The last day the curve knows of. */
  readonly horizonDays: number;
}

/** The curve of a cohort, straight between the weeks. */
export function waitCurve(cohort: Cohort): WaitCurve {
  const curve: Incidence = cumulativeIncidence(cohort.advance, [cohort.won, cohort.lost]);
  const wins: Incidence = cumulativeIncidence(cohort.won, [cohort.advance, cohort.lost]);
  const horizonDays = cohort.advance.length * 7;
  const advanced = (days: number): number => readAt(curve.incidence, days);
  const waiting = (days: number): number => readAt(curve.survival, days);
  return {
    key: cohort.key,
    advanced,
    waiting,
    won: (days) => readAt(wins.incidence, days),
    shareCome(days, allDays) {
      const whole = advanced(allDays);
      return whole <= 0 ? null : Math.min(1, advanced(days) / whole);
    },
    soon(days, withinDays) {
      const left = waiting(days);
      if (left <= 0 || days + withinDays > horizonDays) return null;
      return (advanced(days + withinDays) - advanced(days)) / left;
    },
    horizonDays,
  };
}

function readAt(points: readonly number[], days: number): number {
  const week = Math.min(Math.max(0, days / 7), points.length - 1);
  const before = Math.floor(week);
  const low = points[before] ?? 0;
  const high = points[before + 1] ?? low;
  return low + (high - low) * (week - before);
}
