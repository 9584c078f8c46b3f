import { betaQuantile } from "../stats/beta.ts";

/** Cases of which about the same was said: what was said, and what came. */
export interface CalibrationBin {
  readonly said: string;
  /** The mean of what was said. */
  readonly expected: number;
  readonly cases: number;
  /** The share that it happened to, with its 95% interval (Jeffreys). */
  readonly came: number;
  readonly interval: readonly [number, number];
}

/** One case: what was said, and whether it came. */
export interface Said {
  readonly value: number;
  readonly came: boolean;
}

/** Bins of about equal size by rising value; equal values stay together. */
export function calibrationCurve(said: readonly Said[], bins = 5, digits = 2): CalibrationBin[] {
  const sorted = said.toSorted((left, right) => left.value - right.value);
  const found: CalibrationBin[] = [];
  for (let from = 0; from < sorted.length; ) {
    const wanted = Math.ceil((sorted.length - from) / Math.max(1, bins - found.length));
    let until = Math.min(sorted.length, from + wanted);
    while (until < sorted.length && sorted[until]?.value === sorted[until - 1]?.value) until += 1;
    found.push(binOf(sorted.slice(from, until), digits));
    from = until;
  }
  return found;
}

function binOf(cases: readonly Said[], digits: number): CalibrationBin {
  const values = cases.map(({ value }) => value);
  const [low, high] = [values[0] ?? 0, values.at(-1) ?? 0];
  const said = low === high ? low.toFixed(digits) : `${low.toFixed(digits)} to ${high.toFixed(digits)}`;
  const events = cases.filter(({ came }) => came).length;
  return {
    said,
    expected: values.reduce((sum, value) => sum + value, 0) / values.length,
    cases: cases.length,
    came: events / cases.length,
    interval: shareInterval(events, cases.length),
  };
}

/** The 95% Jeffreys interval of a share. */
export function shareInterval(events: number, cases: number): readonly [number, number] {
  const at = (p: number) => betaQuantile(p, events + 0.5, cases - events + 0.5);
  return [events === 0 ? 0 : at(0.025), events === cases ? 1 : at(0.975)];
}
