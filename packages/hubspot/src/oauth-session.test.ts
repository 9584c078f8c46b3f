import { inspect } from "node:util";
import { CrmError } from "@headway/crm";
import { expect, test } from "vitest";
import type { OauthTokens } from "./oauth-options.ts";
import { openApp } from "./testing/open-app.ts";
import { pullAll } from "./testing/pull-all.ts";

const way = { transport: "fetch", apiVersion: "2026-09" } as const;
const refresh = "POST /oauth/2026-03/token 200";
const halfAnHour = 1_800_000;

function refreshesIn(requests: readonly string[]): number {
  return requests.filter((line) => line === refresh).length;
}

test("fifty calls at once share one refresh, saved before it is used (invariant:A1)", async () => {
  const { crm, clock, requests, saved } = await openApp(way);
  clock.advance(halfAnHour);
  await Promise.all(Array.from({ length: 50 }, () => pullAll(crm, "account")));
  expect(refreshesIn(requests)).toBe(1);
  expect(requests[0]).toBe(refresh);
  expect(requests.filter((line) => line.endsWith(" 401"))).toEqual([]);
  expect(saved).toHaveLength(1);
});

test("a token is refreshed before it ends, and not sooner", async () => {
  const { crm, clock, requests } = await openApp(way);
  clock.advance(halfAnHour * 0.7);
  await pullAll(crm, "account");
  expect(refreshesIn(requests)).toBe(0);
  clock.advance(halfAnHour * 0.2);
  await pullAll(crm, "account");
  expect(refreshesIn(requests)).toBe(1);
});

test("a token whose end was written down by a clock a day ahead is refreshed within its life", async () => {
  const { crm, clock, requests, saved, another } = await openApp(way);
  clock.advance(halfAnHour);
  await pullAll(crm, "account");
  const [tokens] = saved;
  const later = another({
    tokens: { refreshToken: "", ...tokens, expiresAt: (tokens?.expiresAt ?? 0) + 86_400_000 },
  });
  clock.advance(halfAnHour * 0.7);
  await pullAll(later, "account");
  expect(refreshesIn(requests)).toBe(1);
  clock.advance(halfAnHour * 0.2);
  await pullAll(later, "account");
  expect(refreshesIn(requests)).toBe(2);
});

test("tokens that could not be saved are not used, and saved again by the next call (invariant:A3)", async () => {
  let failures = 1;
  const kept: string[] = [];
  const { crm, clock, requests } = await openApp(way, {
    portal: { oauth: { rotatesRefreshTokens: true } },
    oauth: {
      saveTokens({ refreshToken }) {
        failures -= 1;
        if (failures >= 0) throw new Error("disk full");
        kept.push(refreshToken);
      },
    },
  });
  clock.advance(halfAnHour);
  await expect(pullAll(crm, "account")).rejects.toMatchObject({ code: "unavailable" });
  expect(requests).toEqual([refresh]);
  await pullAll(crm, "account");
  expect(refreshesIn(requests)).toBe(1);
  expect(kept).toHaveLength(1);
});

test("tokens that could not be saved give way to what somebody stored meanwhile (invariant:A2)", async () => {
  const app = await openApp(way);
  const kept: OauthTokens[] = [];
  let stored: OauthTokens = app.sandbox.oauth.install();
  let isDiskFull = true;
  const crm = app.another({
    tokens: stored,
    loadTokens: () => stored,
    saveTokens(tokens) {
      if (isDiskFull) throw new Error("disk full");
      kept.push(tokens);
    },
  });
  app.clock.advance(halfAnHour);
  await expect(pullAll(crm, "account")).rejects.toMatchObject({ code: "unavailable" });
  isDiskFull = false;
  stored = app.sandbox.oauth.install();
  await pullAll(crm, "account");
  expect(kept).toEqual([]);
  expect(refreshesIn(app.requests)).toBe(1);
});

test("a refresh refused for good stops, is not tried again, and holds no secret (invariant:A2, invariant:X1)", async () => {
  const { crm, clock, requests, sandbox, secrets } = await openApp(way);
  sandbox.oauth.uninstall();
  clock.advance(halfAnHour);
  const errors: unknown[] = [];
  for (let call = 0; call < 3; call += 1) errors.push(await pullAll(crm, "account").catch((error) => error));
  expect(requests).toEqual(["POST /oauth/2026-03/token 400"]);
  for (const error of errors) {
    expect(CrmError.is(error) && [error.code, error.details.vendorCode]).toEqual([
      "unauthenticated",
      "BAD_REFRESH_TOKEN",
    ]);
    expect(String(error)).toContain("install the app again");
    for (const secret of secrets()) expect(inspect(error, { depth: 9 })).not.toContain(secret);
  }
});

test("what another process stored is used in place of a refused refresh token (invariant:A2)", async () => {
  const store: { tokens?: OauthTokens } = {};
  const app = await openApp(way, {
    portal: { oauth: { rotatesRefreshTokens: true } },
    oauth: { saveTokens: (tokens) => void Object.assign(store, { tokens }) },
  });
  const first = app.another();
  app.clock.advance(halfAnHour);
  await pullAll(first, "account");
  const second = app.another({ loadTokens: () => store.tokens ?? { refreshToken: "none" } });
  await pullAll(second, "account");
  expect(refreshesIn(app.requests)).toBe(1);
  app.clock.advance(halfAnHour);
  await pullAll(second, "account");
  expect(refreshesIn(app.requests)).toBe(2);
});

test("either of two secrets will do while one replaces the other, and the good one is remembered", async () => {
  const { crm, clock, requests, sandbox } = await openApp(way, { oauth: { clientSecrets: ["new", "old"] } });
  sandbox.oauth.setClientSecrets(["old"]);
  clock.advance(halfAnHour);
  await pullAll(crm, "account");
  clock.advance(halfAnHour);
  await pullAll(crm, "account");
  const tokens = requests.filter((line) => line.includes("/oauth/"));
  expect(tokens).toEqual(["POST /oauth/2026-03/token 400", refresh, refresh]);
});

test("a 401 in between takes one refresh and one repetition, then it is the answer (invariant:A4)", async () => {
  let spurned = 0;
  const { crm, requests } = await openApp(way, {
    async between(request, pass) {
      if (request.url.includes("/oauth/")) return pass(request);
      spurned += 1;
      return Response.json({ status: "error", category: "EXPIRED_AUTHENTICATION" }, { status: 401 });
    },
  });
  await expect(pullAll(crm, "account")).rejects.toMatchObject({ code: "unauthenticated" });
  expect(spurned).toBe(2);
  expect(refreshesIn(requests)).toBe(1);
});

test("a refresh that fails in passing leaves the present token in use while it lasts", async () => {
  const { crm, clock } = await openApp(way, {
    between: async (request, pass) =>
      request.url.includes("/oauth/") ? new Response("", { status: 503 }) : pass(request),
  });
  clock.advance(halfAnHour * 0.9);
  await expect(pullAll(crm, "account")).resolves.toBeDefined();
  clock.advance(halfAnHour);
  await expect(pullAll(crm, "account")).rejects.toMatchObject({ code: "unavailable" });
});

test("scopes that the app was not given are named up front (invariant:A5)", async () => {
  const { crm } = await openApp(way, { portal: { scopes: ["crm.objects.deals.read"] } });
  const { missingGrants } = await crm.describe();
  expect(missingGrants.status === "known" && missingGrants.value).toContain("sales-email-read");
  expect(missingGrants.status === "known" && missingGrants.value).not.toContain("crm.objects.deals.read");
});
