import { describe, expect, test } from "vitest";
import { START, testPortal } from "../testing/test-client.ts";

const APP = { client_id: "sandbox-client-id", client_secret: "sandbox-client-secret" };
const REDIRECT = "https://app.example.com/callback";

function oauthPortal(options: Parameters<typeof testPortal>[0] = {}) {
  const { sandbox, wait, post } = testPortal(options);
  const call = async (
    method: string,
    url: string,
    form: Record<string, string> | undefined,
    token?: string,
  ) => {
    const response = await sandbox.fetch(
      new Request(new URL(url, "https://api.hubapi.com"), {
        method,
        headers: { accept: "application/json", ...(token ? { authorization: `Bearer ${token}` } : {}) },
        ...(form ? { body: new URLSearchParams(form) } : {}),
      }),
    );
    const text = await response.text();
    const body = text === "" ? {} : JSON.parse(text);
    return { status: response.status, body, headers: response.headers };
  };
  const send = (path: string, form: Record<string, string>) => call("POST", path, form);
  const read = (path: string, token?: string) => call("GET", path, undefined, token);
  const refresh = (refreshToken: string, more: Record<string, string> = {}) =>
    send("/oauth/2026-03/token", {
      ...APP,
      grant_type: "refresh_token",
      refresh_token: refreshToken,
      ...more,
    });
  const authorize = async (more: Record<string, string> = {}) => {
    const asked = { client_id: APP.client_id, redirect_uri: REDIRECT, scope: "oauth crm.objects.deals.read" };
    const query = new URLSearchParams({ ...asked, state: "s1", ...more });
    const { headers } = await read(`https://app.hubspot.com/oauth/authorize?${query}`);
    return new URL(headers.get("location") ?? "");
  };
  const exchange = (code: string, more: Record<string, string> = {}, path = "/oauth/2026-03/token") =>
    send(path, { ...APP, grant_type: "authorization_code", code, redirect_uri: REDIRECT, ...more });
  return { sandbox, wait, post, send, read, call, refresh, authorize, exchange };
}

describe("letting an app in", () => {
  test.each(["/oauth/2026-03/token", "/oauth/v3/token"])("by a code, on %s", async (path) => {
    const { authorize, exchange, read } = oauthPortal();
    const back = await authorize();
    expect([back.origin + back.pathname, back.searchParams.get("state")]).toEqual([REDIRECT, "s1"]);
    const { status, body } = await exchange(back.searchParams.get("code") ?? "", {}, path);
    expect(status).toBe(200);
    expect(body).toEqual({
      token_type: "bearer",
      token_use: "access_token",
      access_token: expect.any(String),
      refresh_token: expect.any(String),
      expires_in: 1_800,
      hub_id: 12_345_678,
      user_id: expect.any(Number),
      scopes: ["oauth", "crm.objects.deals.read"],
    });
    expect((await read("/crm/v3/objects/deals", body.access_token)).status).toBe(200);
    expect((await read("/crm/v3/objects/contacts", body.access_token)).status).toBe(403);
  });

  test("v1 takes its parameters from the query and gives the tokens alone", async () => {
    const { authorize, send } = oauthPortal();
    const code = (await authorize()).searchParams.get("code") ?? "";
    const query = new URLSearchParams({
      ...APP,
      grant_type: "authorization_code",
      code,
      redirect_uri: REDIRECT,
    });
    const { body } = await send(`/oauth/v1/token?${query}`, {});
    expect(Object.keys(body).sort()).toEqual(["access_token", "expires_in", "refresh_token", "token_type"]);
    expect((await send(`/oauth/2026-03/token?${query}`, {})).body.status).toBe("BAD_CLIENT_ID");
  });

  test("a code counts once, for a minute, for its own address and its own verifier", async () => {
    const { authorize, exchange, wait } = oauthPortal();
    const code = async (more = {}) => (await authorize(more)).searchParams.get("code") ?? "";
    const used = await code();
    await exchange(used);
    const challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    const challenged = { code_challenge: challenge, code_challenge_method: "S256" };
    const verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    const statuses = [
      (await exchange(used)).body.status,
      (await exchange(await code(), { redirect_uri: "https://elsewhere.example.com" })).body.status,
      (await exchange(await code(challenged))).body.status,
      (await exchange(await code(challenged), { code_verifier: verifier })).status,
    ];
    const old = await code();
    wait(60_000);
    statuses.push((await exchange(old)).body.status);
    expect(statuses).toEqual(["BAD_AUTH_CODE", "BAD_REDIRECT_URI", "BAD_AUTH_CODE", 200, "BAD_AUTH_CODE"]);
  });

  test.each([
    [{ client_id: "other" }, "BAD_CLIENT_ID"],
    [{ client_secret: "other" }, "BAD_CLIENT_SECRET"],
    [{ grant_type: "password" }, "BAD_GRANT_TYPE"],
    [{ refresh_token: "other" }, "BAD_REFRESH_TOKEN"],
  ])("refuses %j as %s", async (more, status) => {
    const { sandbox, refresh } = oauthPortal();
    const answer = await refresh(sandbox.oauth.install().refreshToken, more);
    expect([answer.status, answer.body.status]).toEqual([400, status]);
    expect(Object.keys(answer.body).sort()).toEqual(["correlationId", "message", "status"]);
  });
});

describe("tokens over time (A1, A4)", () => {
  test("an access token ends after half an hour, and a refresh gives another with the same refresh token", async () => {
    const { sandbox, wait, read, refresh } = oauthPortal();
    const given = sandbox.oauth.install();
    expect(given.expiresAt).toBe(START + 1_800_000);
    wait(1_799_999);
    expect((await read("/crm/v3/objects/deals", given.accessToken)).status).toBe(200);
    wait(3 * 3_600_000);
    const late = await read("/crm/v3/objects/deals", given.accessToken);
    expect([late.status, late.body.category]).toEqual([401, "EXPIRED_AUTHENTICATION"]);
    expect(late.body.message).toBe("The OAuth token used to make this call expired 2 hour(s) ago.");
    const { body } = await refresh(given.refreshToken);
    expect(body.refresh_token).toBe(given.refreshToken);
    expect((await read("/crm/v3/objects/deals", body.access_token)).status).toBe(200);
  });

  test("with rotation a replaced refresh token ends the whole grant", async () => {
    const { sandbox, refresh } = oauthPortal({ oauth: { rotatesRefreshTokens: true } });
    const { refreshToken } = sandbox.oauth.install();
    const second = (await refresh(refreshToken)).body.refresh_token;
    expect(second).not.toBe(refreshToken);
    const third = await refresh(second);
    expect(third.status).toBe(200);
    expect((await refresh(refreshToken)).body.status).toBe("BAD_REFRESH_TOKEN");
    expect((await refresh(third.body.refresh_token)).body.status).toBe("BAD_REFRESH_TOKEN");
  });

  test("two secrets count while one replaces the other", async () => {
    const { sandbox, refresh } = oauthPortal();
    const { refreshToken } = sandbox.oauth.install();
    const by = async (secret: string) => (await refresh(refreshToken, { client_secret: secret })).status;
    sandbox.oauth.setClientSecrets(["new", "sandbox-client-secret"]);
    expect([await by("new"), await by("sandbox-client-secret")]).toEqual([200, 200]);
    sandbox.oauth.setClientSecrets(["new"]);
    expect([await by("new"), await by("sandbox-client-secret")]).toEqual([200, 400]);
  });

  test("a deleted refresh token gives no more tokens, an uninstalled app has none", async () => {
    const { sandbox, refresh, read, call } = oauthPortal();
    const given = sandbox.oauth.install();
    const deleted = await call("DELETE", `/oauth/v1/refresh-tokens/${given.refreshToken}`, undefined);
    expect(deleted.status).toBe(204);
    expect((await refresh(given.refreshToken)).body.status).toBe("BAD_REFRESH_TOKEN");
    expect((await read("/crm/v3/objects/deals", given.accessToken)).status).toBe(200);
    sandbox.oauth.uninstall();
    const gone = await read("/crm/v3/objects/deals", given.accessToken);
    expect([gone.status, gone.body.category]).toEqual([401, "INVALID_AUTHENTICATION"]);
  });
});

describe("asking what a token is", () => {
  test("a young one is active, with its scopes; an old or revoked one is not", async () => {
    const { sandbox, send, wait } = oauthPortal();
    const given = sandbox.oauth.install(["crm.objects.deals.read"]);
    const introspect = (token: string) => send("/oauth/2026-03/token/introspect", { ...APP, token });
    const young = await introspect(given.accessToken);
    expect(young.body).toMatchObject({
      token_use: "access_token",
      active: true,
      hub_id: 12_345_678,
      client_id: APP.client_id,
      scopes: ["crm.objects.deals.read"],
      expires_in: 1_800,
    });
    expect((await introspect(given.refreshToken)).body).toMatchObject({
      active: true,
      token_use: "refresh_token",
    });
    wait(1_800_000);
    await send("/oauth/2026-03/token/revoke", { ...APP, token: given.refreshToken });
    expect((await introspect(given.accessToken)).body).toEqual({ active: false });
    expect((await introspect(given.refreshToken)).body).toEqual({ active: false });
  });

  test("v1 names the account and its domain", async () => {
    const { sandbox, read } = oauthPortal();
    const given = sandbox.oauth.install();
    const access = await read(`/oauth/v1/access-tokens/${given.accessToken}`);
    expect(access.body).toMatchObject({ token: given.accessToken, hub_id: 12_345_678, token_type: "access" });
    expect((await read("/oauth/v1/access-tokens/nothing")).status).toBe(404);
    expect((await read(`/oauth/v1/refresh-tokens/${given.refreshToken}`)).body.client_id).toBe(APP.client_id);
  });
});

describe("limits and writes of an installed app", () => {
  test("110 calls in ten seconds, of its own, and no daily headers", async () => {
    const { sandbox, read } = oauthPortal({ limits: "real" });
    const { accessToken } = sandbox.oauth.install();
    const first = await read("/crm/v3/owners", accessToken);
    expect(first.headers.get("x-hubspot-ratelimit-max")).toBe("110");
    expect(first.headers.has("x-hubspot-ratelimit-daily")).toBe(false);
    for (let call = 1; call < 110; call++) await read("/crm/v3/owners", accessToken);
    expect((await read("/crm/v3/owners", accessToken)).body.policyName).toBe("TEN_SECONDLY_ROLLING");
    expect((await read("/crm/v3/owners", sandbox.accessToken)).status).toBe(200);
  });

  test("what it writes carries its own app id", async () => {
    const { sandbox } = oauthPortal();
    const { accessToken } = sandbox.oauth.install();
    await sandbox.fetch(
      new Request("https://api.hubapi.com/crm/v3/objects/deals", {
        method: "POST",
        headers: { authorization: `Bearer ${accessToken}`, "content-type": "application/json" },
        body: JSON.stringify({ properties: { dealname: "D" } }),
      }),
    );
    expect(sandbox.records("deals")[0]?.properties.hs_object_source_id).toBe("5005005");
  });
});
