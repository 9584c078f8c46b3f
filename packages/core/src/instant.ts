import * as z from "zod/mini";

/** A point in time: ISO 8601 with a time and `Z` or an offset, such as `2026-03-01T09:30:00Z`. */
export const Instant = z.iso.datetime({ offset: true });
export type Instant = z.infer<typeof Instant>;

/** Milliseconds in a day of 24 hours. */
export const dayMs = 86_400_000;

/** Milliseconds since 1970 of an instant; `NaN` for a text that is none. */
export function instantMs(instant: string): number {
  return Date.parse(instant);
}

/** The ISO text, in UTC, of milliseconds since 1970. */
export function instantOf(ms: number): Instant {
  return new Date(ms).toISOString();
}

/** The calendar day in UTC, `2026-03-01`. */
export function dayOf(ms: number): string {
  return instantOf(ms).slice(0, 10);
}
