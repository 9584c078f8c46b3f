import { dayMs } from "../instant.ts";

/** By how many milliseconds the local clock is ahead of UTC at an instant. */
export type ZoneOffset = (ms: number) => number;

const quarterHourMs = 900_000;
const utcNames = new Set(["UTC", "Etc/UTC", "GMT", "Etc/GMT"]);

/**
 * The offset of an IANA time zone. Asking `Intl` takes microseconds, so each day is asked once and only a day on
 * which the clock changes is asked by the quarter of an hour. The formatter is built at the first question; a zone
 * that does not exist then throws a `RangeError`.
 */
export function zoneOffset(timeZone: string): ZoneOffset {
  if (utcNames.has(timeZone)) return () => 0;
  const known = new Map<number, number | undefined>();
  let ask: ZoneOffset | undefined;
  const asked: ZoneOffset = (ms) => {
    ask ??= intlOffset(timeZone);
    return ask(ms);
  };
  return (ms) => {
    const day = Math.floor(ms / dayMs);
    if (!known.has(day)) known.set(day, offsetOfDay(asked, day * dayMs));
    return known.get(day) ?? asked(Math.floor(ms / quarterHourMs) * quarterHourMs);
  };
}

/** One offset for the whole day of UTC, if there is one. */
function offsetOfDay(asked: ZoneOffset, startMs: number): number | undefined {
  const first = asked(startMs);
  return first === asked(startMs + dayMs - quarterHourMs) ? first : undefined;
}

function intlOffset(timeZone: string): ZoneOffset {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  return (ms) => {
    const parts = new Map(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
    const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
    const date = Date.UTC(part("year"), part("month") - 1, part("day"));
    const clockMs = ((part("hour") * 60 + part("minute")) * 60 + part("second")) * 1000;
    return date + clockMs - Math.floor(ms / 1000) * 1000;
  };
}
