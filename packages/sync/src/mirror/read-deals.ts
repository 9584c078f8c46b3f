import { type Change, CrmError, type DealRecord, type RecordRef } from "@headway/crm";
import type { MirrorContext } from "./mirror-context.ts";
import type { Side } from "./mirror-rows.ts";

/** A deal as its CRM gave it by id just now. */
export type ReadDeal =
  | { readonly type: "deal"; readonly deal: DealRecord }
  | { readonly type: "gone" }
  | { readonly type: "merged"; readonly into: string }
  | { readonly type: "unreadable"; readonly reason: string };

/** Failures of a whole request that one record of it may have caused. */
const recordCodes: ReadonlySet<string> = new Set(["malformed-response", "invalid", "not-found"]);

/**
 * Deals by id, with the changes of the mirrored fields. One that spoils the answer for the others is read
 * alone and is `unreadable` by itself (`invariant:D9`); one that the CRM says nothing about is never taken for gone.
 */
export async function readDeals(
  context: MirrorContext,
  side: Side,
  ids: readonly string[],
): Promise<Map<string, ReadDeal>> {
  if (ids.length === 0) return new Map();
  try {
    return await readTogether(context, side, [...new Set(ids)]);
  } catch (error) {
    if (!CrmError.is(error) || !recordCodes.has(error.code)) throw error;
    if (ids.length === 1)
      return new Map(ids.map((id) => [id, { type: "unreadable", reason: error.message }]));
    const apart = new Map<string, ReadDeal>();
    for (const id of new Set(ids)) {
      for (const [key, read] of await readDeals(context, side, [id])) apart.set(key, read);
    }
    return apart;
  }
}

async function readTogether(
  { sides, call, config }: MirrorContext,
  side: Side,
  ids: readonly string[],
): Promise<Map<string, ReadDeal>> {
  const read = new Map<string, ReadDeal>();
  const refs = ids.map((id): RecordRef => ({ object: "deal", id }));
  const field = config.currency[side]?.field;
  const fields = field === undefined ? {} : { fields: { deal: [field] } };
  const request = { type: "records" as const, refs, history: config.fields, ...fields };
  for await (const page of sides[side].pull(request, call)) {
    for (const change of page.changes) {
      const entry = entryOf(change);
      if (entry !== undefined) read.set(...entry);
    }
  }
  for (const id of ids) {
    if (!read.has(id)) read.set(id, { type: "unreadable", reason: "the CRM said nothing about it" });
  }
  return read;
}

function entryOf(change: Change): [string, ReadDeal] | undefined {
  switch (change.type) {
    case "upserted":
      return change.record.object === "deal"
        ? [change.record.id, { type: "deal", deal: change.record }]
        : undefined;
    case "deleted":
      return [change.ref.id, { type: "gone" }];
    case "merged":
      return [change.ref.id, { type: "merged", into: change.into.id }];
    case "unreadable": {
      const reason = `\`${change.field}\` could not be read: ${change.reason}`;
      return change.id === null ? undefined : [change.id, { type: "unreadable", reason }];
    }
  }
}
