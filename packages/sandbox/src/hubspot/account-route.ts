import type { Context, Hono } from "hono";
import { json } from "./answer.ts";
import { instantText } from "./instant.ts";
import { bodyOf } from "./object-route.ts";
import { renderOwner } from "./owner.ts";
import { lifecyclePipeline, renderPipeline } from "./pipeline.ts";
import { type Portal, requireType } from "./portal.ts";
import { invalid, notFound } from "./refusal.ts";
import { zoneOffsetMs } from "./time-zone.ts";

/** The user behind the lasting token (recorded). */
export const APP_USER = 76_070_032;

/** Outcomes of calls and their ids, HubSpot's defaults (hubspot facts §5). */
export const DISPOSITIONS = [
  { id: "9d9162e7-6cf3-4944-bf63-4dff82258764", label: "Busy", deleted: false },
  { id: "f240bbac-87c9-4f6e-bf70-924b57d47db7", label: "Connected", deleted: false },
  { id: "a4c4c377-d246-4b32-a13b-75a56a4cd0ff", label: "Left live message", deleted: false },
  { id: "b2cf5968-551e-4856-9783-52b3da59a7d0", label: "Left voicemail", deleted: false },
  { id: "73a0d17f-1163-4015-bdd5-ec830791da20", label: "No answer", deleted: false },
  { id: "17b47fee-58de-441e-a44c-c6300d46f273", label: "Wrong number", deleted: false },
] as const;

function listOwners(portal: Portal, context: Context): Response {
  const limit = Number(context.req.query("limit") ?? 100);
  if (!Number.isInteger(limit) || limit < 1 || limit > 500) throw invalid("limit must be between 1 and 500");
  const archived = context.req.query("archived") === "true";
  const email = context.req.query("email");
  const owners = portal.owners.filter(
    (owner) => owner.active !== archived && (!email || owner.email === email),
  );
  const start = Number(context.req.query("after") ?? 0) || 0;
  const results = owners.slice(start, start + limit).map(renderOwner);
  const after = String(start + limit);
  return json({ results, ...(start + limit < owners.length ? { paging: { next: { after } } } : {}) });
}

function offsetText(ms: number): string {
  const minutes = Math.abs(ms) / 60_000;
  const two = (value: number): string => String(Math.floor(value)).padStart(2, "0");
  return `${ms < 0 ? "-" : "+"}${two(minutes / 60)}:${two(minutes % 60)}`;
}

/** As recorded (`post-auth/account-info`). */
function accountInfo(portal: Portal): Response {
  const { portalId, timeZone, currency, now } = portal.settings;
  const utcOffsetMilliseconds = zoneOffsetMs(timeZone, now());
  return json({
    portalId,
    accountType: "STANDARD",
    timeZone,
    companyCurrency: currency,
    additionalCurrencies: [...portal.exchangeRates.keys()].filter((code) => code !== currency),
    utcOffset: offsetText(utcOffsetMilliseconds),
    utcOffsetMilliseconds,
    uiDomain: "app.hubspot.com",
    dataHostingLocation: "na1",
  });
}

/** The day's calls of the apps with lasting tokens. */
function dailyUsage(portal: Portal) {
  const { limit, used, resetsAt } = portal.rate.usage();
  return { usageLimit: limit, currentUsage: used, collectedAt: portal.settings.now(), resetsAt };
}

function usageResults(portal: Portal) {
  const { usageLimit, currentUsage, collectedAt, resetsAt } = dailyUsage(portal);
  const times = { collectedAt: instantText(collectedAt), resetsAt: instantText(resetsAt) };
  const results = [
    { name: "private-apps-api-calls-daily", usageLimit, currentUsage, fetchStatus: "SUCCESS", ...times },
  ];
  return { results };
}

/** The older forms of account and usage, as recorded (`api-usage`). */
function integrationRoutes(app: Hono, portal: Portal): void {
  app.get("/integrations/v1/me", () => {
    const { portalId, timeZone, currency, now } = portal.settings;
    const utcOffsetMilliseconds = zoneOffsetMs(timeZone, now());
    const utcOffset = offsetText(utcOffsetMilliseconds);
    return json({ portalId, timeZone, currency, utcOffsetMilliseconds, utcOffset });
  });
  app.get("/integrations/v1/limit/daily", () =>
    json([{ name: "api-calls-daily", ...dailyUsage(portal), fetchStatus: "CACHED" }]),
  );
}

/** The pipelines of an object on the wire; activities have none. */
function pipelinesOf(portal: Portal, context: Context) {
  const { name } = requireType(context.req.param("type") ?? "");
  if (name === "deals") return portal.pipelines.map((pipeline, order) => renderPipeline(pipeline, order));
  return name === "contacts" || name === "companies" ? [lifecyclePipeline(name)] : [];
}

function onePipeline(portal: Portal, context: Context) {
  const found = pipelinesOf(portal, context).find((each) => each.id === context.req.param("id"));
  if (!found) throw notFound();
  return found;
}

function pipelineRoutes(app: Hono, portal: Portal): void {
  app.get("/pipelines/:type", (context) => json({ results: pipelinesOf(portal, context) }));
  app.get("/pipelines/:type/:id", (context) => json(onePipeline(portal, context)));
  app.get("/pipelines/:type/:id/stages", (context) => json({ results: onePipeline(portal, context).stages }));
  app.get("/pipelines/:type/:id/stages/:stage", (context) => {
    const { stages } = onePipeline(portal, context);
    const found = stages.find((each) => each.id === context.req.param("stage"));
    if (!found) throw notFound();
    return json(found);
  });
}

/** What the token may do. The shape is what public clients read from it; the service key's is unverified. */
async function tokenInfo(portal: Portal, context: Context): Promise<Response> {
  const { tokenKey } = await bodyOf(context);
  const { accessToken, portalId, scopes } = portal.settings;
  if (tokenKey !== accessToken) throw notFound("The access token was not found");
  return json({ userId: APP_USER, hubId: portalId, appId: Number(portal.caller.appId), scopes });
}

/** Adds pipelines, owners, the account, call outcomes and the token's scopes. */
export function accountRoutes(app: Hono, portal: Portal): void {
  pipelineRoutes(app, portal);
  app.get("/owners", (context) => listOwners(portal, context));
  app.get("/owners/:id", (context) => {
    const userId = context.req.query("idProperty") === "userId";
    const id = context.req.param("id");
    const owner = portal.owners.find((each) => (userId ? String(each.userId) : each.id) === id);
    if (!owner || owner.active === (context.req.query("archived") === "true")) throw notFound();
    return json(renderOwner(owner));
  });
  app.get("/account-info/api-usage/daily/private-apps", () => json(usageResults(portal)));
  integrationRoutes(app, portal);
  app.get("/account-info/details", () => accountInfo(portal));
  app.get("/calling/v1/dispositions", () => json(DISPOSITIONS));
  app.post("/oauth/v2/private-apps/get/access-token-info", (context) => tokenInfo(portal, context));
}
