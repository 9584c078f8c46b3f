import type { Change, ChangePage, CrmAdapter, CrmRecord, ObjectName } from "@headway/crm";

/** A whole pull of changes: its pages, what changed, and where to go on. */
export async function pullAll(
  crm: CrmAdapter,
  object: ObjectName,
  since?: string,
  fields: readonly string[] = [],
): Promise<{
  readonly pages: readonly ChangePage[];
  readonly changes: readonly Change[];
  readonly cursor: string;
}> {
  const pages: ChangePage[] = [];
  const request = { type: "changes", object, fields, ...(since === undefined ? {} : { since }) } as const;
  for await (const page of crm.pull(request)) pages.push(page);
  return { pages, changes: pages.flatMap((page) => page.changes), cursor: pages.at(-1)?.cursor ?? "" };
}

/** Named records as they are now. */
export async function pullNamed(
  crm: CrmAdapter,
  object: ObjectName,
  ids: readonly string[],
): Promise<Change[]> {
  const changes: Change[] = [];
  const refs = ids.map((id) => ({ object, id }));
  for await (const page of crm.pull({ type: "records", refs })) changes.push(...page.changes);
  return changes;
}

/** The records among changes. */
export function recordsAmong(changes: readonly Change[]): CrmRecord[] {
  return changes.flatMap((change) => (change.type === "upserted" ? [change.record] : []));
}

/** The deals among changes. */
export function dealsAmong(changes: readonly Change[]): Extract<CrmRecord, { object: "deal" }>[] {
  return recordsAmong(changes).filter((record) => record.object === "deal");
}
