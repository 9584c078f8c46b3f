import { Hono } from "hono";
import { accountRoutes } from "./account-route.ts";
import { json, refusalAnswer } from "./answer.ts";
import { associationRoutes } from "./association-route.ts";
import type { Caller } from "./caller.ts";
import { type FaultQueue, takesEffect } from "./fault/fault.ts";
import { faultAnswer } from "./fault/fault-answer.ts";
import { gate } from "./gate.ts";
import { tokenRoutes } from "./oauth/token-route.ts";
import { objectRoutes } from "./object-route.ts";
import { operationOf } from "./operation.ts";
import type { Portal } from "./portal.ts";
import { propertyRoutes } from "./property-route.ts";
import { rateLimitBody } from "./rate-limit.ts";
import { notFound, Refusal } from "./refusal.ts";
import type { RequestLog } from "./request-log.ts";
import { routedPath } from "./routed-path.ts";

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

/** Lets at most so many calls be under way at once; the rest are refused at once. */
function doorkeeper(limit: number | null) {
  let underWay = 0;
  return async (run: () => Promise<Response>, refuse: () => Response): Promise<Response> => {
    if (limit !== null && underWay >= limit) return refuse();
    underWay++;
    try {
      return await run();
    } finally {
      underWay--;
    }
  };
}

/** Answers a call past all faults: gates, then the route. */
function answerer(portal: Portal) {
  const appFor = applications(portal);
  const { concurrencyLimit, latencyMs, portalId, sleep } = portal.settings;
  const enter = doorkeeper(concurrencyLimit);
  const refusable = async (request: Request, correlationId: string, run: () => Promise<Response>) => {
    try {
      return await run();
    } catch (error) {
      if (error instanceof Refusal) return refusalAnswer(error, request, correlationId);
      throw error;
    }
  };
  const pass = (request: Request, path: string, correlationId: string): Promise<Response> =>
    refusable(request, correlationId, async () => {
      const gated = gate(portal, request, path, correlationId);
      const run = async () => appFor(gated.caller).fetch(request);
      const routed = gated.answer ?? (await refusable(request, correlationId, run));
      return withHeaders(routed, gated.headers);
    });
  return (request: Request, path: string, correlationId: string): Promise<Response> =>
    enter(
      async () => {
        if (latencyMs > 0) await sleep(latencyMs);
        return pass(request, path, correlationId);
      },
      () => json(rateLimitBody("CONCURRENT", correlationId, portalId), 429),
    );
}

/**
 * Puts gates, faults, routes and counting together. A fault that keeps a call from taking effect comes before every
 * gate; one that was asked for by name before one of the plan. Every answer says when it was given, by the portal's
 * clock in whole seconds; a fault may say otherwise.
 */
export function handler({ portal, faults, log }: Parts): Handler {
  const answer = answerer(portal);
  const nextId = correlationIds();
  const { now, sleep, portalId } = portal.settings;
  return async (request) => {
    const path = routedPath(new URL(request.url).pathname);
    const correlationId = nextId();
    log.count(operationOf(request.method, path));
    const fault = faults.take(request, path);
    const real =
      fault === undefined || takesEffect(fault) ? await answer(request, path, correlationId) : undefined;
    const context = { correlationId, portalId, sleep, signal: request.signal };
    const given = fault ? await faultAnswer(fault, real, context) : real;
    if (!given) throw new Error("A call without a fault has an answer");
    if (given.status === 429) log.countRateLimited();
    const date = given.headers.get("date") ?? new Date(now()).toUTCString();
    return withHeaders(given, { date, "x-hubspot-correlation-id": correlationId });
  };
}
