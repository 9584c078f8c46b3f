const dayMs = 86_400_000;

/** Milliseconds since 1970 of HubSpot's instants: ISO 8601, or milliseconds as text. `undefined` for anything else. */
export function instantMs(text: string): number | undefined {
  const ms = /^-?\d+$/.test(text) ? Number(text) : isoMs(text);
  return ms !== undefined && Number.isFinite(ms) && Math.abs(ms) <= 8.64e15 ? ms : undefined;
}

function isoMs(text: string): number | undefined {
  return /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:?\d{2}))?$/.test(text) ? Date.parse(text) : undefined;
}

/** Whether a text is a calendar day that exists, as `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(ms) && instantText(ms).slice(0, 10) === text;
}

/** Days that exist whatever the year, so that nothing has to be reckoned to know that they do. */
const plainDay =
  "(?:02-(?:0[1-9]|1\\d|2[0-8])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01]))";
const plainInstant = new RegExp(`^\\d{4}-${plainDay}T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{1,3})?Z$`);

/** One of HubSpot's instants as {@link instantText} writes it; `undefined` for what is none. HubSpot leaves out zeros at the end. */
export function normalInstant(text: string): string | undefined {
  if (plainInstant.test(text)) return `${text.slice(0, 19)}.${text.slice(20, -1).padEnd(3, "0")}Z`;
  const ms = instantMs(text);
  return ms === undefined ? undefined : instantText(ms);
}

/** ISO 8601 in UTC with milliseconds. */
export function instantText(ms: number): string {
  return new Date(ms).toISOString();
}

/** True of an instant as {@link normalInstant} writes it at midnight UTC: so HubSpot's API takes a day without a time. */
export function isMidnightText(instant: string): boolean {
  return instant.endsWith("T00:00:00.000Z");
}

/** The calendar day (`YYYY-MM-DD`) of an instant in an IANA zone. Throws `RangeError` for an unknown zone. */
export function dayInZone(ms: number, zone: string): string {
  return dayReader(zone)(ms);
}

/** {@link dayInZone} for many instants of one zone. */
export function dayReader(zone: string): (ms: number) => string {
  const format = zoneFormat(zone);
  return (ms) => {
    const parts = partsOf(format, ms);
    return `${parts.year}-${parts.month}-${parts.day}`;
  };
}

/** Noon of a calendar day in a zone: the instant farthest from slipping into a neighbouring day. */
export function noonInZone(day: string, zone: string): number {
  return instantInZone(Date.parse(`${day}T12:00:00Z`), zone);
}

/** The first midnight in a zone after an instant, an hour off at most where clocks change at midnight. */
export function nextMidnight(ms: number, zone: string): number {
  const day = Date.parse(`${dayInZone(ms, zone)}T00:00:00Z`);
  return instantInZone(day + dayMs, zone);
}

/** The instant at which clocks in a zone show what clocks in UTC show at `wanted`. */
function instantInZone(wanted: number, zone: string): number {
  const parts = partsOf(zoneFormat(zone), wanted);
  const shown = Date.parse(
    `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:${parts.second}Z`,
  );
  return wanted - (shown - wanted);
}

function zoneFormat(zone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    calendar: "iso8601",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
}

function partsOf(format: Intl.DateTimeFormat, ms: number): Record<string, string> {
  const parts = Object.fromEntries(format.formatToParts(ms).map((part) => [part.type, part.value]));
  return { ...parts, year: (parts.year ?? "").padStart(4, "0") };
}
