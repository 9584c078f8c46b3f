import { requireScope } from "./access.ts";
import { json } from "./answer.ts";
import { type Caller, callerOf } from "./caller.ts";
import type { Portal } from "./portal.ts";
import { type RateLane, rateLimitBody } from "./rate-limit.ts";
import { givesTokens, isHeldToRules } from "./routed-path.ts";

/** Longer URLs are refused with 414 (hubspot facts §1). */
const URL_LIMIT = 16_200;

function laneOf(path: string): RateLane {
  if (path.endsWith("/search")) return "search";
  return path.includes("/associations/") ? "associations" : "general";
}

/** What the gates say of a call. */
export interface Gated {
  readonly caller: Caller;
  /** Given where a gate refuses without a thrown refusal. */
  readonly answer?: Response;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The gates before a route, in HubSpot's order: length, token, rate, scope. What a gate refuses carries no rate
 * headers, but for the rate itself (recorded 403). Calls that give tokens ask for none.
 */
export function gate(portal: Portal, request: Request, path: string, correlationId: string): Gated {
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
