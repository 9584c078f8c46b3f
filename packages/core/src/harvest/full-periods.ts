import { instantMs } from "../instant.ts";
import type { Standpoint } from "../standpoint.ts";
import type { Close } from "./close.ts";

/**
 * The closes that lie in periods which are over and on record from their first day. Without `recordBeginsAt` the
 * record is taken to begin with the first close, so that a period it began in is left out.
 */
export function inFullPeriods(
  closes: readonly Close[],
  recordBeginsAt: string | undefined,
  { asOfMs }: Standpoint,
): Close[] {
  const beginsMs =
    recordBeginsAt === undefined
      ? closes.reduce((first, { closedMs }) => Math.min(first, closedMs), Number.POSITIVE_INFINITY)
      : instantMs(recordBeginsAt);
  return closes.filter(
    ({ period, closedMs }) => period.fromMs >= beginsMs && period.toMs <= asOfMs && closedMs <= asOfMs,
  );
}

/** The names of the periods that closes lie in. */
export function periodNames(closes: readonly Close[]): Set<string> {
  return new Set(closes.map(({ period }) => period.name));
}

/** The share of business days that are late ones, over the periods that closes lie in: an even spread. */
export function evenShare(closes: readonly Close[]): number {
  const periods = new Map(closes.map(({ period }) => [period.name, period]));
  let late = 0;
  let all = 0;
  for (const { businessDays, lateBusinessDays } of periods.values()) {
    late += lateBusinessDays;
    all += businessDays;
  }
  return all === 0 ? 0 : late / all;
}
