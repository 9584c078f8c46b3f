import type { Client } from "./client.ts";
import { objectSources, type StoredObject } from "./object-source.ts";
import { Rows, readAnswer } from "./vendor-answers.ts";

/**
 * Whether everything is to be listed again, because that was asked for and the time has come: a list
 * brings links along, whose changes move no date of change.
 *
 * @param now HubSpot's clock, milliseconds since 1970.
 */
export function listIsDue({ relistEveryMs }: Client, listedAt: number | undefined, now: number): boolean {
  return relistEveryMs !== undefined && now - (listedAt ?? 0) >= relistEveryMs;
}

/** What a cursor keeps of a list that began at an instant: nothing, unless listing is to be repeated. */
export function listedMark({ relistEveryMs }: Client, startedAt: number): { listedAt?: number } {
  return relistEveryMs === undefined ? {} : { listedAt: startedAt };
}

/** Below this many requests the question is not worth the one that answers it. */
const worthAsking = 20;

/**
 * Whether listing every record takes fewer requests than searching for `changed` of them, as after a
 * long pause or when an edit of a pipeline touched every deal. One more search counts the records.
 */
export async function listIsCheaper(client: Client, object: StoredObject, changed: number): Promise<boolean> {
  const searching = searchRequests(object, changed);
  if (searching <= worthAsking || searching <= listRequests(object, changed)) return false;
  const path = client.paths.objects(objectSources[object].plural, "/search");
  const body = { filterGroups: [], properties: ["hs_object_id"], limit: 1 };
  const { total } = readAnswer(Rows, await client.post(path, body, "search"), path);
  return total !== undefined && listRequests(object, total) < searching;
}

/** Pages of 200, each with an association read per linked object, and a read of the history of 50 at a time. */
function searchRequests(object: StoredObject, records: number): number {
  const { links, historyOf } = objectSources[object];
  const perPage = 1 + links.length + (historyOf === undefined ? 0 : 4);
  return Math.ceil(records / 200) * perPage;
}

/** Pages of 100, or 50 with history; links come along. */
function listRequests(object: StoredObject, records: number): number {
  return Math.ceil(records / (objectSources[object].historyOf === undefined ? 100 : 50));
}
