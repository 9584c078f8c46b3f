import type { Context, Hono } from "hono";
import { json, noContent } from "./answer.ts";
import { categoryOf, defineLabel, linkTypeOf, linkTypesBetween } from "./association-label.ts";
import { linkedRecord, linkPage, type Side, sidesOf } from "./association-page.ts";
import type { AssociationType } from "./association-type.ts";
import { attempt, type BatchError, batchAnswer, batchInputs } from "./batch.ts";
import { findRecord } from "./find-record.ts";
import { arrayAt, type JsonObject, objectAt, textAt } from "./json.ts";
import { linkRecords, unlinkRecords } from "./link.ts";
import { bodyOf } from "./object-route.ts";
import type { ObjectTable } from "./object-table.ts";
import type { Portal } from "./portal.ts";
import type { StoredRecord } from "./record.ts";
import { invalid, notFound, Refusal } from "./refusal.ts";
import { requirePlainType, wantedTypeIds } from "./write-association.ts";
import { apiContext } from "./write-batch.ts";

const READ_LIMIT = 1_000;
const CREATE_LIMIT = 2_000;
const ARCHIVE_LIMIT = 100;

/** As recorded (`contacts-to-companies`): one such error per record without links, never a silent gap. */
function noLinks({ from, to }: Side, id: string): BatchError {
  return {
    status: "error",
    category: "OBJECT_NOT_FOUND",
    subCategory: "crm.associations.NO_ASSOCIATIONS_FOUND",
    message: `No ${to.type.singular} is associated with ${from.type.singular} ${id}.`,
    context: {
      fromObjectId: [id],
      fromObjectType: [from.type.singular],
      toObjectType: [to.type.singular],
    },
  };
}

function batchRead(portal: Portal, side: Side, body: JsonObject, version: "v3" | "v4" = "v4"): Response {
  const size = portal.settings.associationPageSize;
  const results: unknown[] = [];
  const errors: BatchError[] = [];
  for (const input of batchInputs(body, READ_LIMIT)) {
    const id = textAt(input.id) ?? "";
    const record = linkedRecord(portal, side.from, id);
    const page = record && linkPage(portal, side, record, { after: textAt(input.after), size, version });
    if (!page || page.links.length === 0) errors.push(noLinks(side, id));
    else results.push({ from: { id }, to: page.links, ...page.paging });
  }
  const answer = batchAnswer(results, errors, portal.settings.now());
  return json(answer.body, answer.status);
}

function endOf(portal: Portal, table: ObjectTable, raw: unknown, name: string): StoredRecord {
  const id = textAt(objectAt(raw, name).id) ?? "";
  const record = findRecord(portal, table, id);
  if (record) return record;
  throw invalid(`${id} is not a valid ID`, {
    subCategory: "crm.associations.INVALID_IDENTIFIER",
    context: { id: [id] },
  });
}

function linkOne(portal: Portal, side: Side, input: JsonObject, typeIds: (input: JsonObject) => number[]) {
  const from = endOf(portal, side.from, input.from, "from");
  const to = endOf(portal, side.to, input.to, "to");
  if (from === to) throw invalid(`Object ${from.id} cannot be associated to itself (${to.id})`);
  const wanted = typeIds(input);
  for (const typeId of wanted) linkRecords(portal, from, to, typeId, apiContext(portal));
  return {
    fromObjectTypeId: side.from.type.typeId,
    fromObjectId: from.numericId,
    toObjectTypeId: side.to.type.typeId,
    toObjectId: to.numericId,
    labels: wanted.flatMap((typeId) => linkTypeOf(portal, typeId)?.label ?? []),
  };
}

function batchLink(
  portal: Portal,
  side: Side,
  body: JsonObject,
  typeIds: (input: JsonObject) => number[],
): Response {
  const results: unknown[] = [];
  const errors: BatchError[] = [];
  for (const input of batchInputs(body, CREATE_LIMIT)) {
    const done = attempt(() => linkOne(portal, side, input, typeIds));
    if (!(done instanceof Refusal)) results.push(done);
    else {
      const { message, subCategory, context } = done.body;
      const rest = { ...(subCategory ? { subCategory } : {}), ...(context ? { context } : {}) };
      errors.push({ status: "error", category: "VALIDATION_ERROR", message, ...rest });
    }
  }
  const answer = batchAnswer(results, errors, portal.settings.now(), 201);
  return json(answer.body, answer.status);
}

function batchUnlink(portal: Portal, { from, to }: Side, body: JsonObject): Response {
  for (const input of batchInputs(body, ARCHIVE_LIMIT)) {
    const record = findRecord(portal, from, textAt(objectAt(input.from, "from").id) ?? "");
    for (const target of arrayAt(input.to, "to")) {
      const other = findRecord(portal, to, textAt(objectAt(target, "to").id) ?? "");
      if (!record || !other) continue;
      unlinkRecords(portal, [record, from.type.name], [other, to.type.name], apiContext(portal));
    }
  }
  return noContent();
}

/** The links of one record. The dated paths have no such call (hubspot facts, spec traps). */
function listLinks(portal: Portal, context: Context, version: "v3" | "v4"): Response {
  if (!new URL(context.req.url).pathname.startsWith(`/crm/${version}/`)) throw notFound();
  const side = sidesOf(portal, context);
  const id = context.req.param("id") ?? "";
  if (!findRecord(portal, side.from, id)) throw notFound();
  const size = Number(context.req.query("limit") ?? 500);
  if (!(size >= 1 && size <= 500)) throw invalid("limit must be between 1 and 500");
  const record = linkedRecord(portal, side.from, id);
  if (!record) return json({ results: [] });
  const page = linkPage(portal, side, record, { after: context.req.query("after"), size, version });
  return json({ results: page.links, ...page.paging });
}

async function putLink(portal: Portal, context: Context, byDefault: boolean): Promise<Response> {
  const side = sidesOf(portal, context);
  const [from, to] = [side.from.type.name, side.to.type.name];
  const types = byDefault
    ? [requirePlainType(from, to)]
    : wantedTypeIds(portal, JSON.parse((await context.req.text()) || "[]"), from, to);
  const input = { from: { id: context.req.param("id") }, to: { id: context.req.param("toId") } };
  return json(
    linkOne(portal, side, input, () => types),
    byDefault ? 200 : 201,
  );
}

function renderLabel(portal: Portal, { typeId, label }: AssociationType) {
  return { category: categoryOf(portal, typeId), typeId, label };
}

async function createLabel(portal: Portal, context: Context): Promise<Response> {
  const { from, to } = sidesOf(portal, context);
  const body = await bodyOf(context);
  const [name, label, inverseLabel] = [body.name, body.label, body.inverseLabel].map(textAt);
  if (!name || !label) throw invalid("Invalid input JSON: Some required fields were not set: [label, name]");
  const ends = { from: from.type.name, to: to.type.name };
  const made = defineLabel(portal, ends, { name, label, ...(inverseLabel ? { inverseLabel } : {}) });
  return json({ results: made.map((type) => renderLabel(portal, type)) });
}

function labelRoutes(app: Hono, portal: Portal): void {
  app.get("/associations/:from/:to/labels", (context) => {
    const { from, to } = sidesOf(portal, context);
    const types = linkTypesBetween(portal, from.type.name, to.type.name);
    return json({ results: types.map((type) => renderLabel(portal, type)) });
  });
  app.post("/associations/:from/:to/labels", (context) => createLabel(portal, context));
}

/** The calls of v3 that read; those that write there are left out. */
function legacyRoutes(app: Hono, portal: Portal): void {
  app.post("/v3/associations/:from/:to/batch/read", async (context) =>
    batchRead(portal, sidesOf(portal, context), await bodyOf(context), "v3"),
  );
  app.get("/v3/objects/:from/:id/associations/:to", (context) => listLinks(portal, context, "v3"));
}

function batchRoutes(app: Hono, portal: Portal): void {
  app.post("/associations/:from/:to/batch/read", async (context) =>
    batchRead(portal, sidesOf(portal, context), await bodyOf(context)),
  );
  app.post("/associations/:from/:to/batch/create", async (context) => {
    const side = sidesOf(portal, context);
    const [from, to] = [side.from.type.name, side.to.type.name];
    const typeIds = (input: JsonObject) => wantedTypeIds(portal, input.types, from, to);
    return batchLink(portal, side, await bodyOf(context), typeIds);
  });
  app.post("/associations/:from/:to/batch/associate/default", async (context) => {
    const side = sidesOf(portal, context);
    const plain = [requirePlainType(side.from.type.name, side.to.type.name)];
    return batchLink(portal, side, await bodyOf(context), () => plain);
  });
  app.post("/associations/:from/:to/batch/archive", async (context) =>
    batchUnlink(portal, sidesOf(portal, context), await bodyOf(context)),
  );
}

/** Adds the association calls, on the paths of v4 and the dated ones, and those of v3 that read. */
export function associationRoutes(app: Hono, portal: Portal): void {
  batchRoutes(app, portal);
  labelRoutes(app, portal);
  legacyRoutes(app, portal);
  app.get("/objects/:from/:id/associations/:to", (context) => listLinks(portal, context, "v4"));
  app.put("/objects/:from/:id/associations/default/:to/:toId", (context) => putLink(portal, context, true));
  app.put("/objects/:from/:id/associations/:to/:toId", (context) => putLink(portal, context, false));
  app.delete("/objects/:from/:id/associations/:to/:toId", (context) => {
    const { id, toId } = { id: context.req.param("id"), toId: context.req.param("toId") };
    const input = { from: { id }, to: [{ id: toId }] };
    return batchUnlink(portal, sidesOf(portal, context), { inputs: [input] });
  });
}
