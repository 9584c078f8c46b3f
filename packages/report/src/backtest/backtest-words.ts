import type { AreaComparison, Interval, Measure } from "@headway/core/backtest";

/** What a measure is called on the page. */
export const measureNames: Readonly<Record<Measure, string>> = {
  advances: "Advancement",
  activity: "Activity counts",
  stage: "Stage alone",
  age: "Age alone",
};

/** The same within a sentence. */
export const measureWords: Readonly<Record<Measure, string>> = {
  advances: "advancement",
  activity: "activity counts",
  stage: "the stage alone",
  age: "age alone",
};

/** How advancement came out against another measure; `unknown` where no difference could be computed. */
export type Standing = "ahead" | "behind" | "level" | "unknown";

/** Reads the standing off the verdict, which rests on the interval. */
export function standingOf({ verdict, difference }: AreaComparison): Standing {
  if (![difference.value, ...difference.interval].every(Number.isFinite)) return "unknown";
  if (verdict === "undecided") return "level";
  return verdict === "advances tell more" ? "ahead" : "behind";
}

/** What a standing is called after "advancement". */
export const standingWords: Readonly<Record<Standing, string>> = {
  ahead: "is ahead of",
  behind: "is behind",
  level: "cannot be told apart from",
  unknown: "could not be compared with",
};

/** With three decimals and a true minus; `unknown` for what is no number. */
export function areaText(value: number | null): string {
  return value === null || !Number.isFinite(value) ? "unknown" : value.toFixed(3).replace("-", "−");
}

/** `0.612 to 0.688`; `unknown` where the resamples gave none. */
export function rangeText([low, high]: Interval["interval"]): string {
  return Number.isFinite(low) && Number.isFinite(high) ? `${areaText(low)} to ${areaText(high)}` : "unknown";
}

/** A share of 0 to 1 in per cent; `unknown` where it is. */
export function percentText(share: number | null): string {
  return share === null || !Number.isFinite(share) ? "unknown" : `${(100 * share).toFixed(1)}%`;
}

/** A share's interval in per cent. */
export function percentRange([low, high]: Interval["interval"]): string {
  return `${percentText(low)} to ${percentText(high)}`;
}

/** `a, b and c`. */
export function listText(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}
