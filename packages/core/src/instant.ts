import * as z from "zod/mini";

/** A point in time: ISO 8601 with a time and `Z` or an offset, such as `2026-03-01T09:30:00Z`. */
export const Instant = /* @__PURE__ */ z.iso.datetime({ offset: true });
export type Instant = z.infer<typeof Instant>;

const instantForm =
  /^\d{4}-(?:0[1-9]|1[0-2])-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** Whether a text is an {@link Instant}, as its schema has it: functions with little room ask here. */
export function isInstant(text: unknown): text is Instant {
  if (typeof text !== "string" || !instantForm.test(text)) return false;
  const day = text.slice(0, 10);
  const ms = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(ms) && dayOf(ms) === day;
}

/** The text, where it is an {@link Instant}; throws a `RangeError` that shows it where it is none. */
export function readInstant(text: string): Instant {
  if (isInstant(text)) return text;
  throw new RangeError(`expected an instant such as 2026-03-01T09:30:00Z, found \`${text}\``);
}

/** Milliseconds in a day of 24 hours. */
export const dayMs = 86_400_000;

/**
 * Milliseconds since 1970 of an instant; `NaN` for a text that is none. The form that `Date#toISOString` writes is
 * read digit by digit, five times as fast as `Date.parse`, since every piece of evidence has two.
 */
export function instantMs(instant: string): number {
  const ms = plainInstantMs(instant);
  return ms === undefined ? Date.parse(instant) : ms;
}

/** Of `2026-03-01T09:30:00.000Z`; `undefined` for any other form, and for days that a year may not have. */
function plainInstantMs(text: string): number | undefined {
  if (text.length !== 24 || !hasMarks(text)) return undefined;
  const year = twoDigitsAt(text, 0) * 100 + twoDigitsAt(text, 2);
  const month = twoDigitsAt(text, 5);
  const day = twoDigitsAt(text, 8);
  const hour = twoDigitsAt(text, 11);
  const minute = twoDigitsAt(text, 14);
  const second = twoDigitsAt(text, 17);
  const tenth = digitAt(text, 20);
  const rest = twoDigitsAt(text, 21);
  // Each is below 0 where a letter stands in the place of a digit, and so is their disjunction.
  const isNumber = (year | month | day | hour | minute | second | tenth | rest) >= 0;
  const isDay = month >= 1 && month <= 12 && day >= 1 && day <= (month === 2 ? 28 : 30);
  if (!isNumber || !isDay || hour > 23 || minute > 59 || second > 59) return undefined;
  const seconds = (hour * 60 + minute) * 60 + second;
  return dayNumber(year, month, day) * dayMs + seconds * 1000 + tenth * 100 + rest;
}

const noDigit = -1_000_000;

function digitAt(text: string, at: number): number {
  const digit = text.charCodeAt(at) - 48;
  return digit >= 0 && digit <= 9 ? digit : noDigit;
}

/** Two digits as a number; far below 0 for anything else. */
function twoDigitsAt(text: string, at: number): number {
  return digitAt(text, at) * 10 + digitAt(text, at + 1);
}

function hasMarks(text: string): boolean {
  return (
    text.charCodeAt(4) === 45 &&
    text.charCodeAt(7) === 45 &&
    text.charCodeAt(10) === 84 &&
    text.charCodeAt(13) === 58 &&
    text.charCodeAt(16) === 58 &&
    text.charCodeAt(19) === 46 &&
    text.charCodeAt(23) === 90
  );
}

/** Days from 1970-01-01 in the Gregorian calendar, counting years from March so that the leap day comes last. */
function dayNumber(year: number, month: number, day: number): number {
  const fromMarch = month > 2 ? month - 3 : month + 9;
  const y = month > 2 ? year : year - 1;
  const century = Math.trunc(y / 100);
  const leaps = (y >> 2) - century + (century >> 2);
  return y * 365 + leaps + (((153 * fromMarch + 2) / 5) | 0) + day - 719_469;
}

const firstPlainMs = Date.UTC(1000, 0, 1);
const firstLateMs = Date.UTC(10_000, 0, 1);
const twoDigits: readonly string[] = Array.from({ length: 100 }, (_, k) => String(k).padStart(2, "0"));

/** The ISO text, in UTC, of milliseconds since 1970; what `Date#toISOString` writes, put together faster. */
export function instantOf(ms: number): Instant {
  const isPlain = ms >= firstPlainMs && ms < firstLateMs && Number.isInteger(ms);
  if (!isPlain) return new Date(ms).toISOString();
  const day = Math.floor(ms / dayMs);
  const rest = ms - day * dayMs;
  const seconds = Math.floor(rest / 1000);
  const minutes = Math.floor(seconds / 60);
  const thousandths = String(rest % 1000).padStart(3, "0");
  const time = `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:${two(seconds % 60)}.${thousandths}`;
  return `${dayText(day)}T${time}Z`;
}

function two(number: number): string {
  return twoDigits[number] ?? "";
}

/** The inverse of {@link dayNumber}, as text. */
function dayText(day: number): string {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${year}-${two(month)}-${two(dayOfMonth)}`;
}

/** The calendar day in UTC, `2026-03-01`. */
export function dayOf(ms: number): string {
  return instantOf(ms).slice(0, 10);
}
