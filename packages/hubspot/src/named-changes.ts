import type { Change } from "@headway/crm";
import { mapPage } from "./map-page.ts";
import { readAllLinks, readRows } from "./named-rows.ts";
import { objectSources, type StoredObject } from "./object-source.ts";
import { type PullContext, propertyNames } from "./pull-context.ts";
import { rowId } from "./vendor-answers.ts";

/** Rows that came without links as changes, merges into them included: one association read per linked object. */
export async function changesOfRows(
  context: PullContext,
  object: StoredObject,
  ids: readonly string[],
  rows: readonly unknown[],
): Promise<Change[]> {
  const linksOf = await readAllLinks(context.client, object, objectSources[object].links, ids);
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

/** Records by id as they are now; those that are not there are left out. No ids take no request. */
export async function changesOfIds(
  context: PullContext,
  object: StoredObject,
  ids: readonly string[],
): Promise<Change[]> {
  const found = await readRows(context.client, object, ids, propertyNames(object, context));
  return changesOfRows(context, object, [...found.keys()], [...found.values()]);
}
