import { dayMs } from "../instant.ts";
import type { CalendarPolicy } from "../policy/calendar-policy.ts";
import type { Period } from "./period.ts";
import { zoneOffset } from "./zone-offset.ts";

/**
 * Local days and months of a calendar policy. Days are numbered from 1970-01-01, months from January 1970, so that
 * both can be added and compared. Make one with {@link workingCalendar} and keep it: it remembers what it asked.
 */
export interface WorkingCalendar {
  readonly policy: CalendarPolicy;
  /** The local calendar day of an instant. */
  dayNumberOf(ms: number): number;
  /** The instant at which a local day begins; where the clock skips midnight, the first instant of that day. */
  dayStartMs(dayNumber: number): number;
  /** Whether people work on that day: a working day of the week, and no holiday. */
  isBusinessDay(dayNumber: number): boolean;
  /** Periods that were asked for already, by first month and length. */
  readonly periods: Map<number, Period>;
}

/** A calendar for a policy; cheap to make. A time zone that does not exist throws a `RangeError` when first used. */
export function workingCalendar(policy: CalendarPolicy): WorkingCalendar {
  const offsetOf = zoneOffset(policy.timeZone);
  const working = new Set(policy.workingDays);
  const holidays = new Set(policy.holidays.map((date) => Date.parse(`${date}T00:00:00Z`) / dayMs));
  return {
    policy,
    dayNumberOf: (ms) => Math.floor((ms + offsetOf(ms)) / dayMs),
    dayStartMs(dayNumber) {
      const localMs = dayNumber * dayMs;
      const guess = localMs - offsetOf(localMs);
      const ms = localMs - offsetOf(guess);
      return Math.floor((ms + offsetOf(ms)) / dayMs) < dayNumber ? guess : ms;
    },
    periods: new Map(),
    isBusinessDay: (dayNumber) => working.has(weekdayOf(dayNumber)) && !holidays.has(dayNumber),
  };
}

/** 1 Monday to 7 Sunday. The first of January 1970 was a Thursday. */
function weekdayOf(dayNumber: number): number {
  return ((((dayNumber + 3) % 7) + 7) % 7) + 1;
}
