import { type CallOptions, type Change, type ChangePage, type ChangesRequest, CrmError } from "@headway/crm";
import { timeLeft } from "@headway/crm/http";
import { readChildren } from "./child-readings.ts";
import type { Client } from "./client.ts";
import { type Position, type PullState, readCursor, writeCursor } from "./cursor.ts";
import { dealsRelinked } from "./deal-links.ts";
import { firstPass } from "./first-pass.ts";
import { mapRecord } from "./map-record.ts";
import { chunks } from "./named-rows.ts";
import { type ObjectSource, sourceOf } from "./object-source.ts";
import { readInstant } from "./read-value.ts";
import { planRow, type RowPlan } from "./row-plan.ts";
import { byIdsQuery, idOf, nextFrom, readByChange, readDescribe } from "./row-query.ts";
import { isRow } from "./vendor-answers.ts";

/**
 * Everything of one object, or what changed since a cursor. The first pass goes by id; from then on
 * by (`SystemModstamp`, `Id`) over all rows, so that deletions and merges come too, reading back
 * `overlapMs` because rows may be committed later than they are stamped. Only Salesforce's own
 * clock is used (`invariant:D7`).
 *
 * Deletions are seen for as long as the row is in the recycle bin (15 days).
 */
export async function* pullChanges(
  client: Client,
  request: ChangesRequest,
  options: CallOptions,
): AsyncGenerator<ChangePage> {
  const source = sourceOf(request.object);
  const given = request.since === undefined ? undefined : readCursor(request.since);
  const budget = timeLeft(options, client.options.ports);
  const { describe, serverAt } = await readVisible(client, source, budget());
  const plan = planRow(request.object, source, describe, request.fields ?? []);
  const from = await nextFrom(client, plan, serverAt, budget());
  const state = given ?? { phase: "all", from, lastId: null };
  if (state.phase === "all") yield* firstPass(client, plan, state, budget);
  else
    yield* changesSince(client, plan, { ...state, from: state.from ?? laterOf(from, state.since) }, budget);
}

async function readVisible(
  client: Client,
  source: ObjectSource,
  call: CallOptions,
): ReturnType<typeof readDescribe> {
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

async function* changesSince(
  client: Client,
  plan: RowPlan,
  state: ChangesState,
  budget: () => CallOptions,
): AsyncGenerator<ChangePage> {
  const { object } = plan;
  const seen = new Set<string | null>();
  let last = state.last;
  for (let isLast = false; !isLast; ) {
    const page = await readByChange(client, plan, { since: state.since, last }, budget());
    const changes = await mapRows(client, plan, page.rows, budget);
    for (const row of page.rows) seen.add(idOf(row));
    isLast = page.isLast;
    if (!isLast) last = lastPosition(page.rows);
    const relinked =
      isLast && object === "deal" ? await dealsRelinked(client, state.since, seen, budget) : [];
    const ends = isLast && relinked.length === 0;
    yield {
      object,
      changes,
      cursor: ends ? nextPass(state) : writeCursor({ ...state, last }),
      caughtUp: ends,
    };
    if (isLast && relinked.length > 0)
      yield* relinkedPages(client, plan, state, { ids: relinked, last }, budget);
  }
}

/** Deals whose people changed but that did not change themselves, read again by id. */
async function* relinkedPages(
  client: Client,
  plan: RowPlan,
  state: ChangesState,
  { ids, last }: { readonly ids: readonly string[]; readonly last: Position | null },
  budget: () => CallOptions,
): AsyncGenerator<ChangePage> {
  const lists = chunks(ids);
  for (const [index, list] of lists.entries()) {
    const query = byIdsQuery(plan.source.sobject, plan.columns, list);
    const { rows } = await client.query(query, { all: true }, budget());
    const changes = await mapRows(client, plan, rows, budget);
    const ends = index === lists.length - 1;
    const cursor = ends ? nextPass(state) : writeCursor({ ...state, last });
    yield { object: plan.object, changes, cursor, caughtUp: ends };
  }
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

function laterOf(one: string, other: string): string {
  return one > other ? one : other;
}
