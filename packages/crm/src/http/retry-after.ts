/**
 * How long an answer asks to wait, in milliseconds from `now`, read from `retry-after-ms` (whole
 * milliseconds) or `retry-after` (whole seconds or an HTTP date, RFC 9110 §10.2.3). `undefined`
 * where it does not say, or says something that is neither; 0 where the moment has passed.
 *
 * @param headers Names in lower case.
 * @param now Milliseconds since 1970, for dates. `invariant:R3`
 */
export function retryAfterMs(headers: Readonly<Record<string, string>>, now: number): number | undefined {
  const milliseconds = wholeNumber(headers["retry-after-ms"]);
  if (milliseconds !== undefined) return milliseconds;
  const text = headers["retry-after"]?.trim();
  if (text === undefined) return undefined;
  const seconds = wholeNumber(text);
  if (seconds !== undefined) return seconds * 1000;
  return httpDate.test(text) ? untilDate(text, now) : undefined;
}

/** `Sun, 06 Nov 1994 08:49:37 GMT`, the one form senders may still make. */
const httpDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

function untilDate(text: string, now: number): number | undefined {
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

/** At most 12 digits: anything longer is no waiting time but a mistake. */
function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,12}$/.test(text.trim()) ? Number(text) : undefined;
}
