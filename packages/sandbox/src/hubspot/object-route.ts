import type { Context, Hono } from "hono";
import { json, noContent } from "./answer.ts";
import { batchAnswer, batchInputs, inputId, missingError } from "./batch.ts";
import { eraseRecord } from "./erase-record.ts";
import { findRecord } from "./find-record.ts";
import { type JsonObject, objectAt, textAt, textsAt } from "./json.ts";
import { mergeRecords } from "./merge-record.ts";
import { lowerBound, type ObjectTable } from "./object-table.ts";
import { pageSize } from "./page-size.ts";
import { type Portal, tableOf } from "./portal.ts";
import type { StoredRecord } from "./record.ts";
import { invalid, notFound } from "./refusal.ts";
import { renderRecord, renderWritten, selection } from "./render-record.ts";
import { search } from "./search.ts";
import { apiContext, createBatch, createOne, updateBatch, updateOne, upsertBatch } from "./write-batch.ts";
import { archiveRecord } from "./write-record.ts";

const PAGE_LIMIT = 100;
const ARCHIVED_MS = 90 * 86_400_000;
const HISTORY_LIMIT = 50;
const HISTORY_MESSAGE = `The maximum number of inputs supported in a batch request for property histories is ${HISTORY_LIMIT}.`;

/** The JSON body of a request, or HubSpot's 400. */
export async function bodyOf(context: Context): Promise<JsonObject> {
  const text = await context.req.text();
  try {
    return objectAt(JSON.parse(text), "body");
  } catch {
    throw invalid("Invalid input JSON on line 1, column 1: the body is not a JSON object");
  }
}

/** A list in the query: given once with commas, or several times. */
function listOf(context: Context, name: string): string[] {
  return (context.req.queries(name) ?? []).flatMap((each) => each.split(",")).filter(Boolean);
}

function selectionOf(portal: Portal, table: ObjectTable, context: Context) {
  return selection(portal, table, {
    properties: listOf(context, "properties"),
    withHistory: listOf(context, "propertiesWithHistory"),
    associations: listOf(context, "associations"),
  });
}

function pageLimit(context: Context, largest: number): number {
  const limit = Number(context.req.query("limit") ?? 10);
  if (!Number.isInteger(limit) || limit < 1 || limit > largest) {
    throw invalid(`limit must be between 1 and ${largest}`);
  }
  return limit;
}

/** Archived records are kept for 90 days. */
function stillArchived(portal: Portal, table: ObjectTable): readonly StoredRecord[] {
  const oldest = portal.settings.now() - ARCHIVED_MS;
  return table.archived.filter((record) => (record.archivedAt ?? 0) > oldest);
}

/** `paging.next.after` of a list is the id after the last one given, as recorded. */
function list(portal: Portal, context: Context): Response {
  const table = tableOf(portal, context.req.param("type") ?? "");
  const chosen = selectionOf(portal, table, context);
  const asked = listOf(context, "propertiesWithHistory").length > 0;
  const limit = pageLimit(context, asked ? HISTORY_LIMIT : PAGE_LIMIT);
  const records = context.req.query("archived") === "true" ? stillArchived(portal, table) : table.live;
  const from = Number(context.req.query("after") ?? 0) || 0;
  const start = lowerBound(records, from);
  const next = records[start]?.numericId ?? 0;
  const size = pageSize(portal, `list ${table.type.name} ${from}`, limit, next === from ? 1 : 0);
  const page = records.slice(start, start + size);
  const results = page.map((record) => renderRecord(portal, table, record, chosen));
  if (start + size >= records.length) return json({ results });
  const after = String((page.at(-1)?.numericId ?? next - 1) + 1);
  const link = new URL(context.req.url);
  link.searchParams.set("after", after);
  return json({
    results,
    paging: { next: { after, link: `https://api.hubapi.com${link.pathname}${link.search}` } },
  });
}

function readOne(portal: Portal, context: Context): Response {
  const table = tableOf(portal, context.req.param("type") ?? "");
  const record = findRecord(portal, table, context.req.param("id") ?? "", {
    idProperty: context.req.query("idProperty"),
    archived: context.req.query("archived") === "true",
  });
  if (!record) throw notFound();
  return json(renderRecord(portal, table, record, selectionOf(portal, table, context)));
}

function batchRead(portal: Portal, table: ObjectTable, body: JsonObject, archived: boolean): Response {
  const withHistory = textsAt(body.propertiesWithHistory, "propertiesWithHistory");
  const inputs =
    withHistory.length > 0
      ? batchInputs(body, HISTORY_LIMIT, HISTORY_MESSAGE)
      : batchInputs(body, PAGE_LIMIT);
  const ids = [...new Set(inputs.map(inputId))];
  const idProperty = textAt(body.idProperty);
  const chosen = selection(portal, table, {
    properties: textsAt(body.properties, "properties"),
    withHistory,
  });
  const found = ids.map((id) => findRecord(portal, table, id, { idProperty, archived }));
  const missing = ids.filter((_, index) => !found[index]);
  const results = found.flatMap((record) => (record ? [renderRecord(portal, table, record, chosen)] : []));
  const answer = batchAnswer(
    results.reverse(),
    missingError(table.type.singular, missing),
    portal.settings.now(),
  );
  return json(answer.body, answer.status);
}

function batchArchive(portal: Portal, table: ObjectTable, body: JsonObject): Response {
  const context = apiContext(portal);
  for (const input of batchInputs(body, PAGE_LIMIT)) {
    const record = table.records.get(inputId(input));
    if (record) archiveRecord(portal, table, record, context);
  }
  return noContent();
}

async function batch(portal: Portal, context: Context): Promise<Response> {
  const table = tableOf(portal, context.req.param("type") ?? "");
  const body = await bodyOf(context);
  const verb = context.req.param("verb");
  if (verb === "read") return batchRead(portal, table, body, context.req.query("archived") === "true");
  if (verb === "archive") return batchArchive(portal, table, body);
  const write = { create: createBatch, update: updateBatch, upsert: upsertBatch }[verb ?? ""];
  if (!write) throw notFound();
  const { results, errors } = write(portal, table, body);
  const answer = batchAnswer(results, errors, portal.settings.now(), verb === "create" ? 201 : 200);
  return json(answer.body, answer.status);
}

async function create(portal: Portal, context: Context): Promise<Response> {
  const table = tableOf(portal, context.req.param("type") ?? "");
  const made = createOne(portal, table, await bodyOf(context));
  const answer = json(made, 201);
  const path = new URL(context.req.url).pathname.replace(/\/$/, "");
  answer.headers.set("location", `https://api.hubapi.com${path}/${made.id}`);
  return answer;
}

async function update(portal: Portal, context: Context): Promise<Response> {
  const table = tableOf(portal, context.req.param("type") ?? "");
  const id = context.req.param("id") ?? "";
  const record = findRecord(portal, table, id, { idProperty: context.req.query("idProperty") });
  if (!record) throw notFound();
  return json(updateOne(portal, table, record, await bodyOf(context)));
}

/** Archiving what is not there is answered as done. */
function archive(portal: Portal, context: Context): Response {
  const table = tableOf(portal, context.req.param("type") ?? "");
  const record = table.records.get(context.req.param("id") ?? "");
  if (record) archiveRecord(portal, table, record, apiContext(portal));
  return noContent();
}

async function merge(portal: Portal, context: Context): Promise<Response> {
  const table = tableOf(portal, context.req.param("type") ?? "");
  const body = await bodyOf(context);
  const [primary, other] = [body.primaryObjectId, body.objectIdToMerge].map((id) =>
    findRecord(portal, table, textAt(id) ?? ""),
  );
  if (!primary || !other) throw notFound();
  const merged = mergeRecords(portal, table, [primary, other], apiContext(portal));
  return json(renderWritten(portal, table, merged, merged.values.keys()));
}

/** Deletes a contact for good, by id or address. */
async function privacyDelete(portal: Portal, context: Context): Promise<Response> {
  const table = tableOf(portal, "contacts");
  const body = await bodyOf(context);
  const idProperty = textAt(body.idProperty);
  const record = findRecord(portal, table, textAt(body.objectId) ?? "", { idProperty });
  if (record) eraseRecord(portal, table, record, apiContext(portal));
  return noContent();
}

/** Adds list, read, create, update, archive, search and the batches, for every object type. */
export function objectRoutes(app: Hono, portal: Portal): void {
  app.post("/objects/:type/search", async (context) => {
    const table = tableOf(portal, context.req.param("type"));
    return json(search(portal, table, await bodyOf(context)));
  });
  app.post("/objects/contacts/gdpr-delete", (context) => privacyDelete(portal, context));
  app.post("/objects/:type/merge", (context) => merge(portal, context));
  app.post("/objects/:type/batch/:verb", (context) => batch(portal, context));
  app.get("/objects/:type", (context) => list(portal, context));
  app.post("/objects/:type", (context) => create(portal, context));
  app.get("/objects/:type/:id", (context) => readOne(portal, context));
  app.patch("/objects/:type/:id", (context) => update(portal, context));
  app.delete("/objects/:type/:id", (context) => archive(portal, context));
}
