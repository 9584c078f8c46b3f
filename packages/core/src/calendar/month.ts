import { dayMs } from "../instant.ts";
import type { WorkingCalendar } from "./working-calendar.ts";

/** The month of an instant, counted from January 1970. */
export function monthNumberOf(ms: number, calendar: WorkingCalendar): number {
  const date = new Date(calendar.dayNumberOf(ms) * dayMs);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}

/** The first day of a month, as a day number. */
export function firstDayOf(monthNumber: number): number {
  return Date.UTC(1970, monthNumber, 1) / dayMs;
}

/** The name of a month, `2026-03`. */
export function monthName(monthNumber: number): string {
  return new Date(Date.UTC(1970, monthNumber, 1)).toISOString().slice(0, 7);
}

/** The name of the local month of an instant, `2026-03`. */
export function monthOf(ms: number, calendar: WorkingCalendar): string {
  return monthName(monthNumberOf(ms, calendar));
}
