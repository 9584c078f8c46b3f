import { Hono } from "hono";
import { requireScope } from "./access.ts";
import { accountRoutes } from "./account-route.ts";
import { json, refusalAnswer } from "./answer.ts";
import { associationRoutes } from "./association-route.ts";
import { type Caller, callerOf } from "./caller.ts";
import { DroppedResponse, type FaultQueue, faultAnswer } from "./fault.ts";
import { tokenRoutes } from "./oauth/token-route.ts";
import { objectRoutes } from "./object-route.ts";
import { operationOf } from "./operation.ts";
import type { Portal } from "./portal.ts";
import { propertyRoutes } from "./property-route.ts";
import { type RateLane, rateLimitBody } from "./rate-limit.ts";
import { notFound, Refusal } from "./refusal.ts";
import type { RequestLog } from "./request-log.ts";
import { givesTokens, isHeldToRules, routedPath } from "./routed-path.ts";

/** Longer URLs are refused with 414 (hubspot facts §1). */
const URL_LIMIT = 16_200;

/** Answers HTTP requests as a HubSpot portal would. */
export type Handler = (request: Request) => Promise<Response>;

interface Parts {
  readonly portal: Portal;
  readonly faults: FaultQueue;
  readonly log: RequestLog;
}

/** Correlation ids that count up: like HubSpot's in form, the same in every run. */
function correlationIds(): () => string {
  let count = 0;
  return () => `00000000-0000-4000-8000-${String(++count).padStart(12, "0")}`;
}

function application(portal: Portal): Hono {
  const app = new Hono({ getPath: (request) => routedPath(new URL(request.url).pathname) });
  associationRoutes(app, portal);
  objectRoutes(app, portal);
  propertyRoutes(app, portal);
  accountRoutes(app, portal);
  tokenRoutes(app, portal);
  app.notFound(() => {
    throw notFound();
  });
  app.onError((error) => {
    throw error;
  });
  return app;
}

/** One application per way of calling: what a caller may see is settled before its route runs. */
function applications(portal: Portal): (caller: Caller) => Hono {
  const made = new Map<string, Hono>();
  return (caller) => {
    const key = JSON.stringify(caller);
    const app = made.get(key) ?? application({ ...portal, caller });
    made.set(key, app);
    return app;
  };
}

function withHeaders(answer: Response, headers: Readonly<Record<string, string>>): Response {
  for (const [name, value] of Object.entries(headers)) answer.headers.set(name, value);
  return answer;
}

function laneOf(path: string): RateLane {
  if (path.endsWith("/search")) return "search";
  return path.includes("/associations/") ? "associations" : "general";
}

interface Gated {
  readonly caller: Caller;
  /** Given where a gate refuses without a thrown refusal. */
  readonly answer?: Response;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The gates before a route, in HubSpot's order: length, token, rate, scope. What a gate refuses carries no rate
 * headers, but for the rate itself (recorded 403). Calls that give tokens ask for none.
 */
function gate(portal: Portal, request: Request, path: string, correlationId: string): Gated {
  if (request.url.length > URL_LIMIT) {
    return { caller: portal.caller, answer: new Response("URI Too Long", { status: 414 }), headers: {} };
  }
  if (givesTokens(path)) return { caller: portal.caller, headers: {} };
  const caller = callerOf(portal, request, isHeldToRules(new URL(request.url).pathname));
  const { refusedBy, headers } = portal.rate.take(laneOf(path), caller.kind);
  if (refusedBy) {
    const answer = json(rateLimitBody(refusedBy, correlationId, portal.settings.portalId), 429);
    return { caller, answer, headers };
  }
  requireScope({ ...portal, caller }, request.method, path);
  return { caller, headers };
}

/**
 * Puts gates, faults, routes and counting together. A fault without `afterEffect` comes before every gate. Every
 * answer says when it was given, by the portal's clock in whole seconds; a fault may say otherwise.
 */
export function handler({ portal, faults, log }: Parts): Handler {
  const appFor = applications(portal);
  const nextId = correlationIds();
  const refusable = async (request: Request, correlationId: string, run: () => Promise<Response>) => {
    try {
      return await run();
    } catch (error) {
      if (error instanceof Refusal) return refusalAnswer(error, request, correlationId);
      throw error;
    }
  };
  const answer = (request: Request, path: string, correlationId: string): Promise<Response> =>
    refusable(request, correlationId, async () => {
      const gated = gate(portal, request, path, correlationId);
      const run = async () => appFor(gated.caller).fetch(request);
      const routed = gated.answer ?? (await refusable(request, correlationId, run));
      return withHeaders(routed, gated.headers);
    });
  return async (request) => {
    const path = routedPath(new URL(request.url).pathname);
    const correlationId = nextId();
    log.count(operationOf(request.method, path));
    const fault = faults.take(request);
    const real = fault && !fault.afterEffect ? undefined : await answer(request, path, correlationId);
    if (fault?.dropResponse) throw new DroppedResponse();
    const given = fault ? faultAnswer(fault, correlationId, portal.settings.portalId) : real;
    if (!given) throw new Error("A call without a fault has an answer");
    if (given.status === 429) log.countRateLimited();
    const date = given.headers.get("date") ?? new Date(portal.settings.now()).toUTCString();
    return withHeaders(given, { date, "x-hubspot-correlation-id": correlationId });
  };
}
