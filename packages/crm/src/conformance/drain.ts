import type { CallOptions } from "../adapter.ts";
import type { Change, ChangePage, Cursor, PullRequest } from "../pull.ts";
import type { ObjectName } from "../record-ref.ts";
import type { CrmRecord } from "../records.ts";
import { check } from "./check.ts";
import type { ConformanceHarness } from "./harness.ts";

/** More pages than any case needs; a pull that gives more goes round in circles. */
const mostPages = 500;

/** All pages of a pull, or the first `most`. */
export async function pages(
  { adapter }: ConformanceHarness,
  request: PullRequest,
  most = mostPages,
  options: CallOptions = {},
): Promise<ChangePage[]> {
  const seen: ChangePage[] = [];
  for await (const page of adapter.pull(request, options)) {
    seen.push(page);
    if (seen.length === most) break;
  }
  check(seen.length < mostPages, `a pull did not end within ${mostPages} pages`);
  return seen;
}

/** A whole pull of changes: all of them, and the cursor to go on from. */
export async function drain(
  harness: ConformanceHarness,
  object: ObjectName,
  since?: Cursor,
): Promise<{ readonly changes: readonly Change[]; readonly cursor: Cursor }> {
  const request = { type: "changes", object, ...(since === undefined ? {} : { since }) } as const;
  const seen = await pages(harness, request);
  return { changes: seen.flatMap((page) => page.changes), cursor: cursorOf(seen.at(-1)) };
}

/** The cursor that a page of changes must have. */
export function cursorOf(page: ChangePage | undefined): Cursor {
  const cursor = page?.cursor ?? null;
  check(cursor !== null, "a pull of changes must end with a page, and every page must carry a cursor");
  return cursor;
}

/** The records among changes, the last reading of each. */
export function recordsById(changes: readonly Change[]): Map<string, CrmRecord> {
  const records = changes.filter((change) => change.type === "upserted").map((change) => change.record);
  return new Map(records.map((record) => [record.id, record]));
}

/** The id a change is about; empty where it has none. */
export function changedId(change: Change): string {
  if (change.type === "upserted") return change.record.id;
  return change.type === "unreadable" ? (change.id ?? "") : change.ref.id;
}

/** Named records as they are now. */
export async function pullNamed(
  harness: ConformanceHarness,
  object: ObjectName,
  ids: readonly string[],
  fields: readonly string[] = [],
): Promise<Change[]> {
  const refs = ids.map((id) => ({ object, id }));
  const seen = await pages(harness, { type: "records", refs, fields: { [object]: fields } });
  return seen.flatMap((page) => page.changes);
}

/** One record, of the object asked for; fails where it does not come. */
export async function pullOne<Name extends ObjectName>(
  harness: ConformanceHarness,
  object: Name,
  id: string,
  fields: readonly string[] = [],
): Promise<Extract<CrmRecord, { object: Name }>> {
  const record = recordsById(await pullNamed(harness, object, [id], fields)).get(id);
  check(record !== undefined && isOf(object, record), `${object}/${id} exists but did not come`);
  return record;
}

function isOf<Name extends ObjectName>(
  object: Name,
  record: CrmRecord,
): record is Extract<CrmRecord, { object: Name }> {
  return record.object === object;
}
