import { countBusinessDays, lastBusinessDays, lastBusinessDaysFromMs } from "../calendar/business-days.ts";
import { isWithin, type Period, periodOf } from "../calendar/period.ts";
import { type WorkingCalendar, workingCalendar } from "../calendar/working-calendar.ts";
import type { HarvestPolicy } from "../policy/harvest-policy.ts";
import type { Policy } from "../policy/policy.ts";
import type { ClosePeriod } from "./close.ts";

/** The incentive period of an instant; each period is worked out once. */
export function closePeriods({ calendar, harvest }: Policy): (ms: number) => ClosePeriod {
  const working = workingCalendar(calendar);
  const known: { period: Period; close: ClosePeriod }[] = [];
  return (ms) => {
    const former = known.find(({ period }) => isWithin(period, ms));
    if (former) return former.close;
    const period = periodOf(ms, working);
    const close = closePeriod(period, harvest, working);
    known.push({ period, close });
    return close;
  };
}

function closePeriod(period: Period, harvest: HarvestPolicy, calendar: WorkingCalendar): ClosePeriod {
  const { lateBusinessDays, after } = harvest;
  return {
    name: period.name,
    fromMs: period.fromMs,
    toMs: period.toMs,
    lateFromMs: lastBusinessDaysFromMs(period, lateBusinessDays, calendar),
    earlyUntilMs: calendar.dayStartMs(dayAfter(period, after.dipBusinessDays, calendar)),
    businessDays: countBusinessDays(period.fromDay, period.toDay, calendar),
    lateBusinessDays: lastBusinessDays(period, lateBusinessDays, calendar).length,
  };
}

/** The day after the first `n` business days of a period. */
function dayAfter(period: Period, n: number, calendar: WorkingCalendar): number {
  let day = period.fromDay;
  for (let left = n; left > 0 && day < period.toDay; day += 1) if (calendar.isBusinessDay(day)) left -= 1;
  return day;
}
