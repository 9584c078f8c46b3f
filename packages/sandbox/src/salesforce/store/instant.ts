const pattern = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})$/i;

/** How Salesforce writes an instant: UTC, `2026-01-02T03:04:05.000+0000`. Texts compare as instants do. */
export function instantText(ms: number): string {
  return new Date(ms).toISOString().replace("Z", "+0000");
}

/** The same, cut to the second: what the audit stamps and history rows carry. */
export function stampText(ms: number): string {
  return instantText(Math.floor(ms / 1000) * 1000);
}

/** The UTC date of an instant, `YYYY-MM-DD`. */
export function dateText(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

function offsetMinutes(zone: string): number {
  if (zone.toUpperCase() === "Z") return 0;
  const sign = zone.startsWith("-") ? -1 : 1;
  const digits = zone.slice(1).replace(":", "");
  return sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2)));
}

/** Milliseconds since 1970 of an ISO 8601 instant that names its offset; undefined for anything else. */
export function parseInstant(text: string): number | undefined {
  const found = pattern.exec(text);
  if (!found) return undefined;
  const [, year, month, day, hour, minute, second = "0", fraction = "0", zone = "Z"] = found;
  if (!isDate(`${year}-${month}-${day}`)) return undefined;
  const [hours, minutes, seconds] = [Number(hour), Number(minute), Number(second)];
  if (hours > 23 || minutes > 59 || seconds > 59) return undefined;
  const milliseconds = Math.floor(Number(`0.${fraction}`) * 1000);
  const utc = Date.UTC(Number(year), Number(month) - 1, Number(day), hours, minutes, seconds, milliseconds);
  return utc - offsetMinutes(zone) * 60_000;
}

/** Whether a text is a date of the calendar, `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}
