import type { Change } from "@headway/crm";
import type { HttpAnswer } from "@headway/crm/http";
import { instantMs, instantText } from "./calendar.ts";
import type { CursorState } from "./cursor.ts";
import { mapPage } from "./map-page.ts";
import { readAllLinks, readRows } from "./named-rows.ts";
import { objectSources, type StoredObject } from "./object-source.ts";
import { type PageStep, type PullContext, propertyNames } from "./pull-context.ts";
import { query } from "./request-paths.ts";
import { malformed, member, nextAfter, Rows, readAnswer, rowId, serverNow } from "./vendor-answers.ts";

type SearchState = Extract<CursorState, { phase: "search" }>;
type ArchivedState = Extract<CursorState, { phase: "archived" }>;

const searchPageSize = 200;
const archivedPageSize = 100;

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
  const changes = await changesOf(context, object, rows.results);
  const next = nextSearch({ ...state, startedAt }, rows, path, answer);
  const count = state.lastId === undefined && rows.total !== undefined ? { expectedCount: rows.total } : {};
  if (next !== undefined) return { changes, next, caughtUp: false, ...count };
  return { changes, next: { phase: "archived", since: state.since, startedAt }, caughtUp: false, ...count };
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

async function changesOf(
  context: PullContext,
  object: StoredObject,
  found: readonly unknown[],
): Promise<Change[]> {
  const { client } = context;
  const { links, historyOf } = objectSources[object];
  const ids = found.map((row) => rowId(row)).filter((id) => id !== null);
  const read =
    historyOf === undefined ? undefined : await readRows(client, object, ids, propertyNames(object, context));
  const linksOf = await readAllLinks(client, object, links, ids);
  const rows = found.flatMap((row) => {
    const id = rowId(row);
    if (read === undefined || id === null) return [row];
    return read.has(id) ? [read.get(id)] : [];
  });
  return mapPage(
    {
      object,
      rows,
      linksOf: (row) => linksOf(rowId(row) ?? ""),
      fieldTypes: context.fieldTypes,
      reportMerges: true,
    },
    context.account,
  );
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

/** One page of archived records: those archived since are deletions. HubSpot cannot filter this list. */
export async function archivedPage(
  context: PullContext,
  object: StoredObject,
  state: ArchivedState,
): Promise<PageStep> {
  const { client } = context;
  const parts = {
    archived: "true",
    limit: String(archivedPageSize),
    after: state.after,
    properties: ["hs_object_id"],
  };
  const path = client.paths.objects(objectSources[object].plural, query(parts));
  const answer = await client.get(path);
  const rows = readAnswer(Rows, answer, path);
  const next = nextAfter(rows);
  if (next !== undefined && next === state.after)
    throw malformed(path, `the page \`${next}\` a second time`, answer);
  const changes = rows.results.flatMap((row) => deletion(object, row, state.since));
  if (next !== undefined) return { changes, next: { ...state, after: next }, caughtUp: false };
  const since = Math.max(0, state.startedAt - client.overlapMs);
  return { changes, next: { phase: "search", since }, caughtUp: true };
}

function deletion(object: StoredObject, row: unknown, since: number): Change[] {
  const id = rowId(row);
  const archivedAt = member(row, "archivedAt");
  const at = typeof archivedAt === "string" ? instantMs(archivedAt) : undefined;
  if (id === null) return [{ type: "unreadable", object, id, field: "id", reason: "missing" }];
  if (at !== undefined && at < since) return [];
  return [{ type: "deleted", ref: { object, id }, at: at === undefined ? null : instantText(at) }];
}
