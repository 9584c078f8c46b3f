import { dateText } from "../store/instant.ts";

/** A span of days, both ends inside. */
export interface DateRange {
  readonly first: string;
  readonly last: string;
}

const dayMs = 86_400_000;

function days(now: number, from: number, to: number): DateRange {
  return { first: dateText(now + from * dayMs), last: dateText(now + to * dayMs) };
}

function months(now: number, from: number, to: number): DateRange {
  const at = new Date(now);
  const start = Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + from, 1);
  const end = Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + to + 1, 1) - dayMs;
  return { first: dateText(start), last: dateText(end) };
}

function quarters(now: number, from: number, to: number): DateRange {
  const month = new Date(now).getUTCMonth() % 3;
  return months(now, from * 3 - month, to * 3 + 2 - month);
}

function years(now: number, from: number, to: number): DateRange {
  const month = new Date(now).getUTCMonth();
  return months(now, from * 12 - month, to * 12 + 11 - month);
}

function weeks(now: number, from: number, to: number): DateRange {
  const weekday = new Date(now).getUTCDay();
  return days(now, from * 7 - weekday, to * 7 + 6 - weekday);
}

const fixed: Readonly<Record<string, (now: number) => DateRange>> = {
  TODAY: (now) => days(now, 0, 0),
  YESTERDAY: (now) => days(now, -1, -1),
  TOMORROW: (now) => days(now, 1, 1),
  LAST_90_DAYS: (now) => days(now, -90, 0),
  NEXT_90_DAYS: (now) => days(now, 1, 90),
  THIS_WEEK: (now) => weeks(now, 0, 0),
  LAST_WEEK: (now) => weeks(now, -1, -1),
  NEXT_WEEK: (now) => weeks(now, 1, 1),
  THIS_MONTH: (now) => months(now, 0, 0),
  LAST_MONTH: (now) => months(now, -1, -1),
  NEXT_MONTH: (now) => months(now, 1, 1),
  THIS_QUARTER: (now) => quarters(now, 0, 0),
  LAST_QUARTER: (now) => quarters(now, -1, -1),
  NEXT_QUARTER: (now) => quarters(now, 1, 1),
  THIS_YEAR: (now) => years(now, 0, 0),
  LAST_YEAR: (now) => years(now, -1, -1),
  NEXT_YEAR: (now) => years(now, 1, 1),
};

const counted: Readonly<Record<string, (now: number, count: number) => DateRange>> = {
  LAST_N_DAYS: (now, count) => days(now, -count, 0),
  NEXT_N_DAYS: (now, count) => days(now, 1, count),
  N_DAYS_AGO: (now, count) => days(now, -count, -count),
  LAST_N_WEEKS: (now, count) => weeks(now, -count, -1),
  LAST_N_MONTHS: (now, count) => months(now, -count, -1),
  LAST_N_QUARTERS: (now, count) => quarters(now, -count, -1),
  LAST_N_YEARS: (now, count) => years(now, -count, -1),
};

/**
 * The days that a date literal such as `TODAY` or `LAST_N_DAYS:30` means. Days are of UTC, which is
 * the time zone of the sandbox's integration user; undefined for a literal that is not known.
 */
export function dateRange(name: string, count: number | undefined, now: number): DateRange | undefined {
  return count === undefined ? fixed[name]?.(now) : counted[name]?.(now, count);
}
