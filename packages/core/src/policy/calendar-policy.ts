import * as z from "zod/mini";

/** When people work and when periods end. Momentum never sees a period (domain:R1). */
export const CalendarPolicy = z.strictObject({
  /** IANA, such as `Europe/Berlin`; calendar days, business days and periods are counted in it. */
  timeZone: z.string().check(z.refine(isTimeZone, "expected an IANA time zone such as `Europe/Berlin`")),
  /** 1 Monday to 7 Sunday. */
  workingDays: z.array(z.int().check(z.gte(1), z.lte(7))).check(z.minLength(1)),
  /** Days off for everybody, `2026-12-25`. */
  holidays: z.array(z.iso.date()),
  /** 1 January to 12 December: the month a fiscal year begins in. */
  fiscalYearStartMonth: z.int().check(z.gte(1), z.lte(12)),
  /** Months of an incentive period. */
  periodMonths: z.literal([1, 2, 3, 4, 6, 12]),
});
export type CalendarPolicy = z.infer<typeof CalendarPolicy>;

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
