import { describe, expect, test } from "vitest";
import { somePortfolio, testPortal } from "./testing/test-client.ts";

const USERS = [
  { id: "a", name: "Ann van Lee", email: "ann@example.com", active: true },
  { id: "b", name: "Bo", email: "bo@example.com", active: false },
];

test("lists the first pipeline with its stages as recorded", async () => {
  const { get } = testPortal();
  const { body } = await get("/crm/v3/pipelines/deals");
  expect(body.results).toMatchObject([{ id: "default", label: "Sales Pipeline", archived: false }]);
  expect(body.results?.[0]?.stages?.[5]).toEqual({
    id: "closedwon",
    label: "Closed Won",
    displayOrder: 5,
    metadata: { isClosed: "true", probability: "1.0" },
    createdAt: "1970-01-01T00:00:00Z",
    updatedAt: "1970-01-01T00:00:00Z",
    writePermissions: "CRM_PERMISSIONS_ENFORCEMENT",
    archived: false,
  });
  expect((await get("/crm/pipelines/2026-09/deals/default")).body).toEqual(body.results?.[0]);
  expect((await get("/crm/v3/pipelines/deals/other")).status).toBe(404);
  expect((await get("/crm/v3/pipelines/companies")).body.results?.[0]?.id).toBe(
    "companies-lifecycle-pipeline",
  );
  expect((await get("/crm/v3/pipelines/tasks")).body.results).toEqual([]);
});

test("lists owners in pages, those who left apart", async () => {
  const { get, sandbox } = testPortal();
  const ids = sandbox.loadPortfolio(somePortfolio({ users: USERS }));
  const { body } = await get("/crm/v3/owners/?limit=1");
  expect(body).not.toHaveProperty("paging");
  expect(body.results).toMatchObject([
    { id: ids.users.get("a"), firstName: "Ann", lastName: "van Lee", archived: false },
  ]);
  const left = await get("/crm/owners/2026-09?archived=true");
  expect(left.body.results).toMatchObject([{ id: ids.users.get("b"), archived: true }]);
  expect(left.body.results?.[0]).not.toHaveProperty("userId");
  expect((await get(`/crm/v3/owners/${ids.users.get("b")}`)).status).toBe(404);
});

test("goes on with owners from `after`", async () => {
  const { get, sandbox } = testPortal();
  const users = [1, 2, 3].map((index) => ({
    id: `${index}`,
    name: `P ${index}`,
    email: `p${index}@x.example`,
    active: true,
  }));
  sandbox.loadPortfolio(somePortfolio({ users }));
  const first = await get("/crm/v3/owners?limit=2");
  const second = await get(`/crm/v3/owners?limit=2&after=${first.body.paging?.next?.after}`);
  expect(first.body.results).toMatchObject([{ lastName: "1" }, { lastName: "2" }]);
  expect(second.body).toEqual({ results: [expect.objectContaining({ lastName: "3" })] });
});

test("says which portal it is, its time zone and its currency", async () => {
  const { get } = testPortal({ portalId: 7, timeZone: "Europe/Berlin", currency: "EUR" });
  expect((await get("/account-info/v3/details")).body).toMatchObject({
    portalId: 7,
    timeZone: "Europe/Berlin",
    companyCurrency: "EUR",
    utcOffset: "+01:00",
    utcOffsetMilliseconds: 3_600_000,
  });
});

test("lists the outcomes of calls by id", async () => {
  const { get } = testPortal();
  const { body } = await get("/calling/v1/dispositions");
  expect(body).toContainEqual({
    id: "f240bbac-87c9-4f6e-bf70-924b57d47db7",
    label: "Connected",
    deleted: false,
  });
});

test("says what a token may do", async () => {
  const { post, sandbox } = testPortal({ scopes: ["crm.objects.deals.read"] });
  const path = "/oauth/v2/private-apps/get/access-token-info";
  const { body } = await post(path, { tokenKey: sandbox.accessToken });
  expect(body).toMatchObject({ hubId: sandbox.portalId, scopes: ["crm.objects.deals.read"] });
  expect((await post(path, { tokenKey: "other" })).status).toBe(404);
});

describe("how much of the day is used", () => {
  test("by the apps with lasting tokens, until midnight of the account's zone", async () => {
    const { get, sandbox } = testPortal({ limits: "real", dailyLimit: 100 });
    await get("/crm/v3/owners");
    sandbox.spendDailyCalls(40);
    const { body } = await get("/account-info/2026-03/api-usage/daily/private-apps");
    expect(body.results).toEqual([
      {
        name: "private-apps-api-calls-daily",
        usageLimit: 100,
        currentUsage: 42,
        fetchStatus: "SUCCESS",
        collectedAt: "2026-11-02T09:00:00Z",
        resetsAt: "2026-11-03T05:00:00Z",
      },
    ]);
    sandbox.spendDailyCalls(58);
    expect((await get("/crm/v3/owners")).body.policyName).toBe("DAILY");
  });

  test("a bought increase raises the burst once and the day each time", async () => {
    const { get } = testPortal({ limits: "real", limitIncreases: 2 });
    const { headers } = await get("/crm/v3/owners");
    expect(headers.get("x-hubspot-ratelimit-max")).toBe("250");
    expect(headers.get("x-hubspot-ratelimit-daily")).toBe("2625000");
  });
});

test("an owner who leaves is archived, loses the user id, and may come back", async () => {
  const { get, sandbox } = testPortal();
  const ids = sandbox.loadPortfolio(somePortfolio({ users: USERS }));
  const ann = ids.users.get("a") ?? "";
  sandbox.setOwnerActive(ann, false);
  const gone = (await get("/crm/v3/owners?archived=true")).body.results;
  expect([gone?.[0]?.id, gone?.[0]?.archived, gone?.[0]?.userId]).toEqual([ann, true, undefined]);
  expect(gone?.[0]?.userIdIncludingInactive).toBe(8_000_001);
  sandbox.setOwnerActive(ann, true);
  expect((await get("/crm/v3/owners")).body.results?.[0]?.userId).toBe(8_000_001);
});
