import type { Links, Reading } from "@headway/crm";
import type { Client } from "./client.ts";
import { listedLinks, readLinks } from "./links.ts";
import { mapRowError } from "./map-error.ts";
import { objectSources, type StoredObject } from "./object-source.ts";
import { member, Rows, readAnswer, rowId } from "./vendor-answers.ts";

/** HubSpot's published batch sizes; a read with history carries half (hubspot facts §1). */
export const batchSize = 100;
const batchSizeWithHistory = 50;
/** Beyond about 16,000 characters HubSpot answers 414; names are then sent by POST. */
export const longestPath = 12_000;

/**
 * Rows by id, as a batch read gave them. An id that is missing does not exist any more; one that
 * HubSpot could not read for another reason has a row that says so, which maps to `unreadable`.
 *
 * @param versioned Properties to read with every version they had.
 */
export async function readRows(
  client: Client,
  object: StoredObject,
  ids: readonly string[],
  names: readonly string[],
  versioned: readonly string[] = alwaysVersioned(object),
): Promise<Map<string, unknown>> {
  const { plural } = objectSources[object];
  const history = versioned.length > 0 ? { propertiesWithHistory: versioned } : {};
  const size = versioned.length > 0 ? batchSizeWithHistory : batchSize;
  const path = client.paths.objects(plural, "/batch/read");
  const found = new Map<string, unknown>();
  for (let start = 0; start < ids.length; start += size) {
    const inputs = ids.slice(start, start + size).map((id) => ({ id }));
    const rows = readAnswer(Rows, await client.post(path, { properties: names, ...history, inputs }), path);
    for (const row of rows.results) {
      const id = rowId(row);
      if (id !== null) found.set(id, row);
    }
    for (const { id } of inputs) {
      const reason = found.has(id) ? undefined : failureOf(rows, id);
      if (reason !== undefined) found.set(id, { id, unreadable: reason });
    }
  }
  return found;
}

function alwaysVersioned(object: StoredObject): readonly string[] {
  const { historyOf } = objectSources[object];
  return historyOf === undefined ? [] : [historyOf];
}

/** Why a batch read has no row for an id, other than that there is no such record. */
function failureOf(rows: Rows, id: string): string | undefined {
  const errors = (rows.errors ?? []).filter((error) => {
    const ids = member(member(error, "context"), "ids");
    return (
      Array.isArray(ids) && ids.map(String).includes(id) && member(error, "category") !== "OBJECT_NOT_FOUND"
    );
  });
  return errors.length === 0 ? undefined : mapRowError(errors[0]).reason;
}

/** All links of many records, one association read per linked object. */
export async function readAllLinks(
  client: Client,
  object: StoredObject,
  linked: readonly StoredObject[],
  ids: readonly string[],
): Promise<(id: string) => Links> {
  const byObject: [StoredObject, Map<string, Reading<readonly string[]>>][] = [];
  for (const to of linked) byObject.push([to, await readLinks(client, object, to, ids)]);
  return (id) =>
    Object.fromEntries(
      byObject.map(([to, readings]) => [to, readings.get(id) ?? { status: "unknown", reason: "not read" }]),
    );
}

/** Links that came along with rows, completed by association reads where HubSpot cut them short. */
export async function completeLinks(
  client: Client,
  object: StoredObject,
  linked: readonly StoredObject[],
  rows: readonly unknown[],
): Promise<(row: unknown) => Links> {
  const listed = new Map<unknown, Links>();
  const overflowing = new Map<unknown, readonly StoredObject[]>();
  for (const row of rows) {
    const found = listedLinks(row, linked);
    listed.set(row, found.links);
    if (found.overflowing.length > 0) overflowing.set(row, found.overflowing);
  }
  if (overflowing.size === 0) return (row) => listed.get(row) ?? {};
  const longer = new Map<unknown, Links>();
  for (const to of linked) {
    const own = [...overflowing].flatMap(([row, objects]) => (objects.includes(to) ? [row] : []));
    const ids = own.map((row) => rowId(row)).filter((id) => id !== null);
    if (ids.length === 0) continue;
    const readings = await readLinks(client, object, to, ids);
    for (const row of own) {
      const reading = readings.get(rowId(row) ?? "");
      if (reading !== undefined) longer.set(row, { ...longer.get(row), [to]: reading });
    }
  }
  return (row) => ({ ...listed.get(row), ...longer.get(row) });
}

/** As {@link completeLinks}, for rows that came without links. */
export async function linksApart(
  client: Client,
  object: StoredObject,
  linked: readonly StoredObject[],
  rows: readonly unknown[],
): Promise<(row: unknown) => Links> {
  const ids = rows.map((row) => rowId(row)).filter((id) => id !== null);
  const linksOf = await readAllLinks(client, object, linked, ids);
  return (row) => linksOf(rowId(row) ?? "");
}
