import { type ChangePage, type ChangesRequest, CrmError, type ObjectName, objectNames } from "@headway/crm";
import { derivePage } from "./derive-page.ts";
import { fieldsBasis } from "./fields-read.ts";
import { fieldsToRead } from "./fields-to-read.ts";
import { joinedPages } from "./joined-pages.ts";
import { noteDecisions } from "./logged-decisions.ts";
import { isMidway, noteMidway } from "./midway.ts";
import { oneAhead } from "./one-ahead.ts";
import { progress, type RunContext } from "./run-context.ts";
import { count } from "./run-tally.ts";
import type { PageCommit } from "./store.ts";
import { withoutForgotten } from "./tombstones.ts";

/** People first: what follows names them. */
const readingOrder: readonly ObjectName[] = ["user", ...objectNames.filter((object) => object !== "user")];

/** Changes stored in one transaction, about. */
const commitSize = 1_000;

/** Codes that concern one object only: the others are still read. */
const objectOnly: ReadonlySet<string> = new Set(["forbidden", "unsupported", "not-found"]);

/**
 * Reads what changed, object by object, and stores each page with its evidence and its cursor in one
 * transaction: a crash at any point repeats a page, never loses one. An object that these
 * credentials may not read is reported and left as it was. Returns the object at which time ran out,
 * `null` when all were read; the next run starts there, so that a short budget always gets further.
 */
export async function pullChanges(context: RunContext, first: ObjectName | null): Promise<ObjectName | null> {
  const { crm, store } = context;
  const caughtUp = { ...(await store.state(crm.crm)).caughtUp };
  const readable = readingOrder.filter((object) => crm.capabilities.objects.includes(object));
  const start = first === null ? 0 : Math.max(0, readable.indexOf(first));
  for (const object of readable.slice(start)) {
    try {
      if (!(await pullObject(context, object))) {
        await store.saveState(crm.crm, { caughtUp });
        return object;
      }
      caughtUp[object] = context.startedAt;
    } catch (error) {
      if (!isObjectOnly(error)) throw error;
      context.tally.unread.push({ object, code: error.code, reason: error.message });
    }
  }
  await store.saveState(crm.crm, { caughtUp });
  return null;
}

/** Whether a failure concerns one object only, so that the others are still read. */
export function isObjectOnly(error: unknown): error is CrmError {
  return CrmError.is(error) && objectOnly.has(error.code);
}

/**
 * Reads what changed, and everything once more where the stored records lack a field that is asked
 * for now. What changed comes first all the same: a reading from the beginning tells of no deletions. Only its first
 * page takes the place of the former cursor, and only then are the fields noted as read: whoever is killed before
 * does both again.
 */
async function pullObject(context: RunContext, object: ObjectName): Promise<boolean> {
  const { crm, store, schema } = context;
  const fields = fieldsToRead(object, context.policy.evidenceRules);
  const isFirst = (await store.cursor(crm.crm, object)) === null;
  const { isWider, next } = fieldsBasis(schema, await store.state(crm.crm), object, fields);
  const noteFields = async (): Promise<void> => {
    if (next !== null) await store.saveState(crm.crm, { fieldsRead: next });
  };
  if (isFirst || !isWider) {
    await noteFields();
    return pullToEnd(context, object, fields);
  }
  if (!(await pullToEnd(context, object, fields))) return false;
  return pullFrom(context, { object, fields }, noteFields);
}

/**
 * A reading that an earlier run broke off is brought to its end first, and what changed since it began is read after
 * it: until then the pages of that run may be older than what the CRM holds now (`invariant:D1`).
 */
async function pullToEnd(
  context: RunContext,
  object: ObjectName,
  fields: readonly string[],
): Promise<boolean> {
  const wasMidway = await isMidway(context.store, context.crm.crm, object);
  if (!(await pullSince(context, object, fields))) return false;
  return !wasMidway || pullSince(context, object, fields);
}

async function pullSince(
  context: RunContext,
  object: ObjectName,
  fields: readonly string[],
): Promise<boolean> {
  const since = await context.store.cursor(context.crm.crm, object);
  return pullFrom(context, { object, fields, ...(since === null ? {} : { since }) });
}

/** Reads from a cursor, or from the beginning without one. `onFirstPage` comes right after the first page is stored. */
async function pullFrom(
  context: RunContext,
  from: Omit<ChangesRequest, "type">,
  onFirstPage?: () => Promise<void>,
): Promise<boolean> {
  const { crm, store, call } = context;
  const { object } = from;
  let done = 0;
  let isNoted = await isMidway(store, crm.crm, object);
  progress(context, { phase: "pull", object, done, expected: null });
  let isFirst = true;
  const pages = oneAhead(crm.pull({ type: "changes", ...from }, call));
  for await (const page of joinedPages(pages, { size: commitSize, isUrgent: context.outOfTime })) {
    // Before the page: whoever is killed in between reads a little more than was needed.
    if (!page.caughtUp && !isNoted) await noteMidway(store, crm.crm, object, true);
    await commitPage(context, page);
    if (isFirst) await onFirstPage?.();
    isFirst = false;
    if (page.caughtUp && isNoted) await noteMidway(store, crm.crm, object, false);
    isNoted = !page.caughtUp;
    await context.beat(`pull ${object}`);
    done += page.changes.length;
    progress(context, { phase: "pull", object, done, expected: page.expectedCount ?? null });
    if (!page.caughtUp && context.outOfTime()) return false;
  }
  return true;
}

/** Stores one page, without people who were forgotten, and counts it. */
export async function commitPage(context: RunContext, given: ChangePage): Promise<void> {
  const { page, leftOut } = await withoutForgotten(given, context.forgotten);
  await noteDecisions(context.store, context.crm.crm, page);
  const commit = await toCommit(context, page);
  await context.store.commitPage(context.crm.crm, commit);
  context.tally.leftOut += leftOut;
  countPage(context, page, commit);
}

async function toCommit(context: RunContext, page: ChangePage): Promise<PageCommit> {
  const { changes } = page;
  const records = changes.flatMap((change) => (change.type === "upserted" ? [change.record] : []));
  return {
    object: page.object,
    cursor: page.cursor,
    upserts: await derivePage(context, records),
    removals: changes.flatMap((change) => (change.type === "deleted" ? [change.ref] : [])),
    merges: changes.flatMap((change) =>
      change.type === "merged" ? [{ ref: change.ref, into: change.into }] : [],
    ),
    unreadable: changes.flatMap((change) => {
      if (change.type !== "unreadable") return [];
      const { object, id, field, reason } = change;
      return [{ object, id, field, reason }];
    }),
    ...(context.isFirstReading ? { isFirstReading: true } : {}),
  };
}

function countPage({ tally }: RunContext, page: ChangePage, commit: PageCommit): void {
  count(tally.pulled, page.object, commit.upserts.length);
  if (commit.removals.length > 0) count(tally.deleted, page.object, commit.removals.length);
  if (commit.merges.length > 0) count(tally.merged, page.object, commit.merges.length);
  // The store lists those with an id, also from earlier runs; see `listTrouble`.
  tally.unreadable.push(...commit.unreadable.filter((row) => row.id === null));
  for (const { evidence } of commit.upserts) tally.evidence += evidence.length;
}
