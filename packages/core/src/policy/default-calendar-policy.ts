import type { CalendarPolicy } from "./calendar-policy.ts";

/** Quarters of the calendar year, Monday to Friday, in UTC: right for nobody in particular, so set yours. */
export const defaultCalendarPolicy: CalendarPolicy = {
  timeZone: "UTC",
  workingDays: [1, 2, 3, 4, 5],
  holidays: [],
  fiscalYearStartMonth: 1,
  periodMonths: 3,
};
