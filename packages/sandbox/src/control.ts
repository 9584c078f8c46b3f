import { type Context, Hono } from "hono";
import { overviewPage, recordPage, recordsPage } from "./control-page.ts";
import type { CrmWitness } from "./crm-witness.ts";
import { faultRequest } from "./fault-request.ts";

const LARGEST_PAGE = 1_000;

/** A request that the control server cannot answer, with the status to say so. */
class ControlError extends Error {
  readonly status: 400 | 404 | 415;

  constructor(status: 400 | 404 | 415, message: string) {
    super(message);
    this.name = "ControlError";
    this.status = status;
  }
}

function crmOf(crms: readonly CrmWitness[], context: Context): CrmWitness {
  const crm = crms.find((each) => each.name === context.req.param("crm"));
  if (!crm) throw new ControlError(404, `No CRM ${context.req.param("crm")} here`);
  return crm;
}

function typeOf(crm: CrmWitness, name: string | undefined): string {
  if (name === undefined || !crm.objectTypes.includes(name))
    throw new ControlError(404, `No object ${name} here`);
  return name;
}

function pageOf(context: Context): { offset: number; limit: number } {
  const offset = Number(context.req.query("after") ?? 0);
  const limit = Number(context.req.query("limit") ?? 100);
  if (
    !Number.isInteger(offset) ||
    offset < 0 ||
    !Number.isInteger(limit) ||
    limit < 1 ||
    limit > LARGEST_PAGE
  ) {
    throw new ControlError(400, `limit must be 1 to ${LARGEST_PAGE} and after a position`);
  }
  return { offset, limit };
}

/** JSON only: a page elsewhere on the web cannot send it here without asking first, and is not allowed to. */
async function bodyOf(context: Context): Promise<Record<string, unknown>> {
  if (!(context.req.header("content-type") ?? "").startsWith("application/json")) {
    throw new ControlError(415, "Send application/json");
  }
  const body: unknown = await context.req.json();
  if (typeof body !== "object" || body === null || Array.isArray(body))
    throw new ControlError(400, "Send an object");
  return Object.fromEntries(Object.entries(body));
}

function text(body: Record<string, unknown>, name: string): string | undefined {
  const value = body[name];
  if (value === undefined || typeof value === "string") return value;
  throw new ControlError(400, `${name} must be a string`);
}

async function edit(crm: CrmWitness, context: Context): Promise<Response> {
  const body = await bodyOf(context);
  const objectType = typeOf(crm, text(body, "objectType"));
  const values = body.properties ?? body.fields;
  if (typeof values !== "object" || values === null)
    throw new ControlError(400, "properties must be an object");
  const [source, userId] = [text(body, "source"), text(body, "userId")];
  const by = { ...(source ? { source } : {}), ...(userId ? { userId } : {}) };
  const record = crm.edit(objectType, text(body, "id") ?? "", Object.fromEntries(Object.entries(values)), by);
  return context.json(record.whole);
}

function listJson(crm: CrmWitness, context: Context, objectType: string): Response {
  const { offset, limit } = pageOf(context);
  const total = crm.count(objectType);
  const results = crm.page(objectType, offset, limit).map((record) => record.whole);
  const next = offset + limit < total ? { after: String(offset + limit) } : {};
  return context.json({ total, results, ...next });
}

function witnessRoutes(app: Hono, crms: readonly CrmWitness[]): void {
  app.get("/:crm/requests.json", (context) => context.json(crmOf(crms, context).requests()));
  app.post("/:crm/reset-requests", (context) => {
    crmOf(crms, context).resetRequests();
    return context.body(null, 204);
  });
  app.post("/:crm/fail-next", async (context) => {
    crmOf(crms, context).failNext(faultRequest(await bodyOf(context)));
    return context.body(null, 204);
  });
  app.post("/:crm/edit", (context) => edit(crmOf(crms, context), context));
}

/** Both forms of an object list or a record: a page, or with `.json` the data. */
function recordRoutes(app: Hono, crms: readonly CrmWitness[]): void {
  app.get("/:crm/:type", (context) => {
    const crm = crmOf(crms, context);
    const [name, json] = splitJson(context.req.param("type"));
    const objectType = typeOf(crm, name);
    return json
      ? listJson(crm, context, objectType)
      : context.html(recordsPage(crm, objectType, pageOf(context)));
  });
  app.get("/:crm/:type/:id", (context) => {
    const crm = crmOf(crms, context);
    const objectType = typeOf(crm, context.req.param("type"));
    const [id, json] = splitJson(context.req.param("id"));
    const record = crm.record(objectType, id);
    if (!record) throw new ControlError(404, `No ${objectType} ${id} here`);
    return json ? context.json(record.whole) : context.html(recordPage(crm, objectType, record));
  });
}

function splitJson(name: string): [name: string, json: boolean] {
  return name.endsWith(".json") ? [name.slice(0, -5), true] : [name, false];
}

/**
 * The control server's handler: pages for a person and JSON for another process, over the records of
 * every CRM of the sandbox. It has no access control; keep it on the loopback address.
 */
export function control(crms: readonly CrmWitness[]): (request: Request) => Promise<Response> {
  const app = new Hono();
  app.get("/", (context) => context.html(overviewPage(crms)));
  witnessRoutes(app, crms);
  recordRoutes(app, crms);
  app.notFound((context) => context.json({ message: "Not found" }, 404));
  app.onError((error, context) => {
    const status = error instanceof ControlError ? error.status : 400;
    return context.json({ message: error.message }, status);
  });
  return async (request) => app.fetch(request);
}
