import { firstDayOf, monthName, monthNumberOf } from "./month.ts";
import type { WorkingCalendar } from "./working-calendar.ts";

/** A stretch of whole local months: an incentive period, or a fiscal year. */
export interface Period {
  /** First and last month, `2026-01/2026-03`. */
  readonly name: string;
  /** Months since January 1970; `toMonth` is no longer part of it. */
  readonly fromMonth: number;
  readonly toMonth: number;
  /** Day numbers; `toDay` is no longer part of it. */
  readonly fromDay: number;
  readonly toDay: number;
  /** Instants; `toMs` is no longer part of it. */
  readonly fromMs: number;
  readonly toMs: number;
}

/** The incentive period that an instant lies in. */
export function periodOf(ms: number, calendar: WorkingCalendar): Period {
  return periodAround(monthNumberOf(ms, calendar), calendar.policy.periodMonths, calendar);
}

/** The fiscal year that an instant lies in. */
export function fiscalYearOf(ms: number, calendar: WorkingCalendar): Period {
  return periodAround(monthNumberOf(ms, calendar), 12, calendar);
}

/** The fiscal quarter that an instant lies in, whatever the length of incentive periods. */
export function quarterOf(ms: number, calendar: WorkingCalendar): Period {
  return periodAround(monthNumberOf(ms, calendar), 3, calendar);
}

/** The period `steps` periods of the same length later; earlier with negative steps. */
export function periodAfter(period: Period, steps: number, calendar: WorkingCalendar): Period {
  const months = period.toMonth - period.fromMonth;
  return periodFrom(period.fromMonth + steps * months, months, calendar);
}

/** Whether an instant lies in a period. */
export function isWithin(period: Period, ms: number): boolean {
  return ms >= period.fromMs && ms < period.toMs;
}

function periodAround(month: number, months: number, calendar: WorkingCalendar): Period {
  const shift = calendar.policy.fiscalYearStartMonth - 1;
  return periodFrom(Math.floor((month - shift) / months) * months + shift, months, calendar);
}

function periodFrom(fromMonth: number, months: number, calendar: WorkingCalendar): Period {
  const key = fromMonth * 16 + months;
  const known = calendar.periods.get(key);
  if (known !== undefined) return known;
  const period = newPeriod(fromMonth, fromMonth + months, calendar);
  calendar.periods.set(key, period);
  return period;
}

function newPeriod(fromMonth: number, toMonth: number, calendar: WorkingCalendar): Period {
  const fromDay = firstDayOf(fromMonth);
  const toDay = firstDayOf(toMonth);
  return {
    name: `${monthName(fromMonth)}/${monthName(toMonth - 1)}`,
    fromMonth,
    toMonth,
    fromDay,
    toDay,
    fromMs: calendar.dayStartMs(fromDay),
    toMs: calendar.dayStartMs(toDay),
  };
}
