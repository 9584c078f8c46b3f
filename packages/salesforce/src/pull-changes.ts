import { type CallOptions, type ChangePage, type ChangesRequest, CrmError } from "@headway/crm";
import { timeLeft } from "@headway/crm/http";
import { type ChildResult, childReadings, childTables } from "./child-readings.ts";
import { type ChildTable, readChildrenOf } from "./child-rows.ts";
import type { Client } from "./client.ts";
import { type Position, type PullState, readCursor, writeCursor } from "./cursor.ts";
import { firstPass } from "./first-pass.ts";
import { type ChildReadings, mapRecord } from "./map-record.ts";
import { type ObjectSource, objectSources } from "./object-source.ts";
import { readInstant } from "./read-value.ts";
import { planRow, type RowPlan } from "./row-plan.ts";
import { idOf, nextFrom, readByChange, readDescribe } from "./row-query.ts";
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

/** Where the records of an object come from; throws `unsupported` for one that is not read. */
export function sourceOf(object: ChangesRequest["object"]): ObjectSource {
  const source = objectSources[object];
  if (source !== undefined) return source;
  throw new CrmError("unsupported", {
    crm: "salesforce",
    message: `\`${object}\` records are not read from Salesforce`,
    remedy: "pull only the objects in `capabilities.objects`",
  });
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

async function* changesSince(
  client: Client,
  plan: RowPlan,
  state: PullState & { phase: "changes"; from: string },
  budget: () => CallOptions,
): AsyncGenerator<ChangePage> {
  const { object } = plan;
  let last = state.last;
  for (;;) {
    const page = await readByChange(client, plan, { since: state.since, last }, budget());
    const readings = await readChildren(client, plan, page.rows, budget);
    const changes = page.rows.map((row) => mapRecord(row, plan, client.options.origin, readings));
    const next = writeCursor({ phase: "changes", since: state.from, from: null, last: null });
    if (page.isLast) return yield { object, changes, cursor: next, caughtUp: true };
    last = lastPosition(page.rows);
    yield { object, changes, cursor: writeCursor({ ...state, last }), caughtUp: false };
  }
}

/** The children of the rows of one page that are still there. */
export async function readChildren(
  client: Client,
  plan: RowPlan,
  rows: readonly unknown[],
  budget: () => CallOptions,
): Promise<(id: string) => ChildReadings> {
  const living = rows.filter((row) => isRow(row) && row.IsDeleted !== true);
  const ids = living.map(idOf).filter((id) => id !== null);
  const results = new Map<ChildTable, Awaited<ReturnType<typeof readChildrenOf>>>();
  for (const table of ids.length === 0 ? [] : childTables(plan.object)) {
    results.set(table, await readChildrenOf(client, table, ids, budget));
  }
  return (id) => {
    const own = [...results].map(([table, result]): [ChildTable, ChildResult] => [
      table,
      result.status === "read" ? { status: "read", rows: result.of(id) } : result,
    ]);
    return childReadings(new Map(own));
  };
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
