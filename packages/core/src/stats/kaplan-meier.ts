import { z80 } from "./normal.ts";

/** One wait: how long, and whether it ended in the event or was only watched until then. */
export interface Wait {
  readonly time: number;
  readonly ended: boolean;
}

/** The curve just after one time at which something ended. */
export interface SurvivalStep {
  readonly time: number;
  readonly atRisk: number;
  readonly events: number;
  /** The share still waiting, 0 to 1. */
  readonly survival: number;
  /** Greenwood's standard error of `survival`. */
  readonly standardError: number;
  /** The 80% band, on the log-log scale, so that it stays within 0 and 1. */
  readonly band: readonly [number, number];
}

/**
 * The Kaplan-Meier curve with Greenwood's variance; a wait censored at the time of an event is at risk in it
 * (Kaplan and Meier 1958). Order of the waits does not matter; no waits give no steps.
 */
export function kaplanMeier(waits: readonly Wait[], z = z80): SurvivalStep[] {
  const sorted = [...waits].sort((left, right) => left.time - right.time);
  const steps: SurvivalStep[] = [];
  let survival = 1;
  let greenwood = 0;
  for (let from = 0; from < sorted.length; ) {
    const time = sorted[from]?.time ?? 0;
    let until = from;
    let events = 0;
    for (; sorted[until]?.time === time; until += 1) if (sorted[until]?.ended) events += 1;
    const atRisk = sorted.length - from;
    if (events > 0) {
      survival *= 1 - events / atRisk;
      greenwood += events / (atRisk * (atRisk - events));
      steps.push({ time, atRisk, events, survival, ...spread(survival, greenwood, z) });
    }
    from = until;
  }
  return steps;
}

/** When half have ended; `undefined` while more than half are still waiting. */
export function medianWait(steps: readonly SurvivalStep[]): number | undefined {
  return steps.find(({ survival }) => survival <= 0.5)?.time;
}

function spread(
  survival: number,
  greenwood: number,
  z: number,
): Pick<SurvivalStep, "standardError" | "band"> {
  if (survival === 0) return { standardError: 0, band: [0, 0] };
  const width = (z * Math.sqrt(greenwood)) / Math.log(survival);
  return {
    standardError: survival * Math.sqrt(greenwood),
    band: [survival ** Math.exp(-width), survival ** Math.exp(width)],
  };
}
