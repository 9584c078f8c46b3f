import type { Change, ChangePage, Links, ObjectName, RecordsRequest } from "@headway/crm";
import { CrmError } from "@headway/crm";
import type { Client } from "./client.ts";
import type { AskedHistory } from "./field-history.ts";
import { readOwnAppId } from "./history-access.ts";
import { mapPage } from "./map-page.ts";
import { completeLinks, longestPath, readAllLinks, readRows } from "./named-rows.ts";
import { isStoredObject, objectSources, type StoredObject } from "./object-source.ts";
import { listOwners, mapOwner } from "./owners.ts";
import { type PullContext, propertyNames, readFieldTypes, versionedNames } from "./pull-context.ts";
import { references } from "./references.ts";
import { query } from "./request-paths.ts";
import { rowId } from "./vendor-answers.ts";

interface Found {
  readonly rows: ReadonlyMap<string, unknown>;
  readonly linksOf: (row: unknown) => Links;
}

/**
 * Pulls named records, one page per object. Few records are read one by one with their links beside
 * them, many by batches and association reads, whichever takes fewer requests. A named deal also
 * links to the tasks, calls, meetings, e-mails and notes that hang on it, so that one deal with all
 * that belongs to it can be read without a search. A record that is gone is `deleted`.
 */
export async function* pullRecords(client: Client, request: RecordsRequest): AsyncGenerator<ChangePage> {
  const objects = [...new Set(request.refs.map((ref) => ref.object))];
  const account = references(client);
  for (const [index, object] of objects.entries()) {
    const ids = [...new Set(request.refs.filter((ref) => ref.object === object).map((ref) => ref.id))];
    const fieldTypes = await readFieldTypes(client, object, request.fields?.[object] ?? []);
    const history = object === "deal" ? await askedHistory(client, request) : undefined;
    const context = { client, account, fieldTypes, ...(history === undefined ? {} : { history }) };
    const changes = await readNamed(context, object, ids);
    yield { object, changes, cursor: null, caughtUp: index === objects.length - 1 };
  }
}

async function askedHistory(client: Client, request: RecordsRequest): Promise<AskedHistory | undefined> {
  const fields = [...new Set(request.history ?? [])];
  return fields.length === 0 ? undefined : { fields, ownAppId: await readOwnAppId(client) };
}

async function readNamed(
  context: PullContext,
  object: ObjectName,
  ids: readonly string[],
): Promise<Change[]> {
  if (!isStoredObject(object)) return readUsers(context.client, ids);
  const proper = ids.filter((id) => /^\d{1,30}$/.test(id));
  const linked = [...objectSources[object].links, ...objectSources[object].hanging];
  const found = isFew(object, proper)
    ? await readSingly(context, object, linked, proper)
    : await readInBatches(context, object, linked, proper);
  const rows = proper.flatMap((id) => (isItself(found.rows.get(id), id) ? [found.rows.get(id)] : []));
  const { fieldTypes, history = null } = context;
  const page = { object, rows, linksOf: found.linksOf, fieldTypes, history, reportMerges: false };
  const changes = await mapPage(page, context.account);
  return [...mergedAway(object, found.rows), ...changes, ...gone(object, ids, found.rows)];
}

/** One by one takes fewer requests than a batch and an association read for every linked object. */
function isFew(object: StoredObject, ids: readonly string[]): boolean {
  const { links, hanging } = objectSources[object];
  return ids.length === 1 || (hanging.length === 0 && ids.length <= links.length);
}

/** Falls back to batches where a path would be too long, or links that come along may not be read. */
async function readSingly(
  context: PullContext,
  object: StoredObject,
  linked: readonly StoredObject[],
  ids: readonly string[],
): Promise<Found> {
  const { client } = context;
  const paths = new Map(ids.map((id) => [id, recordPath(context, object, linked, id)]));
  if ([...paths.values()].some((path) => path.length > longestPath)) {
    return readInBatches(context, object, linked, ids);
  }
  const rows = new Map<string, unknown>();
  try {
    for (const [id, path] of paths) {
      const row = await readOne(client, path);
      if (row !== undefined) rows.set(id, row);
    }
  } catch (error) {
    if (!CrmError.is(error) || error.code !== "forbidden" || linked.length === 0) throw error;
    return readInBatches(context, object, linked, ids);
  }
  return { rows, linksOf: await completeLinks(client, object, linked, [...rows.values()]) };
}

/** One record by its id; `undefined` where there is none. HubSpot answers a merged record's id with the survivor. */
async function readOne(client: Client, path: string): Promise<unknown> {
  try {
    return (await client.get(path)).body;
  } catch (error) {
    if (CrmError.is(error) && error.code === "not-found") return undefined;
    throw error;
  }
}

function recordPath(
  context: PullContext,
  object: StoredObject,
  linked: readonly StoredObject[],
  id: string,
): string {
  const { plural } = objectSources[object];
  const parts = {
    properties: propertyNames(object, context),
    propertiesWithHistory: versionedNames(object, context),
    associations: linked.map((link) => objectSources[link].plural),
  };
  return context.client.paths.objects(plural, `/${id}${query(parts)}`);
}

/** A batch leaves out what is gone and may leave out what was merged, so the missing are asked for one by one. */
async function readInBatches(
  context: PullContext,
  object: StoredObject,
  linked: readonly StoredObject[],
  ids: readonly string[],
): Promise<Found> {
  const { client } = context;
  const rows = await readRows(
    client,
    object,
    ids,
    propertyNames(object, context),
    versionedNames(object, context),
  );
  for (const id of ids.filter((each) => !rows.has(each))) {
    const row = await readOne(client, recordPath(context, object, [], id));
    if (row !== undefined) rows.set(id, row);
  }
  const linksOf = await readAllLinks(client, object, linked, [...rows.keys()]);
  return { rows, linksOf: (row) => linksOf(rowId(row) ?? "") };
}

/** A row without an id is taken for what was asked for; the mapping reports it. */
function isItself(row: unknown, id: string): boolean {
  return row !== undefined && (rowId(row) ?? id) === id;
}

function mergedAway(object: StoredObject, rows: ReadonlyMap<string, unknown>): Change[] {
  return [...rows].flatMap(([id, row]): Change[] => {
    const into = rowId(row);
    if (into === null || into === id) return [];
    return [{ type: "merged", ref: { object, id }, into: { object, id: into } }];
  });
}

function gone(object: StoredObject, ids: readonly string[], rows: ReadonlyMap<string, unknown>): Change[] {
  return ids.filter((id) => !rows.has(id)).map((id) => ({ type: "deleted", ref: { object, id }, at: null }));
}

async function readUsers(client: Client, ids: readonly string[]): Promise<Change[]> {
  const found = new Map<string, Change>();
  for (const archived of [false, true]) {
    if (ids.every((id) => found.has(id))) break;
    for await (const { results } of listOwners(client, archived)) {
      for (const row of results) found.set(rowId(row) ?? "", mapOwner(row));
    }
  }
  return ids.map((id) => found.get(id) ?? { type: "deleted", ref: { object: "user", id }, at: null });
}
