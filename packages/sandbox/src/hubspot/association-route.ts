import type { Context, Hono } from "hono";
import { json, noContent } from "./answer.ts";
import { associationTypeById, associationTypesBetween } from "./association-type.ts";
import { attempt, type BatchError, batchAnswer, batchInputs } from "./batch.ts";
import { findRecord } from "./find-record.ts";
import { arrayAt, type JsonObject, objectAt, textAt } from "./json.ts";
import { linkRecords, liveLinks, unlinkRecords } from "./link.ts";
import { bodyOf } from "./object-route.ts";
import type { ObjectTable } from "./object-table.ts";
import { type Portal, tableOf } from "./portal.ts";
import type { Link, StoredRecord } from "./record.ts";
import { invalid, notFound, Refusal } from "./refusal.ts";
import { requirePlainType, wantedTypeIds } from "./write-association.ts";
import { apiContext } from "./write-batch.ts";

const READ_LIMIT = 1_000;
const CREATE_LIMIT = 2_000;
const ARCHIVE_LIMIT = 100;

interface Side {
  readonly from: ObjectTable;
  readonly to: ObjectTable;
}

function sidesOf(portal: Portal, context: Context): Side {
  return {
    from: tableOf(portal, context.req.param("from") ?? ""),
    to: tableOf(portal, context.req.param("to") ?? ""),
  };
}

function renderLink(link: Link) {
  const associationTypes = link.typeIds.map((typeId) => ({
    category: "HUBSPOT_DEFINED",
    typeId,
    label: associationTypeById(typeId)?.label ?? null,
  }));
  return { toObjectId: Number(link.id), associationTypes };
}

/** One page of links; `after` is the id of the next linked record. */
function linkPage(
  portal: Portal,
  { from, to }: Side,
  record: StoredRecord,
  after: string | undefined,
  size: number,
) {
  const links = liveLinks(portal, record, to.type.name);
  const start =
    after === undefined
      ? 0
      : Math.max(
          0,
          links.findIndex((link) => link.id === after),
        );
  const page = links.slice(start, start + size);
  const next = links[start + size];
  const path = `/crm/v4/objects/${from.type.name}/${record.id}/associations/${to.type.name}`;
  const link = `https://api.hubapi.com${path}?after=${next?.id}`;
  return { links: page.map(renderLink), paging: next ? { paging: { next: { after: next.id, link } } } : {} };
}

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

function batchRead(portal: Portal, side: Side, body: JsonObject): Response {
  const results: unknown[] = [];
  const errors: BatchError[] = [];
  for (const input of batchInputs(body, READ_LIMIT)) {
    const id = textAt(input.id) ?? "";
    const record = findRecord(portal, side.from, id);
    const page =
      record && linkPage(portal, side, record, textAt(input.after), portal.settings.associationPageSize);
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
    labels: wanted.flatMap((typeId) => associationTypeById(typeId)?.label ?? []),
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

/** `GET /crm/v4/objects/{type}/{id}/associations/{to}`; the dated path has no such call (hubspot facts, spec traps). */
function listLinks(portal: Portal, context: Context): Response {
  if (!new URL(context.req.url).pathname.startsWith("/crm/v4/")) throw notFound();
  const side = sidesOf(portal, context);
  const record = findRecord(portal, side.from, context.req.param("id") ?? "");
  if (!record) throw notFound();
  const limit = Number(context.req.query("limit") ?? 500);
  if (!(limit >= 1 && limit <= 500)) throw invalid("limit must be between 1 and 500");
  const page = linkPage(portal, side, record, context.req.query("after"), limit);
  return json({ results: page.links, ...page.paging });
}

async function putLink(portal: Portal, context: Context, byDefault: boolean): Promise<Response> {
  const side = sidesOf(portal, context);
  const [from, to] = [side.from.type.name, side.to.type.name];
  const types = byDefault
    ? [requirePlainType(from, to)]
    : wantedTypeIds(JSON.parse((await context.req.text()) || "[]"), from, to);
  const input = { from: { id: context.req.param("id") }, to: { id: context.req.param("toId") } };
  return json(
    linkOne(portal, side, input, () => types),
    byDefault ? 200 : 201,
  );
}

/** Adds the association calls, on the paths of v4 and the dated ones. */
export function associationRoutes(app: Hono, portal: Portal): void {
  app.post("/associations/:from/:to/batch/read", async (context) =>
    batchRead(portal, sidesOf(portal, context), await bodyOf(context)),
  );
  app.post("/associations/:from/:to/batch/create", async (context) => {
    const side = sidesOf(portal, context);
    const typeIds = (input: JsonObject) => wantedTypeIds(input.types, side.from.type.name, side.to.type.name);
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
  app.get("/associations/:from/:to/labels", (context) => {
    const { from, to } = sidesOf(portal, context);
    const types = associationTypesBetween(from.type.name, to.type.name);
    return json({
      results: types.map(({ typeId, label }) => ({ category: "HUBSPOT_DEFINED", typeId, label })),
    });
  });
  app.get("/objects/:from/:id/associations/:to", (context) => listLinks(portal, context));
  app.put("/objects/:from/:id/associations/default/:to/:toId", (context) => putLink(portal, context, true));
  app.put("/objects/:from/:id/associations/:to/:toId", (context) => putLink(portal, context, false));
}
