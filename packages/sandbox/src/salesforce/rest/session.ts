import { createHash } from "node:crypto";
import type { Org } from "../org.ts";

const clientId = "3MVG9.headway.sandbox.client";
const clientSecret = "headway-sandbox-secret";

/** How a client signs in, and the token that it then shows. */
export interface Session {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Valid from the start, as if someone had signed in before. */
  readonly accessToken: string;
  isValid(token: string | undefined): boolean;
  /** Makes every token given so far invalid, as an expiry does. */
  expire(): void;
  /** Answers `POST /services/oauth2/token`. */
  signIn(form: URLSearchParams, instanceUrl: string): Response;
  /** Answers `GET /services/oauth2/userinfo`. */
  userInfo(instanceUrl: string): Response;
  /** Answers `GET /id/{organization}/{user}`, the address that a token comes with. */
  identity(instanceUrl: string): Response;
}

function json(status: number, body: unknown): Response {
  return Response.json(body, { status, headers: { "content-type": "application/json;charset=UTF-8" } });
}

function refusal(error: string, description: string): Response {
  return json(400, { error, error_description: description });
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}

function identityUrl(org: Org, instanceUrl: string): string {
  return `${instanceUrl}/id/${organizationId(org)}/${org.integrationUserId()}`;
}

function organizationId(org: Org): string {
  return org.table("Organization").rows[0]?.Id ?? "";
}

function userInfo(org: Org, instanceUrl: string): Response {
  const user = org.find(org.integrationUserId());
  return json(200, {
    sub: identityUrl(org, instanceUrl),
    user_id: org.integrationUserId(),
    organization_id: organizationId(org),
    preferred_username: user?.Username,
    name: user?.Name,
    email: user?.Email,
    email_verified: true,
    zoneinfo: user?.TimeZoneSidKey,
    active: true,
    user_type: "STANDARD",
    language: "en_US",
    locale: "en_US",
  });
}

function identity(org: Org, instanceUrl: string): Response {
  const user = org.find(org.integrationUserId());
  return json(200, {
    id: identityUrl(org, instanceUrl),
    asserted_user: true,
    user_id: org.integrationUserId(),
    organization_id: organizationId(org),
    username: user?.Username,
    display_name: user?.Name,
    email: user?.Email,
    active: true,
    user_type: "STANDARD",
    timezone: user?.TimeZoneSidKey,
    urls: { rest: `${instanceUrl}/services/data/v{version}/` },
  });
}

/** Why a sign-in is refused; undefined if it is not. */
function refusalOf(form: URLSearchParams): Response | undefined {
  if (form.get("grant_type") !== "client_credentials") {
    return refusal("unsupported_grant_type", "grant type not supported");
  }
  if (form.get("client_id") !== clientId) return refusal("invalid_client_id", "client identifier invalid");
  if (form.get("client_secret") === clientSecret) return undefined;
  return refusal("invalid_client", "invalid client credentials");
}

/** Sessions of one org. Tokens follow from the org and a count, so that runs repeat. */
export function session(org: Org): Session {
  const tokens = new Set<string>();
  let serial = 0;
  const issue = (): string => {
    serial += 1;
    const token = `${organizationId(org).slice(0, 15)}!${digest(`token ${serial}`).replace(/[^0-9A-Za-z]/g, "")}`;
    tokens.add(token);
    return token;
  };
  return {
    clientId,
    clientSecret,
    accessToken: issue(),
    isValid: (token) => token !== undefined && tokens.has(token),
    expire: () => tokens.clear(),
    signIn(form, instanceUrl) {
      const refused = refusalOf(form);
      if (refused) return refused;
      return json(200, {
        access_token: issue(),
        signature: digest(`signature ${serial}`),
        scope: "api",
        instance_url: instanceUrl,
        id: identityUrl(org, instanceUrl),
        token_type: "Bearer",
        issued_at: String(org.now()),
      });
    },
    userInfo: (instanceUrl) => userInfo(org, instanceUrl),
    identity: (instanceUrl) => identity(org, instanceUrl),
  };
}
