/** How far a time zone is from UTC at an instant, in milliseconds; -14,400,000 for US/Eastern in summer. */
export function zoneOffsetMs(timeZone: string, at: number): number {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" }).formatToParts(at);
  const name = parts.find((part) => part.type === "timeZoneName")?.value ?? "GMT";
  const match = /^GMT([+-])(\d{2}):(\d{2})$/.exec(name);
  if (!match) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return (match[1] === "-" ? -1 : 1) * minutes * 60_000;
}

/** The last midnight of a time zone before (or at) an instant. */
export function midnightBefore(timeZone: string, at: number): number {
  const local = at + zoneOffsetMs(timeZone, at);
  return at - (((local % 86_400_000) + 86_400_000) % 86_400_000);
}
