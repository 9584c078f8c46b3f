import { describe, expect, test } from "vitest";
import { testPortal } from "./testing/test-client.ts";

const OWNERS = "/crm/v3/owners/";
const SEARCH = "/crm/v3/objects/deals/search";

async function statuses(count: number, call: () => Promise<{ status: number }>): Promise<number[]> {
  const seen: number[] = [];
  for (let index = 0; index < count; index++) seen.push((await call()).status);
  return seen;
}

test("every answer carries the portal's own time, refusals and faults too", async () => {
  const { get, wait, sandbox } = testPortal();
  const dates = async (path: string, headers = {}) => (await get(path, headers)).headers.get("date");
  expect(await dates(OWNERS)).toBe("Mon, 02 Nov 2026 09:00:00 GMT");
  wait(86_400_999);
  expect(await dates("/crm/v3/objects/deals/1")).toBe("Tue, 03 Nov 2026 09:00:00 GMT");
  expect(await dates(OWNERS, { authorization: "Bearer wrong" })).toBe("Tue, 03 Nov 2026 09:00:00 GMT");
  sandbox.failNext({ status: 500 });
  expect(await dates(OWNERS)).toBe("Tue, 03 Nov 2026 09:00:00 GMT");
  sandbox.failNext({ status: 500, headers: { date: "Sun, 01 Nov 2026 00:00:00 GMT" } });
  expect(await dates(OWNERS)).toBe("Sun, 01 Nov 2026 00:00:00 GMT");
});

describe("rate limits", () => {
  test.each([
    ["free", 100],
    ["starter", 100],
    ["professional", 190],
    ["enterprise", 190],
  ] as const)("%s: %i calls in ten rolling seconds, then 429", async (edition, burst) => {
    const { get, wait } = testPortal({ limits: "real", edition });
    expect(new Set(await statuses(burst, () => get(OWNERS)))).toEqual(new Set([200]));
    wait(9_999);
    const refused = await get(OWNERS);
    expect(refused.status).toBe(429);
    expect(refused.body).toMatchObject({
      status: "error",
      errorType: "RATE_LIMIT",
      policyName: "TEN_SECONDLY_ROLLING",
      groupName: expect.stringContaining("ten-secondly"),
    });
    wait(1);
    expect((await get(OWNERS)).status).toBe(200);
  });

  test("headers say what is left, on answers and on refusals", async () => {
    const { get } = testPortal({ limits: "real" });
    const { headers } = await get(OWNERS);
    expect(Object.fromEntries(headers)).toMatchObject({
      "x-hubspot-ratelimit-max": "190",
      "x-hubspot-ratelimit-remaining": "189",
      "x-hubspot-ratelimit-interval-milliseconds": "10000",
      "x-hubspot-ratelimit-daily": "625000",
      "x-hubspot-ratelimit-daily-remaining": "624999",
    });
    await statuses(189, () => get(OWNERS));
    expect((await get(OWNERS)).headers.get("x-hubspot-ratelimit-remaining")).toBe("0");
  });

  test("search has a lane of its own: five a second, no burst headers", async () => {
    const { post, get, wait } = testPortal({ limits: "real" });
    const search = () => post(SEARCH, {});
    expect(await statuses(6, search)).toEqual([200, 200, 200, 200, 200, 429]);
    const refused = await search();
    expect(refused.body).toMatchObject({
      policyName: "SECONDLY",
      message: "You have reached your secondly limit.",
    });
    expect(refused.headers.has("x-hubspot-ratelimit-remaining")).toBe(false);
    expect((await get(OWNERS)).headers.get("x-hubspot-ratelimit-remaining")).toBe("189");
    wait(1_000);
    expect((await search()).status).toBe(200);
  });

  test("the day ends at midnight of the portal, and searches count for it", async () => {
    const { get, post, wait } = testPortal({ limits: "real", timeZone: "Europe/Berlin" });
    await post(SEARCH, {});
    expect((await get(OWNERS)).headers.get("x-hubspot-ratelimit-daily-remaining")).toBe("624998");
    wait(14 * 3_600_000 - 1);
    expect((await get(OWNERS)).headers.get("x-hubspot-ratelimit-daily-remaining")).toBe("624997");
    wait(1);
    expect((await get(OWNERS)).headers.get("x-hubspot-ratelimit-daily-remaining")).toBe("624999");
  });

  test("beyond the day's calls every call is refused until midnight", async () => {
    const { get, post, wait } = testPortal({ limits: "real", dailyLimit: 2 });
    expect(await statuses(3, () => get(OWNERS))).toEqual([200, 200, 429]);
    const refused = await post(SEARCH, {});
    expect(refused.body).toMatchObject({
      policyName: "DAILY",
      message: "You have reached your daily limit.",
    });
    expect(refused.body).not.toHaveProperty("groupName");
    wait(24 * 3_600_000);
    expect((await get(OWNERS)).status).toBe(200);
  });

  test("refusals are counted", async () => {
    const { post, sandbox } = testPortal({ limits: "real" });
    await statuses(7, () => post(SEARCH, {}));
    expect(sandbox.requests()).toEqual({ total: 7, byOperation: { "search deals": 7 }, rateLimited: 2 });
    sandbox.resetRequests();
    expect(sandbox.requests()).toEqual({ total: 0, byOperation: {}, rateLimited: 0 });
  });
});

describe("access", () => {
  test("401 without the token", async () => {
    const { get } = testPortal();
    const answer = await get(OWNERS, { authorization: "Bearer other" });
    expect([answer.status, answer.body.category]).toEqual([401, "INVALID_AUTHENTICATION"]);
  });

  test.each([
    ["GET", "/crm/v3/objects/deals", "crm.objects.deals.read"],
    ["POST", "/crm/v3/objects/deals/batch/read", "crm.objects.deals.read"],
    ["POST", "/crm/v3/objects/deals/search", "crm.objects.deals.read"],
    ["POST", "/crm/v3/objects/deals/batch/update", "crm.objects.deals.write"],
    ["POST", "/crm/v3/objects/tasks", "crm.objects.contacts.write"],
    ["GET", "/crm/v3/owners/", "crm.objects.owners.read"],
    ["POST", "/crm/v3/properties/deals", "crm.schemas.deals.write"],
  ])("%s %s needs %s", async (method, path, scope) => {
    const body = method === "POST" ? { inputs: [] } : undefined;
    const refused = await testPortal({ scopes: [] }).send(method, path, body);
    expect(refused.status).toBe(403);
    expect(refused.body).toMatchObject({
      category: "MISSING_SCOPES",
      errors: [{ context: { requiredGranularScopes: expect.arrayContaining([scope]) } }],
    });
    expect((await testPortal({ scopes: [scope] }).send(method, path, body)).status).not.toBe(403);
  });
});

test("a URL of more than 16,200 characters is refused with 414", async () => {
  const { get } = testPortal();
  const base = "https://api.hubapi.com/crm/v3/objects/deals?properties=".length;
  expect((await get(`/crm/v3/objects/deals?properties=${"x".repeat(16_200 - base)}`)).status).toBe(200);
  expect((await get(`/crm/v3/objects/deals?properties=${"x".repeat(16_201 - base)}`)).status).toBe(414);
});

test.each(["not json", "[1]", '"text"'])("a body that is %s is refused with 400", async (text) => {
  const { sandbox } = testPortal();
  const headers = { authorization: `Bearer ${sandbox.accessToken}` };
  const request = new Request(`https://api.hubapi.com${SEARCH}`, { method: "POST", headers, body: text });
  expect((await sandbox.fetch(request)).status).toBe(400);
});

describe("faults", () => {
  test("take the place of the calls that match, as often as said", async () => {
    const { get, post, sandbox } = testPortal();
    sandbox.failNext({ match: { method: "post", path: "/search" }, status: 503, times: 2 });
    expect((await get(OWNERS)).status).toBe(200);
    expect(await statuses(3, () => post(SEARCH, {}))).toEqual([503, 503, 200]);
  });

  test("a 429 has the documented body, and headers and body can be given", async () => {
    const { get, sandbox } = testPortal();
    sandbox.failNext({ status: 429 });
    expect((await get(OWNERS)).body.policyName).toBe("TEN_SECONDLY_ROLLING");
    sandbox.failNext({ status: 477, headers: { "retry-after": "3" }, body: { message: "moving" } });
    const answer = await get(OWNERS);
    expect([answer.status, answer.headers.get("retry-after"), answer.body.message]).toEqual([
      477,
      "3",
      "moving",
    ]);
    expect(sandbox.requests().rateLimited).toBe(1);
  });

  test.each([
    [true, 1],
    [false, 0],
  ])("with afterEffect %s the call leaves %i records", async (afterEffect, count) => {
    const { post, sandbox } = testPortal();
    sandbox.failNext({ status: 502, afterEffect });
    expect((await post("/crm/v3/objects/deals", { properties: {} })).status).toBe(502);
    expect(sandbox.count("deals")).toBe(count);
  });

  test("a dropped answer rejects as fetch does; the effect is there if it was to be", async () => {
    const { post, sandbox } = testPortal();
    sandbox.failNext({ dropResponse: true, afterEffect: true });
    await expect(post("/crm/v3/objects/deals", { properties: {} })).rejects.toThrow(TypeError);
    expect(sandbox.count("deals")).toBe(1);
  });

  test("a broken body comes as it is", async () => {
    const { sandbox } = testPortal();
    sandbox.failNext({ brokenBody: '{"results":[{' });
    const headers = { authorization: `Bearer ${sandbox.accessToken}` };
    const answer = await sandbox.fetch(new Request(`https://api.hubapi.com${OWNERS}`, { headers }));
    expect([answer.status, await answer.text()]).toEqual([200, '{"results":[{']);
  });

  test("can be taken back", async () => {
    const { get, sandbox } = testPortal();
    sandbox.failNext({ status: 500 });
    sandbox.clearFaults();
    expect((await get(OWNERS)).status).toBe(200);
  });
});

test.each([
  ["GET", "/crm/v3/objects/deals", "list deals"],
  ["GET", "/crm/objects/2026-09/0-3/1", "read deals"],
  ["PATCH", "/crm/v3/objects/deal/1", "update deals"],
  ["POST", "/crm/v3/objects/tasks/batch/upsert", "batch-upsert tasks"],
  ["POST", "/crm/v4/associations/deals/companies/batch/read", "associations-batch-read companies"],
  ["GET", "/crm/v4/objects/deals/1/associations/tasks", "list-associations deals"],
  ["GET", "/crm/v3/properties/deals", "properties"],
  ["GET", "/crm/v3/properties/deals/amount", "property-read"],
  ["POST", "/crm/v3/properties/deals/groups", "property-groups-create"],
  ["GET", "/crm/v3/pipelines/deals", "pipelines"],
  ["GET", "/crm/v3/owners/", "owners"],
  ["GET", "/account-info/v3/details", "account"],
])("%s %s is counted as %s", async (method, path, operation) => {
  const { send, sandbox } = testPortal();
  await send(method, path, method === "GET" ? undefined : {});
  expect(sandbox.requests().byOperation).toEqual({ [operation]: 1 });
});
