import { instantMs } from "./calendar.ts";
import type { Client } from "./client.ts";
import { stageVersions } from "./map-deal.ts";
import { readRows } from "./named-rows.ts";
import { readProperties } from "./property-definitions.ts";
import { member, rowId } from "./vendor-answers.ts";

/** By deal, the stages and when the deal last entered them, milliseconds since 1970. */
export type StageDates = ReadonlyMap<string, ReadonlyMap<string, number>>;

const entered = "hs_v2_date_entered_";
/** A deal gets its first stage as it is made; what lies further apart was cut off or imported. */
const creationMs = 60_000;

/**
 * HubSpot's own dates of stages for deals whose history begins after the deal did: HubSpot keeps a
 * limited number of versions. Editions below Professional have no such dates (hubspot facts §4); the
 * history then stands as it came. Takes no request where every history is whole.
 */
export async function readStageDates(client: Client, rows: readonly unknown[]): Promise<StageDates> {
  const cut = rows.filter(isCut).map((row) => rowId(row));
  const ids = cut.filter((id) => id !== null);
  if (ids.length === 0) return new Map();
  const known = await readProperties(client, "deal");
  const names = [...known.keys()].filter((name) => name.startsWith(entered));
  if (names.length === 0) return new Map();
  const found = await readRows(client, "deal", ids, names, []);
  return new Map([...found].map(([id, row]) => [id, datesOf(row, names)]));
}

function isCut(row: unknown): boolean {
  // HubSpot gives the newest version first.
  const first = stageVersions(row)?.at(-1);
  if (member(first, "timestamp") === member(row, "createdAt")) return false;
  const createdAt = instantAt(row, "createdAt");
  const oldest = instantAt(first, "timestamp");
  return createdAt !== undefined && oldest !== undefined && oldest > createdAt + creationMs;
}

function datesOf(row: unknown, names: readonly string[]): ReadonlyMap<string, number> {
  const values = member(row, "properties");
  const dates = names.map((name) => [name.slice(entered.length), instantAt(values, name)] as const);
  return new Map(dates.flatMap(([stageId, at]) => (at === undefined ? [] : [[stageId, at] as const])));
}

function instantAt(value: unknown, name: string): number | undefined {
  const text = member(value, name);
  return typeof text === "string" && text !== "" ? instantMs(text) : undefined;
}
