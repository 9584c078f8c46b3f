import type { Change } from "@headway/crm";
import type { HttpAnswer } from "@headway/crm/http";
import { listIsCheaper, listIsDue } from "./cheaper-path.ts";
import type { CursorState } from "./cursor.ts";
import { changesOfRows } from "./named-changes.ts";
import { readRows } from "./named-rows.ts";
import { objectSources, type StoredObject } from "./object-source.ts";
import { type PageStep, type PullContext, propertyNames } from "./pull-context.ts";
import { malformed, nextAfter, Rows, readAnswer, rowId, serverNow } from "./vendor-answers.ts";

type SearchState = Extract<CursorState, { phase: "search" }>;

const searchPageSize = 200;

/** One page of what was modified since: a search by ids, then what a search does not give (history, links). */
export async function searchPage(
  context: PullContext,
  object: StoredObject,
  state: SearchState,
): Promise<PageStep> {
  const { client } = context;
  const path = client.paths.objects(objectSources[object].plural, "/search");
  const answer = await client.post(path, searchBody(context, object, state), "search");
  const startedAt = state.startedAt ?? serverNow(answer, path);
  const rows = readAnswer(Rows, answer, path);
  const { since, held, listedAt } = state;
  const kept = { since, ...(held && { held }) };
  const isFirst = state.lastId === undefined && state.after === undefined;
  const total = rows.total ?? 0;
  if (isFirst && (listIsDue(client, listedAt, startedAt) || (await listIsCheaper(client, object, total)))) {
    return { changes: [], next: { phase: "list", ...kept }, caughtUp: false };
  }
  const changes = await changesOf(context, object, rows.results);
  const next = nextSearch({ ...state, startedAt }, rows, path, answer);
  const count = state.lastId === undefined && rows.total !== undefined ? { expectedCount: rows.total } : {};
  const archived = { phase: "archived", startedAt, ...kept, ...(listedAt && { listedAt }) } as const;
  return { changes, next: next ?? archived, caughtUp: false, ...count };
}

function searchBody(context: PullContext, object: StoredObject, state: SearchState): Record<string, unknown> {
  const { modifiedProperty, historyOf } = objectSources[object];
  return {
    filterGroups: [
      {
        filters: [
          { propertyName: modifiedProperty, operator: "GTE", value: String(state.since) },
          { propertyName: "hs_object_id", operator: "GT", value: state.lastId ?? "0" },
        ],
      },
    ],
    sorts: [{ propertyName: "hs_object_id", direction: "ASCENDING" }],
    properties: historyOf === undefined ? propertyNames(object, context) : ["hs_object_id"],
    limit: searchPageSize,
    ...(state.after === undefined ? {} : { after: state.after }),
  };
}

/** Links and history are read beside the rows; records with a history are read by id altogether. */
async function changesOf(
  context: PullContext,
  object: StoredObject,
  found: readonly unknown[],
): Promise<Change[]> {
  const ids = found.map((row) => rowId(row)).filter((id) => id !== null);
  if (objectSources[object].historyOf === undefined) return changesOfRows(context, object, ids, found);
  const read = await readRows(context.client, object, ids, propertyNames(object, context));
  const rows = found.flatMap((row) => {
    const id = rowId(row);
    if (id === null) return [row];
    return read.has(id) ? [read.get(id)] : [];
  });
  return changesOfRows(context, object, ids, rows);
}

/** Where the search goes on: after the last id; by HubSpot's own `after` only past a page without one. */
function nextSearch(
  state: SearchState & { startedAt: number },
  rows: Rows,
  path: string,
  answer: HttpAnswer,
): SearchState | undefined {
  const after = nextAfter(rows);
  const ids = rows.results.map((row) => rowId(row)).filter((id) => id !== null);
  const ascending = ids.every((id, index) => BigInt(id) > BigInt(ids[index - 1] ?? state.lastId ?? "0"));
  if (!ascending) throw malformed(path, "ids that do not ascend, so that records could be missed", answer);
  const lastId = ids.at(-1);
  const { after: sent, ...rest } = state;
  if (after === undefined && rows.results.length < searchPageSize) return undefined;
  if (lastId !== undefined) return { ...rest, lastId };
  if (after === undefined) return undefined;
  if (after === sent) throw malformed(path, `the page \`${after}\` a second time`, answer);
  return { ...rest, after };
}
