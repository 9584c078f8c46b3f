/** An instant as HubSpot writes it: ISO 8601 in UTC, milliseconds only where there are any (as recorded). */
export function instantText(ms: number): string {
  const text = new Date(ms).toISOString();
  return text.endsWith(".000Z") ? `${text.slice(0, -5)}Z` : text;
}

const DIGITS = /^-?\d{1,15}$/;

/** Milliseconds of an instant given as epoch milliseconds or as ISO 8601; undefined if it is neither. */
export function instantOf(text: string): number | undefined {
  if (DIGITS.test(text)) return Number(text);
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return undefined;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : ms;
}
