import { CrmError } from "@headway/crm";
import type { HttpAnswer } from "@headway/crm/http";
import { listedMark } from "./cheaper-path.ts";
import type { CursorState } from "./cursor.ts";
import { mapPage } from "./map-page.ts";
import { completeLinks, linksApart, longestPath, readRows } from "./named-rows.ts";
import { objectSources, type StoredObject } from "./object-source.ts";
import { type PageStep, type PullContext, propertyNames } from "./pull-context.ts";
import { query } from "./request-paths.ts";
import { malformed, nextAfter, Rows, readAnswer, rowId, serverNow } from "./vendor-answers.ts";

type ListState = Extract<CursorState, { phase: "list" }>;

/** Pages of HubSpot's list: 100 records, 50 where history comes along (hubspot facts §1). */
const pageSize = 100;
const pageSizeWithHistory = 50;

/**
 * One page of everything there is: one request, links and stage history included. A list in place of a
 * search goes on to the archived records afterwards, and tells merges.
 */
export async function firstPassPage(
  context: PullContext,
  object: StoredObject,
  state: ListState,
): Promise<PageStep> {
  const { client } = context;
  const { path, isSlim } = listPath(context, object, state.after, objectSources[object].links);
  const { answer, hasLinks } = await readList(context, object, state.after, path);
  const startedAt = state.startedAt ?? serverNow(answer, path);
  const rows = readAnswer(Rows, answer, path);
  const next = nextAfter(rows);
  if (next !== undefined && next === state.after)
    throw malformed(path, `the page \`${next}\` a second time`, answer);
  const linksOf = await (hasLinks ? completeLinks : linksApart)(
    client,
    object,
    objectSources[object].links,
    rows.results,
  );
  const full = isSlim ? await readFull(context, object, rows.results) : undefined;
  const changes = await mapPage(
    {
      object,
      rows: full === undefined ? rows.results : [...full.keys()],
      linksOf: (row) => linksOf(full === undefined ? row : full.get(row)),
      fieldTypes: context.fieldTypes,
      reportMerges: state.since !== undefined,
    },
    context.account,
  );
  if (next !== undefined) return { changes, next: { ...state, startedAt, after: next }, caughtUp: false };
  const { since, held } = state;
  const listed = listedMark(client, startedAt);
  if (since === undefined) {
    const from = Math.max(0, startedAt - client.overlapMs);
    return { changes, next: { phase: "search", since: from, ...listed }, caughtUp: true };
  }
  const archived = { phase: "archived", since, startedAt, ...(held && { held }), ...listed } as const;
  return { changes, next: archived, caughtUp: false };
}

/**
 * HubSpot refuses a list as a whole where links asked for along with it may not be read. It is then
 * read without them, and the links by themselves, so that only they are unknown.
 */
async function readList(
  context: PullContext,
  object: StoredObject,
  after: string | undefined,
  path: string,
): Promise<{ answer: HttpAnswer; hasLinks: boolean }> {
  try {
    return { answer: await context.client.get(path), hasLinks: true };
  } catch (error) {
    const isForbidden = CrmError.is(error) && error.code === "forbidden";
    if (!isForbidden || objectSources[object].links.length === 0) throw error;
    const bare = listPath(context, object, after, []).path;
    return { answer: await context.client.get(bare), hasLinks: false };
  }
}

/** The path of a list page; where the names make it too long, it asks for ids and links only (`isSlim`). */
function listPath(
  context: PullContext,
  object: StoredObject,
  after: string | undefined,
  links: readonly StoredObject[],
): { path: string; isSlim: boolean } {
  const { plural, historyOf } = objectSources[object];
  const common = {
    limit: String(historyOf === undefined ? pageSize : pageSizeWithHistory),
    after,
    associations: links.map((link) => objectSources[link].plural),
  };
  const wide = { ...common, properties: propertyNames(object, context), propertiesWithHistory: historyOf };
  const path = context.client.paths.objects(plural, query(wide));
  if (path.length <= longestPath) return { path, isSlim: false };
  return {
    path: context.client.paths.objects(plural, query({ ...common, properties: ["hs_object_id"] })),
    isSlim: true,
  };
}

/** The slim row behind each full one. One that is gone by now is left out; the pass for archived records finds it. */
async function readFull(
  context: PullContext,
  object: StoredObject,
  slim: readonly unknown[],
): Promise<Map<unknown, unknown>> {
  const ids = slim.map((row) => rowId(row)).filter((id) => id !== null);
  const found = await readRows(context.client, object, ids, propertyNames(object, context));
  return new Map(
    slim.flatMap((row): [unknown, unknown][] => {
      const id = rowId(row);
      if (id === null) return [[row, row]];
      const full = found.get(id);
      return full === undefined ? [] : [[full, row]];
    }),
  );
}
