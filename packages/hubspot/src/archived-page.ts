import type { Change } from "@headway/crm";
import { instantMs, instantText } from "./calendar.ts";
import type { CursorState } from "./cursor.ts";
import { changesOfIds } from "./named-changes.ts";
import { objectSources, type StoredObject } from "./object-source.ts";
import type { PageStep, PullContext } from "./pull-context.ts";
import { query } from "./request-paths.ts";
import { malformed, member, nextAfter, Rows, readAnswer, rowId } from "./vendor-answers.ts";

type ArchivedState = Extract<CursorState, { phase: "archived" }>;
type Held = [id: string, archivedAt: number];

const pageSize = 100;
/** Of the archived records the newest are remembered: a person restores what was just archived. */
const mostHeld = 1_000;

/**
 * One page of archived records: those archived since are deletions. HubSpot cannot filter this list.
 * What was in it at the last pass and is not now was restored or has expired; whether restoring counts
 * as a change is not documented, so those records are read by id.
 */
export async function archivedPage(
  context: PullContext,
  object: StoredObject,
  state: ArchivedState,
): Promise<PageStep> {
  const { client } = context;
  const parts = {
    archived: "true",
    limit: String(pageSize),
    after: state.after,
    properties: ["hs_object_id"],
  };
  const path = client.paths.objects(objectSources[object].plural, query(parts));
  const answer = await client.get(path);
  const rows = readAnswer(Rows, answer, path);
  const next = nextAfter(rows);
  if (next !== undefined && next === state.after)
    throw malformed(path, `the page \`${next}\` a second time`, answer);
  const deletions = rows.results.flatMap((row) => deletion(object, row, state.since));
  const { held, found } = memory(state, rows.results);
  if (next !== undefined) {
    return { changes: deletions, next: { ...state, after: next, held, found }, caughtUp: false };
  }
  const missing = await changesOfIds(
    context,
    object,
    held.map(([id]) => id),
  );
  const since = Math.max(0, state.startedAt - client.overlapMs);
  const changes = [...deletions, ...missing];
  const { listedAt } = state;
  const search = { phase: "search", since, held: found, ...(listedAt && { listedAt }) } as const;
  return { changes, next: search, caughtUp: true };
}

function memory(state: ArchivedState, rows: readonly unknown[]): { held: Held[]; found: Held[] } {
  const here = rows.flatMap((row): Held[] => {
    const id = rowId(row);
    return id === null || !/^\d{1,30}$/.test(id) ? [] : [[id, archivedAt(row) ?? 0]];
  });
  const ids = new Set(here.map(([id]) => id));
  const newestFirst = [...(state.found ?? []), ...here].toSorted(([, one], [, other]) => other - one);
  return {
    held: (state.held ?? []).filter(([id]) => !ids.has(id)),
    found: newestFirst.slice(0, mostHeld),
  };
}

function archivedAt(row: unknown): number | undefined {
  const text = member(row, "archivedAt");
  return typeof text === "string" ? instantMs(text) : undefined;
}

function deletion(object: StoredObject, row: unknown, since: number): Change[] {
  const id = rowId(row);
  const at = archivedAt(row);
  if (id === null) return [{ type: "unreadable", object, id, field: "id", reason: "missing" }];
  if (at !== undefined && at < since) return [];
  return [{ type: "deleted", ref: { object, id }, at: at === undefined ? null : instantText(at) }];
}
