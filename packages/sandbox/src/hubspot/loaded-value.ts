/** Vendor ids by portfolio ids. */
export type Ids = Map<string, string>;

/** Milliseconds of an ISO instant; a wrong one is the author's mistake and throws. */
export function milliseconds(text: string): number {
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw new TypeError(`Not an instant: ${text}`);
  return ms;
}

/** The entries that hold something, as strings. */
export function valuesOf(
  entries: Readonly<Record<string, string | number | undefined>>,
): Map<string, string> {
  const filled = Object.entries(entries).filter(([, value]) => value !== undefined && value !== "");
  return new Map(filled.map(([name, value]) => [name, String(value)]));
}
