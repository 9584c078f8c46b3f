import type { Period } from "./period.ts";
import type { WorkingCalendar } from "./working-calendar.ts";

/** The last `n` business days of a period as day numbers, earliest first; all of them where it has fewer. */
export function lastBusinessDays(period: Period, n: number, calendar: WorkingCalendar): number[] {
  const days: number[] = [];
  for (let day = period.toDay - 1; day >= period.fromDay && days.length < n; day -= 1) {
    if (calendar.isBusinessDay(day)) days.push(day);
  }
  return days.reverse();
}

/**
 * The instant from which on a period is in its last `n` business days; weekends between them and after them belong
 * to it. Compare instants with it instead of asking for the day of each.
 */
export function lastBusinessDaysFromMs(period: Period, n: number, calendar: WorkingCalendar): number {
  const [first = period.toDay] = lastBusinessDays(period, n, calendar);
  return calendar.dayStartMs(first);
}

/** How many business days a stretch of local days holds; `toDay` is not counted. */
export function countBusinessDays(fromDay: number, toDay: number, calendar: WorkingCalendar): number {
  let count = 0;
  for (let day = fromDay; day < toDay; day += 1) if (calendar.isBusinessDay(day)) count += 1;
  return count;
}
