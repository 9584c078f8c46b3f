import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { SalesforceSandboxOptions } from "../salesforce-sandbox.ts";
import { at, startAt, testClient } from "../testing/test-client.ts";

const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const certificate = publicKey.export({ type: "spki", format: "pem" }).toString();
const redirectUri = "http://localhost:3000/callback";
const verifier = "a".repeat(43);
const challengeOf = (text: string) => createHash("sha256").update(text).digest("base64url");

function client(options: SalesforceSandboxOptions = {}) {
  const made = testClient({ instanceUrl: "https://acme.my.salesforce.com", ...options });
  const token = (form: Record<string, string>) =>
    made.send("POST", "/services/oauth2/token", new URLSearchParams(form).toString());
  const works = async (accessToken: unknown): Promise<number> => {
    const headers = { authorization: `Bearer ${accessToken}` };
    return (await made.send("GET", "/services/data/v67.0/limits", undefined, headers)).status;
  };
  return { ...made, token, works };
}

function assertion(claims: Record<string, unknown>, key = privateKey): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = `${part({ alg: "RS256" })}.${part(claims)}`;
  return `${signed}.${sign("RSA-SHA256", Buffer.from(signed), key).toString("base64url")}`;
}

const jwt = "urn:ietf:params:oauth:grant-type:jwt-bearer";
const claims = {
  iss: "3MVG9.headway.sandbox.client",
  sub: "admin@sandbox.example",
  aud: "https://acme.my.salesforce.com",
  exp: startAt / 1000 + 120,
};

describe("JWT bearer", () => {
  it("takes a signed assertion and acts as the user that it names, without a refresh token", async () => {
    const { sandbox, token, works, send } = client({ auth: { certificate } });
    const answer = await token({ grant_type: jwt, assertion: assertion(claims) });
    expect(answer.status).toBe(200);
    expect(answer.body).not.toHaveProperty("refresh_token");
    const accessToken = at(answer.body, "access_token");
    expect(await works(accessToken)).toBe(200);
    const headers = { authorization: `Bearer ${accessToken}` };
    const made = await send("POST", "/services/data/v67.0/sobjects/Account", { Name: "A" }, headers);
    const admin = sandbox.records("User").find((user) => user.Username === "admin@sandbox.example");
    expect(sandbox.record("Account", String(at(made.body, "id")))?.CreatedById).toBe(admin?.Id);
  });

  const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  it.each([
    ["another's signature", claims, stranger, "invalid assertion"],
    ["another client", { ...claims, iss: "x" }, privateKey, "client identifier invalid"],
    ["the login host", { ...claims, aud: "https://login.salesforce.com" }, privateKey, "audience is invalid"],
    ["the past", { ...claims, exp: startAt / 1000 - 1 }, privateKey, "expired assertion"],
    [
      "a far future",
      { ...claims, exp: startAt / 1000 + 3600 },
      privateKey,
      "assertion expires too far ahead",
    ],
    ["an unknown user", { ...claims, sub: "x@y.z" }, privateKey, "user hasn't approved this consumer"],
  ])("refuses an assertion of %s", async (_, given, key, description) => {
    const { token } = client({ auth: { certificate } });
    const answer = await token({ grant_type: jwt, assertion: assertion(given, key) });
    expect([answer.status, answer.body]).toEqual([
      400,
      { error: "invalid_grant", error_description: description },
    ]);
  });

  it("refuses everyone until a certificate is registered", async () => {
    const { sandbox, token } = client();
    const form = { grant_type: jwt, assertion: assertion(claims) };
    expect((await token(form)).status).toBe(400);
    sandbox.registerCertificate(certificate);
    expect((await token(form)).status).toBe(200);
  });
});

async function signedIn(options: SalesforceSandboxOptions = {}, challenge = challengeOf(verifier)) {
  const made = client(options);
  const query = new URLSearchParams({
    response_type: "code",
    client_id: made.sandbox.clientId,
    redirect_uri: redirectUri,
    state: "s1",
    code_challenge: challenge,
    code_challenge_method: "S256",
  });
  const page = await made.send("GET", `/services/oauth2/authorize?${query}`);
  const location = new URL(page.headers.get("location") ?? "");
  const code = location.searchParams.get("code") ?? "";
  const byCode = (fields: Record<string, string> = {}) =>
    made.token({
      grant_type: "authorization_code",
      code,
      client_id: made.sandbox.clientId,
      client_secret: made.sandbox.clientSecret,
      redirect_uri: redirectUri,
      code_verifier: verifier,
      ...fields,
    });
  const refresh = (refreshToken: unknown) =>
    made.token({
      grant_type: "refresh_token",
      refresh_token: String(refreshToken),
      client_id: made.sandbox.clientId,
      client_secret: made.sandbox.clientSecret,
    });
  return { ...made, page, location, byCode, refresh };
}

describe("web server flow", () => {
  it("sends the browser back with a code and its state, and gives both tokens for it, once", async () => {
    const { page, location, byCode, works } = await signedIn();
    expect([page.status, location.searchParams.get("state")]).toEqual([302, "s1"]);
    const answer = await byCode();
    expect(answer.status).toBe(200);
    expect(await works(at(answer.body, "access_token"))).toBe(200);
    expect(at(answer.body, "refresh_token")).toEqual(expect.any(String));
    expect(at((await byCode()).body, "error_description")).toBe("expired authorization code");
  });

  it.each([
    ["another verifier", "b".repeat(43), challengeOf(verifier)],
    ["the 171 characters that jsforce makes", "a".repeat(171), challengeOf("a".repeat(171))],
    ["fewer than 43 characters", "a".repeat(42), challengeOf("a".repeat(42))],
  ])("refuses %s", async (_, code_verifier, challenge) => {
    const { byCode } = await signedIn({}, challenge);
    expect((await byCode({ code_verifier })).body).toEqual({
      error: "invalid_grant",
      error_description: "invalid code verifier",
    });
  });

  it("lets codes grow old and return addresses match exactly", async () => {
    const late = await signedIn();
    late.wait(15 * 60_000);
    expect((await late.byCode()).status).toBe(400);
    const elsewhere = await signedIn();
    const answer = await elsewhere.byCode({ redirect_uri: "http://evil.example" });
    expect(at(answer.body, "error")).toBe("redirect_uri_mismatch");
  });

  it("tells a wrong return address on a page instead of sending anyone there", async () => {
    const { send, sandbox } = client();
    const query = `response_type=code&client_id=${sandbox.clientId}&redirect_uri=http://evil.example`;
    const page = await send("GET", `/services/oauth2/authorize?${query}`);
    expect([page.status, page.headers.get("location")]).toEqual([400, null]);
  });
});

describe("refresh", () => {
  it("rotates, and a spent token shown again revokes all of the consent", async () => {
    const { byCode, refresh, works } = await signedIn();
    const first = await byCode();
    const second = await refresh(at(first.body, "refresh_token"));
    expect(second.status).toBe(200);
    expect(at(second.body, "refresh_token")).not.toBe(at(first.body, "refresh_token"));
    expect(await works(at(second.body, "access_token"))).toBe(200);
    const reused = await refresh(at(first.body, "refresh_token"));
    expect([reused.status, reused.body]).toEqual([
      400,
      { error: "invalid_grant", error_description: "expired access/refresh token" },
    ]);
    expect(await works(at(second.body, "access_token"))).toBe(401);
    expect(await works(at(first.body, "access_token"))).toBe(401);
    expect((await refresh(at(second.body, "refresh_token"))).status).toBe(400);
  });

  it("goes on with one token where tokens do not rotate, until it lies idle for too long", async () => {
    const { byCode, refresh, wait } = await signedIn({ auth: { rotation: false, refreshTokenIdleMs: 1000 } });
    const token = at((await byCode()).body, "refresh_token");
    wait(999);
    const again = await refresh(token);
    expect(again.body).not.toHaveProperty("refresh_token");
    wait(999);
    expect((await refresh(token)).status).toBe(200);
    wait(1000);
    expect((await refresh(token)).status).toBe(400);
  });
});

describe("tokens", () => {
  it("expire by the clock, with the recorded answer", async () => {
    const { sandbox, rest, wait } = client({ auth: { accessTokenMs: 60_000 } });
    wait(59_999);
    expect((await rest("GET", "/limits")).status).toBe(200);
    wait(1);
    const answer = await rest("GET", "/limits");
    expect([answer.status, answer.body]).toEqual([
      401,
      [{ message: "Session expired or invalid", errorCode: "INVALID_SESSION_ID" }],
    ]);
    expect(sandbox.requests().byOperation.limits).toBe(2);
  });

  it("are revoked at their address, a refresh token with all that came of its consent", async () => {
    const { byCode, works, send, refresh } = await signedIn();
    const { body } = await byCode();
    const revoke = (token: unknown) => send("POST", "/services/oauth2/revoke", `token=${token}`);
    expect((await revoke(at(body, "refresh_token"))).status).toBe(200);
    expect(await works(at(body, "access_token"))).toBe(401);
    expect((await refresh(at(body, "refresh_token"))).status).toBe(400);
    expect((await revoke("nothing")).status).toBe(400);
  });

  it("are all refused while the org rejects them, though sign-ins go on working", async () => {
    const { sandbox, token, works } = client({ auth: { persistent401: true } });
    const { clientId, clientSecret } = sandbox;
    const form = { grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret };
    const answer = await token(form);
    expect(answer.status).toBe(200);
    expect(await works(at(answer.body, "access_token"))).toBe(401);
    sandbox.rejectTokens(false);
    expect(await works(at(answer.body, "access_token"))).toBe(200);
  });

  it("lead to who they are for, through the list of resources", async () => {
    const { rest, send, sandbox } = client();
    const identity = String(at((await rest("GET", "")).body, "identity"));
    const answer = await send("GET", new URL(identity).pathname);
    expect(at(answer.body, "user_id")).toBe(sandbox.records("User")[0]?.Id);
    expect(at(answer.body, "organization_id")).toBe(sandbox.records("Organization")[0]?.Id);
  });
});
