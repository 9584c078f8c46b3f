import { CrmError, known, type Links, type Reading, unknown } from "@headway/crm";
import type { Client } from "./client.ts";
import { objectSources, type StoredObject } from "./object-source.ts";
import { member, Rows, readAnswer, rowId } from "./vendor-answers.ts";

/** Links found beside a record in a list, and the objects of which there are more than came along. */
export interface ListedLinks {
  readonly links: Links;
  readonly overflowing: readonly StoredObject[];
}

/** HubSpot's association read takes 1,000 records at once (hubspot facts §1). */
const batchLimit = 1_000;
/** Type ids of "primary company" links; a primary one comes first (hubspot facts §5). */
const primaryTypeIds: readonly unknown[] = [5, 1];

/** The links inside a record that was read with `associations=`. HubSpot leaves an object out where there are none. */
export function listedLinks(row: unknown, objects: readonly StoredObject[]): ListedLinks {
  const associations = member(row, "associations");
  const links: { [Name in StoredObject]?: Reading<readonly string[]> } = {};
  let overflowing: StoredObject[] = none;
  for (const object of objects) {
    const listed = member(associations, objectSources[object].plural);
    const results = member(listed, "results");
    links[object] = Array.isArray(results) ? known(listedIds(results as unknown[])) : noLinks;
    if (member(member(listed, "paging"), "next") !== undefined) overflowing = [...overflowing, object];
  }
  return { links, overflowing };
}

const none: never[] = [];
/** One for all records: most have none of most objects. */
const noLinks: Reading<readonly string[]> = Object.freeze(known(Object.freeze(none)));

/** Primary ones first, each once: HubSpot names a link as often as it has labels. */
function listedIds(rows: readonly unknown[]): string[] {
  const [only, other] = rows;
  if (only === undefined || other === undefined) return distinctIds(rows, "id");
  return distinctIds([...rows.filter(isPrimaryName), ...rows], "id");
}

function isPrimaryName(row: unknown): boolean {
  const type = member(row, "type");
  return type === "deal_to_company" || type === "contact_to_company";
}

function distinctIds(rows: readonly unknown[], name: string): string[] {
  const ids: string[] = [];
  for (const row of rows) {
    const id = rowId(row, name);
    if (id !== null && !ids.includes(id)) ids.push(id);
    if (ids.length > fewIds) return manyDistinctIds(rows, name);
  }
  return ids;
}

/** Up to so many, looking through them is quicker than a set. */
const fewIds = 16;

function manyDistinctIds(rows: readonly unknown[], name: string): string[] {
  return [...new Set(rows.map((row) => rowId(row, name)).filter((id) => id !== null))];
}

/**
 * Reads the links of many records to one object, by HubSpot's association read, following its pages.
 * A read that fails gives `unknown` with the reason for the records it was about, never an empty
 * list; an abort, a deadline and refused credentials throw.
 */
export async function readLinks(
  client: Client,
  from: StoredObject,
  to: StoredObject,
  ids: readonly string[],
): Promise<Map<string, Reading<readonly string[]>>> {
  const found = new Map<string, Reading<readonly string[]>>();
  for (let start = 0; start < ids.length; start += batchLimit) {
    const some = ids.slice(start, start + batchLimit);
    try {
      await readLinkPages(client, from, to, some, found);
    } catch (error) {
      if (!CrmError.is(error) || endsTheCall(error)) throw error;
      for (const id of some)
        found.set(id, unknown(`links to ${to} records could not be read: ${error.message}`));
    }
  }
  return found;
}

function endsTheCall(error: CrmError): boolean {
  return ["aborted", "deadline-exceeded", "unauthenticated"].includes(error.code);
}

async function readLinkPages(
  client: Client,
  from: StoredObject,
  to: StoredObject,
  ids: readonly string[],
  found: Map<string, Reading<readonly string[]>>,
): Promise<void> {
  const path = client.paths.associations(objectSources[from].plural, objectSources[to].plural, "/batch/read");
  let inputs: { id: string; after?: string }[] = ids.map((id) => ({ id }));
  const seen = new Set<string>();
  while (inputs.length > 0) {
    const rows = readAnswer(Rows, await client.post(path, { inputs }, "associations"), path);
    for (const row of rows.results) addRow(row, found);
    for (const { id } of inputs) {
      if (!found.has(id) || isRefused(rows, id)) found.set(id, missingReading(rows, id, to));
    }
    inputs = rows.results.flatMap((row) => nextInput(row, seen));
  }
}

function addRow(row: unknown, found: Map<string, Reading<readonly string[]>>): void {
  const id = rowId(member(row, "from"));
  const to = member(row, "to");
  if (id === null || !Array.isArray(to)) return;
  const before = found.get(id);
  const rows = to as unknown[];
  const sorted = [...rows.filter(isPrimaryType), ...rows];
  const ids = [...(before?.status === "known" ? before.value : []), ...distinctIds(sorted, "toObjectId")];
  found.set(id, known([...new Set(ids)]));
}

function isPrimaryType(row: unknown): boolean {
  const types = member(row, "associationTypes");
  return Array.isArray(types) && types.some((type) => primaryTypeIds.includes(member(type, "typeId")));
}

function nextInput(row: unknown, seen: Set<string>): { id: string; after: string }[] {
  const id = rowId(member(row, "from"));
  const after = rowId(member(member(row, "paging"), "next"), "after");
  if (id === null || after === null || seen.has(`${id} ${after}`)) return [];
  seen.add(`${id} ${after}`);
  return [{ id, after }];
}

function errorsAbout(rows: Rows, id: string): unknown[] {
  return (rows.errors ?? []).filter((error) => {
    const context = member(error, "context");
    return ["fromObjectId", "ids", "id"].some((name) => {
      const named = member(context, name);
      return Array.isArray(named) && named.map(String).includes(id);
    });
  });
}

function isEmptiness(error: unknown): boolean {
  return member(error, "subCategory") === "crm.associations.NO_ASSOCIATIONS_FOUND";
}

function isRefused(rows: Rows, id: string): boolean {
  return errorsAbout(rows, id).some((error) => !isEmptiness(error));
}

/** What it means that a record did not come back: "none" only where nothing in the answer is left unexplained. */
function missingReading(rows: Rows, id: string, to: StoredObject): Reading<readonly string[]> {
  const about = errorsAbout(rows, id);
  if (about.length > 0 && about.every(isEmptiness)) return known([]);
  const listed = rows.errors ?? [];
  const unexplained =
    (rows.numErrors ?? listed.length) > listed.length || listed.some((error) => !isEmptiness(error));
  if (about.length === 0 && !unexplained) return known([]);
  const words = member(about[0] ?? listed.find((error) => !isEmptiness(error)), "message");
  return unknown(
    `links to ${to} records could not be read: ${typeof words === "string" ? words : "HubSpot gave no reason"}`,
  );
}
