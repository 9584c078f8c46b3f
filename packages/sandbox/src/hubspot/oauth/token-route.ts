import type { Context, Hono } from "hono";
import { json, noContent } from "../answer.ts";
import type { Portal } from "../portal.ts";
import { notFound } from "../refusal.ts";
import { answersChallenge, oauthRefusal, requireClient, requireRedirect } from "./check-client.ts";
import type { AccessToken, Grant } from "./grant-book.ts";

/** Parameters of a call. The endpoints of v1 also take them from the query; the newer ones from the body alone. */
async function formOf(context: Context, version: string): Promise<URLSearchParams> {
  const form = new URLSearchParams(await context.req.text());
  if (version !== "v1") return form;
  const query = new URL(context.req.url).searchParams;
  for (const [name, value] of query) if (!form.has(name)) form.set(name, value);
  return form;
}

function secondsLeft(portal: Portal, { expiresAt }: AccessToken): number {
  return Math.max(0, Math.floor((expiresAt - portal.settings.now()) / 1_000));
}

/** v1 gives the tokens alone; the newer endpoints say for whom and what for. */
function tokenBody(portal: Portal, issued: AccessToken, version: string) {
  const { grant, token } = issued;
  const tokens = {
    token_type: "bearer",
    refresh_token: grant.refreshToken,
    access_token: token,
    expires_in: secondsLeft(portal, issued),
  };
  if (version === "v1") return tokens;
  const { portalId } = portal.settings;
  return {
    ...tokens,
    token_use: "access_token",
    hub_id: portalId,
    user_id: grant.userId,
    scopes: grant.scopes,
  };
}

function exchangeCode(portal: Portal, form: URLSearchParams): AccessToken {
  const redirectUri = requireRedirect(portal.settings.oauth, form.get("redirect_uri"));
  const code = portal.grants.takeCode(form.get("code") ?? "");
  if (!code || !answersChallenge(code.challenge, form.get("code_verifier"))) {
    throw oauthRefusal("BAD_AUTH_CODE", "missing or unknown auth code");
  }
  if (code.redirectUri !== redirectUri) {
    throw oauthRefusal("BAD_REDIRECT_URI", "redirect uri does not match initial auth code URI");
  }
  return portal.grants.open(code.scopes);
}

function refresh(portal: Portal, form: URLSearchParams): AccessToken {
  const issued = portal.grants.refresh(form.get("refresh_token") ?? "");
  if (!issued) throw oauthRefusal("BAD_REFRESH_TOKEN", "missing or invalid refresh token");
  return issued;
}

async function token(portal: Portal, context: Context, version: string): Promise<Response> {
  const form = await formOf(context, version);
  requireClient(portal, form);
  const grantType = form.get("grant_type");
  if (grantType === "authorization_code") {
    return json(tokenBody(portal, exchangeCode(portal, form), version));
  }
  if (grantType === "refresh_token") return json(tokenBody(portal, refresh(portal, form), version));
  throw oauthRefusal("BAD_GRANT_TYPE", "missing or unknown grant type");
}

/** A person who says yes, sent back to the app with a code. */
function authorize(portal: Portal, context: Context): Response {
  const { searchParams: asked } = new URL(context.req.url);
  const { oauth } = portal.settings;
  if (asked.get("client_id") !== oauth.clientId) {
    throw oauthRefusal("BAD_CLIENT_ID", "missing or unknown client id");
  }
  const target = new URL(requireRedirect(oauth, asked.get("redirect_uri")));
  const scopes = ["scope", "optional_scope"].flatMap((name) => (asked.get(name) ?? "").split(" "));
  const code = portal.grants.authorize({
    scopes: scopes.filter(Boolean),
    redirectUri: asked.get("redirect_uri") ?? "",
    challenge: asked.get("code_challenge") ?? undefined,
  });
  target.searchParams.set("code", code);
  const state = asked.get("state");
  if (state !== null) target.searchParams.set("state", state);
  return new Response(null, { status: 302, headers: { location: target.href } });
}

function grantBody(portal: Portal, { scopes, userId }: Grant) {
  const { portalId, oauth } = portal.settings;
  const hub = { hub_id: portalId, hub_domain: `sandbox-${portalId}.hubspot.com` };
  return { ...hub, user_id: userId, user: "person@example.com", client_id: oauth.clientId, scopes };
}

function accessBody(portal: Portal, issued: AccessToken) {
  const { client_id, ...grant } = grantBody(portal, issued.grant);
  const expires_in = secondsLeft(portal, issued);
  return {
    token: issued.token,
    ...grant,
    app_id: Number(portal.oauthAppId),
    expires_in,
    token_type: "access",
  };
}

/** What a token is good for; one that does not count any more is only said to be inactive. */
async function introspect(portal: Portal, context: Context): Promise<Response> {
  const form = await formOf(context, "v3");
  requireClient(portal, form);
  const text = form.get("token") ?? "";
  const issued = portal.grants.accessToken(text);
  const grant = issued?.grant ?? portal.grants.grantOf(text);
  const young = issued ? portal.settings.now() < issued.expiresAt && grant?.installed : grant?.active;
  if (!grant || !young) return json({ active: false });
  const { client_id } = grantBody(portal, grant);
  if (!issued) {
    const known = { ...grantBody(portal, grant), token: text, token_type: "refresh" };
    return json({ token_use: "refresh_token", active: true, ...known });
  }
  const known = { ...accessBody(portal, issued), client_id, is_private_distribution: true };
  return json({ token_use: "access_token", active: true, ...known });
}

async function revoke(portal: Portal, context: Context): Promise<Response> {
  const form = await formOf(context, "v3");
  requireClient(portal, form);
  portal.grants.revoke(form.get("token") ?? "");
  return noContent();
}

function legacyRoutes(app: Hono, portal: Portal): void {
  app.post("/oauth/v1/token", (context) => token(portal, context, "v1"));
  app.get("/oauth/v1/access-tokens/:token", (context) => {
    const issued = portal.grants.accessToken(context.req.param("token"));
    if (!issued?.grant.installed || portal.settings.now() >= issued.expiresAt) throw notFound();
    return json(accessBody(portal, issued));
  });
  app.get("/oauth/v1/refresh-tokens/:token", (context) => {
    const text = context.req.param("token");
    const grant = portal.grants.grantOf(text);
    if (!grant?.active) throw notFound();
    return json({ token: text, ...grantBody(portal, grant), token_type: "refresh" });
  });
  app.delete("/oauth/v1/refresh-tokens/:token", (context) => {
    if (!portal.grants.revoke(context.req.param("token"))) throw notFound();
    return noContent();
  });
}

/** Adds the calls by which an app is given access: dated (also as v3) and those of v1. */
export function tokenRoutes(app: Hono, portal: Portal): void {
  app.get("/oauth/authorize", (context) => authorize(portal, context));
  app.post("/oauth/token", (context) => token(portal, context, "dated"));
  app.post("/oauth/token/introspect", (context) => introspect(portal, context));
  app.post("/oauth/token/revoke", (context) => revoke(portal, context));
  legacyRoutes(app, portal);
}
