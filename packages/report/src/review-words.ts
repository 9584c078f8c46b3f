import { plainText } from "./plain-text.ts";

const dayMs = 86_400_000;

/** A name fit to print: the CRM's, made inert, or what it is and its id where it has none. */
export function nameOf(row: { readonly name: string | null; readonly id: string }, what: string): string {
  const name = plainText(row.name ?? "");
  return name === "" ? `${what} ${plainText(row.id)}` : name;
}

/** The calendar day (UTC) of an instant. */
export function day(instant: string): string {
  return instant.slice(0, 10);
}

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `Tue 3 Nov` (UTC), the number filled up to `digits` for columns; an instant that cannot be read as it is. */
export function calendarDay(instant: string, digits = 0): string {
  const date = new Date(Date.parse(instant));
  if (Number.isNaN(date.getTime())) return instant;
  const number = String(date.getUTCDate()).padStart(digits);
  return `${weekdays[date.getUTCDay()]} ${number} ${months[date.getUTCMonth()]}`;
}

/** How many whole days ago, as the reasons count them; ahead by calendar days (UTC). */
export function daysAgo(instant: string, asOf: string): string {
  const ahead = Math.floor(Date.parse(instant) / dayMs) - Math.floor(Date.parse(asOf) / dayMs);
  if (ahead > 0) return `in ${ahead} d`;
  const days = Math.max(0, Math.floor((Date.parse(asOf) - Date.parse(instant)) / dayMs));
  if (days > 0) return `${days} d ago`;
  return ahead === 0 ? "today" : "yesterday";
}

/** A number with at most `digits` decimals; `?` where it is unknown. */
export function figure(value: number | null | undefined, digits = 0): string {
  if (value === null || value === undefined || Number.isNaN(value)) return "?";
  return String(Number(value.toFixed(digits)));
}

/** `1 deal`, `2 deals`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** The most frequent texts, with how often each was given. */
export function mostFrequent(texts: readonly string[], limit: number): (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort((left, right) => right[1] - left[1]).slice(0, limit);
}
