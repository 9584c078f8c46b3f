/** One figure held against its threshold. */
export interface Check {
  readonly name: string;
  readonly found: string;
  readonly wanted: string;
  readonly met: boolean;
}

/** A table of a result, as text. */
export interface ResultTable {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What an experiment found, whatever it was. */
export interface ExperimentResult {
  readonly checks: readonly Check[];
  readonly tables: readonly ResultTable[];
  /** What a reader has to know to judge it, such as confounding. */
  readonly remarks: readonly string[];
}

/** One experiment: what it claims, what it runs on, and the run itself. */
export interface Experiment {
  readonly title: string;
  readonly claim: string;
  /** The data as a reader knows it. */
  readonly data: string;
  /** The folder under `../shared/data` it needs; none for simulations. */
  readonly needs?: string;
  run(progress: (line: string) => void): Promise<ExperimentResult> | ExperimentResult;
}

/** A number with three places, without the leading zero that figures of this kind are printed without. */
export function places(value: number, digits = 3): string {
  return value.toFixed(digits).replace(/^(-?)0\./, "$1.");
}

/** `.676 (.650 to .702)`. */
export function withInterval({
  value,
  interval,
}: {
  value: number;
  interval: readonly [number, number];
}): string {
  return `${places(value)} (${places(interval[0])} to ${places(interval[1])})`;
}

/** A share as a percentage. */
export function percent(share: number, digits = 1): string {
  return `${(100 * share).toFixed(digits)}%`;
}

/** A check that a value reaches a mark. */
export function atLeast(name: string, value: number, mark: number): Check {
  return { name, found: places(value), wanted: `at least ${places(mark)}`, met: value >= mark };
}

/** A check that a value stays at or under a mark. */
export function atMost(name: string, value: number, mark: number): Check {
  return { name, found: String(Number(value.toPrecision(3))), wanted: `at most ${mark}`, met: value <= mark };
}

/** A check that a value lies within two bounds. */
export function within(name: string, value: number, [low, high]: readonly [number, number]): Check {
  return {
    name,
    found: places(value),
    wanted: `${places(low)} to ${places(high)}`,
    met: value >= low && value <= high,
  };
}
