import type { Portal } from "./portal.ts";
import { Refusal } from "./refusal.ts";

/** On whose behalf a call is made, and by which version of the API. */
export interface Caller {
  /** A token that lasts (service key, static app token), or one that OAuth gave. */
  readonly kind: "static" | "oauth";
  readonly scopes: readonly string[];
  /** The app as `hs_object_source_id` and in the history of what it writes. */
  readonly appId: string;
  /** Whether the call is of a version that holds writes to the rules of the portal's admins. */
  readonly heldToRules: boolean;
}

const OVERVIEW = "https://developers.hubspot.com/docs/methods/auth/oauth-overview";

function unauthenticated(): Refusal {
  return new Refusal(401, {
    message: `Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details at ${OVERVIEW}`,
    category: "INVALID_AUTHENTICATION",
  });
}

const UNITS = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1_000],
] as const;

/** How long ago, in the largest unit that fits, as HubSpot says it: `5 hour(s)`. */
function ago(ms: number): string {
  const [name, length] = UNITS.find(([, each]) => ms >= each) ?? ["second", 1_000];
  return `${Math.floor(ms / length)} ${name}(s)`;
}

function expired(ms: number): Refusal {
  return new Refusal(401, {
    message: `The OAuth token used to make this call expired ${ago(ms)} ago.`,
    category: "EXPIRED_AUTHENTICATION",
  });
}

/** Who calls, by the bearer token; 401 for a token that is unknown, expired or of an app that is gone. */
export function callerOf(portal: Portal, request: Request, heldToRules: boolean): Caller {
  const { settings, grants } = portal;
  const bearer = /^Bearer (.+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  if (bearer === settings.accessToken) return { ...portal.caller, heldToRules };
  const issued = bearer === undefined ? undefined : grants.accessToken(bearer);
  if (!issued?.grant.installed) throw unauthenticated();
  const late = settings.now() - issued.expiresAt;
  if (late >= 0) throw expired(late);
  return { kind: "oauth", scopes: issued.grant.scopes, appId: portal.oauthAppId, heldToRules };
}
