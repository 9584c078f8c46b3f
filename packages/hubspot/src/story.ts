import {
  type Change,
  CrmError,
  known,
  type Links,
  type ObjectName,
  type Pipeline,
  type Reading,
  type Story,
  type StoryRequest,
  unknown,
} from "@headway/crm";
import { dayReader } from "./calendar.ts";
import type { Client } from "./client.ts";
import { hasMailText, outcomeIds } from "./map-activity.ts";
import { needsAccount } from "./map-deal.ts";
import { mapRecord } from "./map-record.ts";
import { completeLinks, readRows } from "./named-rows.ts";
import { objectSources, type StoredObject } from "./object-source.ts";
import { readPipelines } from "./pipelines.ts";
import { readFieldTypes } from "./pull-context.ts";
import { query } from "./request-paths.ts";
import { type StoryReferences, storyReferences } from "./story-references.ts";
import { rowId } from "./vendor-answers.ts";

/** Requests that reading one record may take; paging and fields of your own come on top. */
const mostRequests = 10;
/** The record itself and the pipelines. */
const firstRequests = 2;

const hangingOn: Readonly<Record<"deal" | "account", readonly StoredObject[]>> = {
  deal: ["account", "contact", "task", "call", "meeting", "email", "note"],
  account: ["deal", "contact", "task", "call", "meeting", "email", "note"],
};

/**
 * One deal or company with all that hangs on it: the record with its associations beside the pipelines, then a
 * batch of each linked object, all at once. Ten requests at most; more where an object has over a hundred records
 * or its rules read fields that are not Headway's (one for their types). Who moved a deal, and which people took
 * part in an activity, is left out and said. A record that is gone is `deleted`.
 *
 * @param accountId As the event that called says it; asked for where it is not known.
 */
export async function readStory(
  client: Client,
  { ref, fields = {} }: StoryRequest,
  accountId?: string,
): Promise<Story> {
  const { object } = ref;
  if (object !== "deal" && object !== "account") {
    throw new CrmError("unsupported", { crm: "hubspot", message: `a \`${object}\` has no story of its own` });
  }
  const types = await storyFieldTypes(client, [object, ...hangingOn[object]], fields);
  const [row, pipelines] = await Promise.all([
    readSubject(client, object, ref.id, types),
    readingOf(() => readPipelines(client)),
  ]);
  const account = storyReferences(client);
  const into = rowId(row);
  if (row === undefined || (into !== null && into !== ref.id)) {
    const changes = [goneChange(ref, into)];
    return { accountId: accountId ?? "", pipelines, changes, writable: [], gaps: [] };
  }
  const links = (await completeLinks(client, object, hangingOn[object], [row]))(row);
  const asksAccount = accountId === undefined || (object === "deal" && needsAccount(row));
  const spare = mostRequests - firstRequests - Number(asksAccount);
  const context = { client, object, id: ref.id, links, types, account };
  const [own, read, id] = await Promise.all([
    mapRows(context, object, [row], () => links),
    readHanging(context, spare),
    accountId ?? account.account().then(({ portalId }) => String(portalId)),
  ]);
  const changes = [...own, ...read.changes];
  const { writable, missing } = ownFieldsOf(object, own, types);
  return { accountId: id, pipelines, changes, writable, gaps: [...read.gaps, ...missing] };
}

/** HubSpot answers a merged record's id with the survivor, which is another record. */
function goneChange(ref: StoryRequest["ref"], into: string | null): Change {
  if (into === null) return { type: "deleted", ref, at: null };
  return { type: "merged", ref, into: { object: ref.object, id: into } };
}

interface StoryContext {
  readonly client: Client;
  readonly object: "deal" | "account";
  readonly id: string;
  readonly links: Links;
  readonly types: FieldTypes;
  readonly account: StoryReferences;
}

type FieldTypes = ReadonlyMap<ObjectName, ReadonlyMap<string, string>>;

/** Headway's own fields need no definition: what a text holds is told by whoever asked for it. */
async function storyFieldTypes(
  client: Client,
  objects: readonly StoredObject[],
  fields: NonNullable<StoryRequest["fields"]>,
): Promise<FieldTypes> {
  const pairs = objects.map(async (object) => {
    const names = fields[object] ?? [];
    const others = names.filter((name) => !name.startsWith("headway_"));
    const own = names.filter((name) => name.startsWith("headway_")).map((name) => [name, "string"] as const);
    return [object, new Map([...own, ...(await readFieldTypes(client, object, others))])] as const;
  });
  return new Map(await Promise.all(pairs));
}

async function readSubject(
  client: Client,
  object: "deal" | "account",
  id: string,
  types: FieldTypes,
): Promise<unknown> {
  const { plural, properties, historyOf } = objectSources[object];
  if (!/^\d{1,30}$/.test(id)) return undefined;
  const parts = {
    properties: [...new Set([...properties, ...(types.get(object)?.keys() ?? [])])],
    propertiesWithHistory: historyOf === undefined ? [] : [historyOf],
    associations: hangingOn[object].map((link) => objectSources[link].plural),
  };
  try {
    return (await client.get(client.paths.objects(plural, `/${id}${query(parts)}`))).body;
  } catch (error) {
    if (CrmError.is(error) && error.code === "not-found") return undefined;
    throw error;
  }
}

/** A part that may be forbidden; other failures end the call. */
async function readingOf(read: () => Promise<readonly Pipeline[]>): Promise<Reading<readonly Pipeline[]>> {
  try {
    return known(await read());
  } catch (error) {
    if (CrmError.is(error) && ["forbidden", "not-found"].includes(error.code)) return unknown(error.message);
    throw error;
  }
}

/** People say nothing that an assessment needs: where requests are short they come last, or not at all. */
async function readHanging(
  context: StoryContext,
  spare: number,
): Promise<{ readonly changes: readonly Change[]; readonly gaps: readonly string[] }> {
  const { links, account } = context;
  const linked = hangingOn[context.object].filter((each) => idsOf(links, each).length > 0);
  // Calls may ask for the names of their outcomes.
  const isTight = linked.length + Number(linked.includes("call")) > spare;
  const [now, later] = [
    linked.filter((each) => each !== "contact"),
    linked.filter((each) => each === "contact"),
  ];
  const first = await readAll(context, isTight ? now : linked);
  if (!isTight || later.length === 0) return { changes: first, gaps: [] };
  if (linked.length + account.outcomeRequests() > spare) {
    return { changes: first, gaps: ["the people of the record were not read, to stay within ten requests"] };
  }
  return { changes: [...first, ...(await readAll(context, later))], gaps: [] };
}

async function readAll(context: StoryContext, objects: readonly StoredObject[]): Promise<Change[]> {
  const { client, links, types } = context;
  const pages = await Promise.all(
    objects.map(async (each) => {
      const names = [...new Set([...objectSources[each].properties, ...(types.get(each)?.keys() ?? [])])];
      const rows = await readRows(client, each, idsOf(links, each), names);
      return mapRows(context, each, [...rows.values()], () => linksBack(context, each));
    }),
  );
  return pages.flat();
}

async function mapRows(
  { types, account }: StoryContext,
  object: StoredObject,
  rows: readonly unknown[],
  linksOf: (row: unknown) => Links,
): Promise<Change[]> {
  const info = object === "deal" && rows.some(needsAccount) ? await account.account() : undefined;
  const context = {
    account: info ? { dayOf: dayReader(info.timeZone), currency: info.companyCurrency ?? null } : null,
    dispositions: object === "call" ? await account.dispositions(outcomeIds(rows)) : none,
    ownerIds: none,
    fieldTypes: types.get(object) ?? none,
    stageDates: none,
    emailTextSeen: object === "email" && rows.some(hasMailText),
    history: null,
  };
  return rows.map((row) => mapRecord(object, row, linksOf(row), context));
}

const none: ReadonlyMap<string, never> = new Map<string, never>();

function idsOf(links: Links, object: StoredObject): readonly string[] {
  const reading = links[object];
  return reading?.status === "known" ? reading.value : [];
}

const people = unknown("which people took part in an activity is not read one record at a time");
const deals = unknown("to which deals of an account an activity belongs is not read one record at a time");

/** A batch read brings no links: what is known is that the record hangs on the one asked for. */
function linksBack({ object, id, links }: StoryContext, linked: StoredObject): Links {
  const own = object === "account" ? known([id]) : (links.account ?? known([]));
  if (linked === "account") return {};
  if (linked === "contact" || linked === "deal") return { account: own };
  return { account: own, deal: object === "deal" ? known([id]) : deals, contact: people };
}

/** HubSpot leaves out of an answer what it has no property for. */
function ownFieldsOf(
  object: "deal" | "account",
  own: readonly Change[],
  types: FieldTypes,
): { readonly writable: string[]; readonly missing: string[] } {
  const record = own.flatMap((change) => (change.type === "upserted" ? [change.record] : []))[0];
  const names = [...(types.get(object)?.keys() ?? [])].filter((name) => name.startsWith("headway_"));
  if (record === undefined) return { writable: [], missing: [] };
  const there = names.filter((name) => name in record.fields);
  const absent = names.filter((name) => !(name in record.fields)).map((name) => `${object}.${name}`);
  const reason = `not written because HubSpot has no such property: ${absent.join(", ")}. Run \`headway provision\``;
  return { writable: there.map((name) => `${object}.${name}`), missing: absent.length === 0 ? [] : [reason] };
}
