import { RowFault } from "./row-fault.ts";

/** How days are written where the month may stand before or after the day. */
export const dateOrders = ["dmy", "mdy", "iso"] as const;

/** One of {@link dateOrders}; `iso` refuses every other way. */
export type DateOrder = (typeof dateOrders)[number];

/** What reading a time needs to be told. */
export interface TimeReading {
  readonly dates?: DateOrder | undefined;
  /** The IANA zone of times that name none. */
  readonly timeZone: string;
}

interface Parts {
  /** `YYYY-MM-DD`, a day that exists. */
  readonly day: string;
  /** Milliseconds since midnight; `null` where only a day is written. */
  readonly timeMs: number | null;
  /** Minutes ahead of UTC; `null` where none is written. */
  readonly offset: number | null;
}

const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\S.*))?$/;
const slashed = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?:,? (\S.*))?$/;
const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:,? (\S.*))?$/;
const clock =
  /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)? ?([AP]M)?(?: ?(Z|UTC|GMT|[+-]\d{2}:?\d{2}))?$/i;

/** A calendar day; of an instant that names its offset, the day as it stands there. Throws `RowFault`. */
export function readDay(column: string, text: string, reading: TimeReading): string {
  return partsOf(column, text, reading).day;
}

/** An instant in ISO 8601, UTC. A bare day is its midnight in the zone given. Throws `RowFault`. */
export function readInstant(column: string, text: string, reading: TimeReading): string {
  // HubSpot's internal values: milliseconds since 1970.
  if (/^\d{12,13}$/.test(text)) return new Date(Number(text)).toISOString();
  const { day, timeMs, offset } = partsOf(column, text, reading);
  const wall = Date.parse(`${day}T00:00:00Z`) + (timeMs ?? 0);
  const ms = offset === null ? instantInZone(wall, reading.timeZone) : wall - offset * 60_000;
  return new Date(ms).toISOString();
}

function partsOf(column: string, text: string, { dates }: TimeReading): Parts {
  const isoMatch = iso.exec(text);
  if (isoMatch !== null) return checked(column, text, [isoMatch[1], isoMatch[2], isoMatch[3]], isoMatch[4]);
  if (dates === "iso") throw new RowFault(column, `“${text}” is not written as 2026-03-04`);
  const dottedMatch = dotted.exec(text);
  if (dottedMatch !== null && dates !== "mdy") {
    return checked(column, text, [dottedMatch[3], dottedMatch[2], dottedMatch[1]], dottedMatch[4]);
  }
  const match = slashed.exec(text) ?? dottedMatch;
  if (match === null) throw new RowFault(column, `“${text}” is no date that is known here`);
  const [, first = "", second = "", year] = match;
  const order = dates ?? orderOf(Number(first), Number(second));
  if (order === undefined) {
    const reason = `“${text}” may be either of two days; say --dates dmy, mdy or iso`;
    throw new RowFault(column, reason, "--dates");
  }
  const [day, month] = order === "dmy" ? [first, second] : [second, first];
  return checked(column, text, [year, month, day], match[4]);
}

/** What only one order allows for. */
function orderOf(first: number, second: number): "dmy" | "mdy" | undefined {
  if (first > 12) return "dmy";
  return second > 12 ? "mdy" : undefined;
}

function checked(
  column: string,
  text: string,
  [year = "", month = "", day = ""]: readonly (string | undefined)[],
  time: string | undefined,
): Parts {
  const full = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const at = Date.parse(`${full}T00:00:00Z`);
  if (Number.isNaN(at) || !new Date(at).toISOString().startsWith(full)) {
    throw new RowFault(column, `“${text}” is no day that exists`);
  }
  if (time === undefined) return { day: full, timeMs: null, offset: null };
  const match = clock.exec(time.trim());
  if (match === null) throw new RowFault(column, `“${text}” has a time that is not known here`);
  return { day: full, timeMs: timeOf(column, text, match), offset: offsetOf(match[6]) };
}

function timeOf(column: string, text: string, [, hour, minute, second, part, half]: RegExpExecArray): number {
  const isAfternoon = half?.toUpperCase() === "PM";
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (isAfternoon ? 12 : 0);
  if (hours > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) {
    throw new RowFault(column, `“${text}” has no time that exists`);
  }
  const parts = Number(`0.${part ?? "0"}`);
  return ((hours * 60 + Number(minute)) * 60 + Number(second ?? 0)) * 1_000 + Math.trunc(parts * 1_000);
}

function offsetOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(text);
  if (match === null) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === "-" ? -minutes : minutes;
}

/** The instant at which a zone's clocks show a wall time; where they never do or do twice, the later offset's. */
function instantInZone(wallMs: number, timeZone: string): number {
  if (timeZone === "UTC") return wallMs;
  const guess = wallMs - zoneOffsetMs(wallMs, timeZone);
  return wallMs - zoneOffsetMs(guess, timeZone);
}

function zoneOffsetMs(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).formatToParts(at);
  const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value);
  const wall = Date.UTC(
    part("year"),
    part("month") - 1,
    part("day"),
    part("hour"),
    part("minute"),
    part("second"),
  );
  return wall - Math.floor(at / 1_000) * 1_000;
}
