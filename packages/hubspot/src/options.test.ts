import { describe, expect, test } from "vitest";
import { type HubspotFetchOptions, hubspotFetch } from "./fetch.ts";
import { type HubspotSdkOptions, hubspot } from "./index.ts";
import { parseFetchOptions, parseOptions } from "./options.ts";

describe("options", () => {
  test("nothing given means the documented defaults", () => {
    expect(parseOptions({})).toMatchObject({
      apiVersion: "2026-09",
      share: { burst: 0.5, day: 0.6 },
      limits: "real",
      overlapMs: 300_000,
      attempts: 3,
    });
  });

  test.each([
    [{ apiVersion: "v1" }, /`apiVersion` expected "2026-09" or "v3"/],
    [{ share: { burst: 2 } }, /`share.burst` expected a number from 0 to 1/],
    [{ share: { burst: "half" } }, /`share.burst` expected a number from 0 to 1/],
    [{ share: { burts: 0.5 } }, /unknown `share.burts`/],
    [{ limits: "none" }, /`limits` expected "real", "off" or/],
    [{ limits: { perTenSeconds: 0 } }, /`limits/],
    [{ overlapMs: -1 }, /`overlapMs`/],
    [{ ports: {} }, /`ports` expected \{ now, sleep, random \}/],
    [{ onRequest: true }, /`onRequest` expected a function/],
    [{ acessToken: "x" }, /unknown `acessToken`/],
    [null, /`options`/],
  ])("%j is refused, naming path and expectation", (options, message) => {
    expect(() => parseOptions(options)).toThrow(message);
  });

  test.each([
    ["https://api.hubapi.com", true],
    ["https://api.hubapi.com/", true],
    ["http://127.0.0.1:8080", true],
    ["http://localhost:8080", true],
    ["http://api.hubapi.com", false],
    ["https://api.hubapi.com/crm", false],
    ["https://user@api.hubapi.com", false],
    ["ftp://127.0.0.1", false],
    ["api.hubapi.com", false],
  ])("origin %s is taken: %s (invariant:X6)", (origin, isTaken) => {
    const attempt = () => parseFetchOptions({ accessToken: "t", origin });
    if (isTaken) expect(attempt().origin).toBe(origin.replace(/\/$/, ""));
    else expect(attempt).toThrow(/`origin` expected an https origin/);
  });

  test("a token with a blank is refused without being repeated (invariant:X1)", () => {
    const attempt = () => hubspotFetch({ accessToken: "pat secret" });
    expect(attempt).toThrow(/`accessToken` expected/);
    expect(attempt).not.toThrow(/secret/);
  });

  const client = { apiRequest: async () => new Response() };
  const oauth = {
    clientId: "id",
    clientSecrets: ["secret"],
    tokens: { refreshToken: "refresh" },
    saveTokens: () => undefined,
  };
  test.each([
    [{}, /either `client`, or one of/],
    [{ client, accessToken: "t" }, /either `client`, or one of/],
    [{ accessToken: "t", oauth }, /either `client`, or one of/],
    [{ client, origin: "https://api.hubapi.com" }, /either `client`, or one of/],
    [{ oauth: { ...oauth, clientSecrets: [] } }, /`oauth.clientSecrets` expected one client secret/],
    [{ client: {} }, /`client` expected a client with `apiRequest`/],
    [{ accessToken: "t", origin: "http://example.com" }, /`origin` expected an https origin/],
    [undefined, /`options` expected an object/],
  ])("the SDK's factory refuses %j", (options, message) => {
    expect(() => hubspot(options as HubspotSdkOptions)).toThrow(message);
  });

  test.each([
    [{}, /either `accessToken` or `oauth`/],
    [{ accessToken: "t", oauth }, /either `accessToken` or `oauth`/],
    [{ oauth: { ...oauth, tokens: { refreshToken: "has blanks" } } }, /`oauth.tokens.refreshToken` expected/],
    [{ oauth: { ...oauth, saveTokens: undefined } }, /`oauth.saveTokens` expected a function/],
  ])("`./fetch` refuses %j", (options, message) => {
    const attempt = () => hubspotFetch(options as HubspotFetchOptions);
    expect(attempt).toThrow(message);
    expect(attempt).not.toThrow(/has blanks/);
  });

  test("the SDK's factory takes a client, a token, or an app", () => {
    expect(hubspot({ oauth }).crm).toBe("hubspot");
    expect(hubspot({ client }).capabilities.abortsRequests).toBe(false);
    expect(hubspot({ accessToken: "t", origin: "http://127.0.0.1:1" }).crm).toBe("hubspot");
  });
});
