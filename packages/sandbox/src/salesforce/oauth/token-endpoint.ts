import type { Org } from "../org.ts";
import type { AccessTokens } from "./access-tokens.ts";
import { type AuthorizationCodes, provesChallenge } from "./authorization-codes.ts";
import { clientId, clientSecret } from "./client.ts";
import { digest } from "./digest.ts";
import { identityUrl } from "./identity.ts";
import { readAssertion } from "./jwt-assertion.ts";
import type { Consent, RefreshTokens } from "./refresh-tokens.ts";

/** What sign-ins work with. */
export interface TokenEndpointParts {
  readonly org: Org;
  readonly access: AccessTokens;
  readonly refresh: RefreshTokens;
  readonly codes: AuthorizationCodes;
  readonly certificate: () => string | undefined;
  readonly instanceUrl: () => string;
}

type Grant = (parts: TokenEndpointParts, form: URLSearchParams) => Response;

function json(status: number, body: unknown): Response {
  const headers = { "content-type": "application/json;charset=UTF-8", "cache-control": "no-store" };
  return Response.json(body, { status, headers });
}

/** A refusal of the token endpoint: 400 with a code and a sentence. */
export function refusal(error: string, description: string): Response {
  return json(400, { error, error_description: description });
}

/** Why a client is not the org's, undefined if it is. Without a secret only where `mayBePublic`. */
function clientRefusal(form: URLSearchParams, mayBePublic: boolean): Response | undefined {
  if (form.get("client_id") !== clientId) return refusal("invalid_client_id", "client identifier invalid");
  const secret = form.get("client_secret");
  if (secret === clientSecret || (mayBePublic && secret === null)) return undefined;
  return refusal("invalid_client", "invalid client credentials");
}

interface Granted {
  readonly userId: string;
  readonly scope: string;
  readonly family?: string;
  readonly refreshToken?: string;
}

function grant({ org, access, instanceUrl }: TokenEndpointParts, granted: Granted): Response {
  const { userId, scope, family, refreshToken } = granted;
  const token = access.issue(family === undefined ? { userId } : { userId, family });
  return json(200, {
    access_token: token,
    ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
    signature: digest(`signature ${token}`),
    scope,
    instance_url: instanceUrl(),
    id: identityUrl(org, userId, instanceUrl()),
    token_type: "Bearer",
    issued_at: String(org.now()),
  });
}

const byCredentials: Grant = (parts, form) =>
  clientRefusal(form, false) ?? grant(parts, { userId: parts.org.integrationUserId(), scope: "api" });

const byAssertion: Grant = (parts, form) => {
  const { org, instanceUrl } = parts;
  const rules = {
    certificate: parts.certificate(),
    clientId,
    instanceUrl: instanceUrl(),
    now: org.now(),
  };
  const assertion = readAssertion(form.get("assertion") ?? "", rules);
  if (assertion.type === "refused") return refusal("invalid_grant", assertion.description);
  const user = org
    .table("User")
    .rows.find((row) => String(row.Username).toLowerCase() === assertion.username.toLowerCase());
  if (!user) return refusal("invalid_grant", "user hasn't approved this consumer");
  if (user.IsActive !== true) return refusal("invalid_grant", "inactive user");
  return grant(parts, { userId: user.Id, scope: "api" });
};

const byCode: Grant = (parts, form) => {
  const refused = clientRefusal(form, true);
  if (refused) return refused;
  const code = parts.codes.spend(form.get("code") ?? "");
  if (!code) return refusal("invalid_grant", "expired authorization code");
  if (form.get("redirect_uri") !== code.redirectUri) {
    return refusal("redirect_uri_mismatch", "redirect_uri must match configuration");
  }
  const isPublic = form.get("client_secret") === null;
  if (isPublic && code.challenge === undefined) {
    return refusal("invalid_client", "invalid client credentials");
  }
  if (code.challenge !== undefined && !provesChallenge(form.get("code_verifier"), code.challenge)) {
    return refusal("invalid_grant", "invalid code verifier");
  }
  const { userId, scope } = code;
  const consent: Consent = { family: form.get("code") ?? "", userId, scope };
  return grant(parts, { ...consent, refreshToken: parts.refresh.issue(consent) });
};

const byRefreshToken: Grant = (parts, form) => {
  const refused = clientRefusal(form, true);
  if (refused) return refused;
  const shown = form.get("refresh_token") ?? "";
  const spent = parts.refresh.spend(shown);
  if (spent.type === "good") {
    const rotated = spent.next === shown ? {} : { refreshToken: spent.next };
    return grant(parts, { ...spent.consent, ...rotated });
  }
  if (spent.type === "reused") {
    parts.refresh.revokeFamily(spent.consent.family);
    parts.access.revokeFamily(spent.consent.family);
  }
  return refusal("invalid_grant", "expired access/refresh token");
};

const grants: Readonly<Record<string, Grant>> = {
  client_credentials: byCredentials,
  "urn:ietf:params:oauth:grant-type:jwt-bearer": byAssertion,
  authorization_code: byCode,
  refresh_token: byRefreshToken,
};

/** Answers `POST /services/oauth2/token`. The username-password flow is off, as it is in new orgs. */
export function signIn(parts: TokenEndpointParts, form: URLSearchParams): Response {
  const found = grants[form.get("grant_type") ?? ""];
  return found ? found(parts, form) : refusal("unsupported_grant_type", "grant type not supported");
}
