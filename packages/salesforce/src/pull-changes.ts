import {
  type CallOptions,
  type Change,
  type ChangePage,
  type ChangesRequest,
  CrmError,
  type ObjectName,
} from "@headway/crm";
import { timeLeft } from "@headway/crm/http";
import { readChildren } from "./child-readings.ts";
import type { Client } from "./client.ts";
import { type Position, type PullState, readCursor, writeCursor } from "./cursor.ts";
import { objectOfTask } from "./deal-activities.ts";
import { dealsRelinked } from "./deal-links.ts";
import { type DeletionLog, noLog, readDeletionLog } from "./deletion-log.ts";
import { firstPass } from "./first-pass.ts";
import { mapRecord } from "./map-record.ts";
import { chunks } from "./named-rows.ts";
import { type ObjectSource, sourceOf } from "./object-source.ts";
import { readByIds } from "./read-by-ids.ts";
import { readInstant } from "./read-value.ts";
import { planRow, type RowPlan } from "./row-plan.ts";
import { tablesOf } from "./row-plans.ts";
import { idOf, nextFrom, readByChange, readDescribe } from "./row-query.ts";
import { isRow } from "./vendor-answers.ts";

/**
 * Everything of one object, or what changed since a cursor. The first pass goes by id; from then on
 * by (`SystemModstamp`, `Id`) over all rows, so that deletions and merges come too, reading back
 * `overlapMs` because rows may be committed later than they are stamped. Only Salesforce's own
 * clock is used (`invariant:D7`).
 *
 * Deletions are seen in the rows for as long as those are in the recycle bin, and in the log of
 * deletions for 15 days; a pass that comes later says that some may be missing. The log also tells
 * up to when everything was committed, and the next pass reads from there at the latest.
 */
export async function* pullChanges(
  client: Client,
  request: ChangesRequest,
  options: CallOptions,
): AsyncGenerator<ChangePage> {
  const source = sourceOf(request.object);
  const given = request.since === undefined ? undefined : readCursor(request.since);
  const budget = timeLeft(options, client.options.ports);
  const { describe, serverAt } = await readVisible(client, request.object, source, budget());
  const plan = planRow(request.object, source, describe, request.fields ?? [], tablesOf(client));
  const from = await nextFrom(client, plan, serverAt, budget());
  const state = given ?? { phase: "all", from, lastId: null };
  if (state.phase === "all") return yield* firstPass(client, plan, state, budget);
  const log =
    source.isNeverDeleted === true
      ? noLog
      : await readDeletionLog(client, source.sobject, state.since, serverAt, budget);
  const start = laterOf(earlierOf(from, log.coveredUntil), state.since);
  yield* changesSince(client, plan, { ...state, from: state.from ?? start }, { log, budget });
}

async function readVisible(
  client: Client,
  object: ObjectName,
  source: ObjectSource,
  call: CallOptions,
): ReturnType<typeof readDescribe> {
  const kept = client.describes.take(object, source.sobject);
  if (kept !== undefined) return kept;
  try {
    return await readDescribe(client, source.sobject, call);
  } catch (error) {
    if (!CrmError.is(error) || error.code !== "not-found" || source.sobject !== "EmailMessage") throw error;
    throw new CrmError("unsupported", {
      crm: "salesforce",
      message: "this org keeps no e-mails as records that these credentials can see",
      remedy:
        "switch on Enhanced Email, and with Einstein Activity Capture also `Sync Email as Salesforce Activity`",
      cause: error,
    });
  }
}

type ChangesState = PullState & { phase: "changes"; from: string };

/** What the steps of one later pass share. */
interface Pass {
  readonly log: DeletionLog;
  readonly budget: () => CallOptions;
}

async function* changesSince(
  client: Client,
  plan: RowPlan,
  state: ChangesState,
  pass: Pass,
): AsyncGenerator<ChangePage> {
  const { object } = plan;
  const { log, budget } = pass;
  const seen = new Set<string | null>();
  let last = state.last;
  for (let isLast = false; !isLast; ) {
    const page = await readByChange(client, plan, { since: state.since, last }, budget());
    const changes = await mapRows(client, plan, page.rows, budget);
    for (const row of page.rows) seen.add(idOf(row));
    isLast = page.isLast;
    if (!isLast) last = lastPosition(page.rows);
    const others = isLast ? await changedOtherwise(client, plan, state, seen, pass) : [];
    const ends = isLast && others.length === 0;
    yield {
      object,
      changes: ends ? [...changes, ...missingDeletions(plan, state, log)] : changes,
      cursor: ends ? nextPass(state) : writeCursor({ ...state, last }),
      caughtUp: ends,
    };
    if (others.length > 0) yield* otherPages(client, plan, state, { ids: others, last }, pass);
  }
}

/** Records that changed without their own time of change telling: other people on a deal, purged from the recycle bin. */
async function changedOtherwise(
  client: Client,
  plan: RowPlan,
  state: ChangesState,
  seen: ReadonlySet<string | null>,
  { log, budget }: Pass,
): Promise<string[]> {
  const relinked = plan.object === "deal" ? await dealsRelinked(client, state.since, seen, budget) : [];
  const purged = [...log.deleted.keys()].filter((id) => !seen.has(id));
  return [...new Set([...relinked, ...purged])];
}

async function* otherPages(
  client: Client,
  plan: RowPlan,
  state: ChangesState,
  { ids, last }: { readonly ids: readonly string[]; readonly last: Position | null },
  { log, budget }: Pass,
): AsyncGenerator<ChangePage> {
  const { object, source } = plan;
  const lists = chunks(ids);
  for (const [index, list] of lists.entries()) {
    const found = await readByIds(client, { sobject: source.sobject, columns: plan.columns }, list, budget);
    const there = new Set(found.map(idOf));
    const gone = list.filter((id) => !there.has(id) && log.deleted.has(id));
    const rows = found.filter((row) => source.sobject !== "Task" || objectOfTask(row) === object);
    const changes: Change[] = [
      ...(await mapRows(client, plan, rows, budget)),
      ...gone.map(
        (id): Change => ({ type: "deleted", ref: { object, id }, at: log.deleted.get(id) || null }),
      ),
    ];
    const ends = index === lists.length - 1;
    const cursor = ends ? nextPass(state) : writeCursor({ ...state, last });
    const missing = ends ? missingDeletions(plan, state, log) : [];
    yield { object, changes: [...changes, ...missing], cursor, caughtUp: ends };
  }
}

/** Says that deletions may have been missed, rather than nothing: nobody can name the records. */
function missingDeletions(
  { object }: RowPlan,
  { since }: ChangesState,
  { missingUntil }: DeletionLog,
): Change[] {
  if (missingUntil === null) return [];
  const reason = `Salesforce keeps no list of what was purged between ${since} and ${missingUntil}, and the last reading is from before that; records that are gone since then may still be shown`;
  return [{ type: "unreadable", object, id: null, field: "IsDeleted", reason }];
}

function nextPass(state: ChangesState): string {
  return writeCursor({ phase: "changes", since: state.from, from: null, last: null });
}

async function mapRows(
  client: Client,
  plan: RowPlan,
  rows: readonly unknown[],
  budget: () => CallOptions,
): Promise<Change[]> {
  const readings = await readChildren(client, plan, rows, budget);
  return rows.map((row) => mapRecord(row, plan, client.options.origin, readings));
}

/** The keyset after a page: its last row that has both parts; throws where none has. */
function lastPosition(rows: readonly unknown[]): Position {
  for (const row of rows.toReversed()) {
    const id = idOf(row);
    const at =
      isRow(row) && typeof row.SystemModstamp === "string" ? readInstant(row, "SystemModstamp") : null;
    if (id !== null && at !== null) return { at, id };
  }
  throw new CrmError("malformed-response", {
    crm: "salesforce",
    message: "a page of changes came without a single `SystemModstamp`; reading cannot go on",
  });
}

function earlierOf(one: string, other: string | null): string {
  return other === null || one < other ? one : other;
}

function laterOf(one: string, other: string): string {
  return one > other ? one : other;
}
