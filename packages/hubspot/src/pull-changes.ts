import { type ChangePage, type ChangesRequest, CrmError } from "@headway/crm";
import { archivedPage } from "./archived-page.ts";
import type { Client } from "./client.ts";
import { type CursorState, formatCursor, parseCursor } from "./cursor.ts";
import { firstPassPage } from "./first-pass.ts";
import { isStoredObject } from "./object-source.ts";
import { ownersPage } from "./owners-page.ts";
import { type PageStep, type PullContext, readFieldTypes } from "./pull-context.ts";
import { references } from "./references.ts";
import { searchPage } from "./search-page.ts";

/**
 * Pulls one object's changes page by page (`invariant:D1`, `invariant:D2`).
 *
 * Without a cursor: HubSpot's list, whose requests bring links and stage history along. After it, and
 * with a cursor: a search for records modified since, in the order of ids, so that neither equal
 * instants nor HubSpot's cap of 10,000 results lose a record; or the list again, where so much changed
 * that it takes fewer requests. Then the list of archived records, which HubSpot cannot filter, so
 * every pass pages through all of them (HubSpot keeps them 90 days), reports those archived since, and
 * reads again those that have left it. Records erased for privacy are in no list and are not reported.
 * A new link alone may not count as a change of either record; it then comes with the next change.
 * Every cursor rests on HubSpot's clock, less the overlap. Owners are listed anew every time.
 */
export async function* pullChanges(client: Client, request: ChangesRequest): AsyncGenerator<ChangePage> {
  const { object } = request;
  let state = request.since === undefined ? firstState(request) : parseCursor(object, request.since);
  const context = await pullContext(client, request);
  for (;;) {
    const step = await readPage(context, request, state);
    yield {
      object,
      changes: step.changes,
      cursor: formatCursor(object, step.next),
      caughtUp: step.caughtUp,
      ...(step.expectedCount === undefined ? {} : { expectedCount: step.expectedCount }),
    };
    if (step.caughtUp) return;
    state = step.next;
  }
}

function firstState(request: ChangesRequest): CursorState {
  return isStoredObject(request.object)
    ? { phase: "list" }
    : { phase: "owners", archived: false, seen: [], now: [] };
}

async function pullContext(client: Client, request: ChangesRequest): Promise<PullContext> {
  const fieldTypes = await readFieldTypes(client, request.object, request.fields ?? []);
  return { client, account: references(client), fieldTypes };
}

function readPage(context: PullContext, request: ChangesRequest, state: CursorState): Promise<PageStep> {
  const { object } = request;
  if (!isStoredObject(object)) {
    if (state.phase === "owners") return ownersPage(context.client, state);
  } else if (state.phase === "list") return firstPassPage(context, object, state);
  else if (state.phase === "search") return searchPage(context, object, state);
  else if (state.phase === "archived") return archivedPage(context, object, state);
  throw new CrmError("invalid", {
    crm: "hubspot",
    message: `the cursor's phase \`${state.phase}\` does not fit \`${object}\``,
    remedy: "pull without a cursor, which reads everything again",
  });
}
