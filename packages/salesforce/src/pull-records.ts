import type { CallOptions, ChangePage, ObjectName, RecordRef, RecordsRequest } from "@headway/crm";
import { timeLeft } from "@headway/crm/http";
import { askHistory, needsTracked, readAskedHistory } from "./asked-history.ts";
import { readChildrenOf } from "./child-rows.ts";
import type { Client } from "./client.ts";
import { changeTables, snapshotTable, trackedTable } from "./field-history.ts";
import { pullPlanned, type TellChanges } from "./planned-records.ts";
import { readPlans } from "./row-plans.ts";

/**
 * Named records, one page per object, in two requests where they are few: what is visible, then
 * everything at once. A deal's links also name its activities, so that its whole story takes a
 * second call. A ref that Salesforce shows nothing for is `deleted` without an instant: purged, or
 * no longer shared with these credentials.
 */
export async function* pullRecords(
  client: Client,
  request: RecordsRequest,
  options: CallOptions,
): AsyncGenerator<ChangePage> {
  const groups = groupRefs(request.refs);
  if (groups.size === 0) return;
  const budget = timeLeft(options, client.options.ports);
  const asked = groups.has("deal") ? await askHistory(client, request.history ?? [], budget) : undefined;
  const tables = asked === undefined ? [] : changeTables(needsTracked(asked));
  const { plans, seesEmails } = await readPlans(client, [...groups.keys()], request.fields, tables, budget());
  const tellChanges: TellChanges | undefined =
    asked && ((results) => readAskedHistory(asked, results.get(snapshotTable), results.get(trackedTable)));
  yield* pullPlanned(
    client,
    { groups, plans, seesEmails, readChildren: readChildrenOf, tellChanges },
    budget,
  );
}

function groupRefs(refs: readonly RecordRef[]): Map<ObjectName, string[]> {
  const groups = Map.groupBy(refs, (ref) => ref.object);
  return new Map([...groups].map(([object, own]) => [object, [...new Set(own.map((ref) => ref.id))]]));
}
