import { describe, expect, test } from "vitest";
import { testPortal } from "./testing/test-client.ts";

const SEARCH = "/crm/objects/2026-09/deals/search";

function portalWithAmounts(amounts: readonly (string | null)[], options = {}) {
  const portal = testPortal(options);
  const ids = amounts.map((amount, index) => {
    portal.wait(1_000);
    return portal.sandbox.create("deals", { properties: { dealname: `Deal number ${index}`, amount } }).id;
  });
  return { ...portal, ids };
}

async function amountsFound(filters: readonly object[], more: object = {}) {
  const { post } = portalWithAmounts(["5", "10", null, "20"]);
  const answer = await post(SEARCH, { filterGroups: [{ filters }], ...more });
  const results = answer.body.results as unknown as { properties: { amount: string | null } }[];
  return results.map((result) => result.properties.amount);
}

const filter = (operator: string, more: object) => [{ propertyName: "amount", operator, ...more }];

test.each([
  ["EQ", { value: "10" }, ["10"]],
  ["NEQ", { value: "10" }, ["5", null, "20"]],
  ["LT", { value: "10" }, ["5"]],
  ["LTE", { value: "10" }, ["5", "10"]],
  ["GT", { value: "5" }, ["10", "20"]],
  ["GTE", { value: "10" }, ["10", "20"]],
  ["BETWEEN", { value: "5", highValue: "10" }, ["5", "10"]],
  ["IN", { values: ["5", "20"] }, ["5", "20"]],
  ["NOT_IN", { values: ["5", "20"] }, ["10", null]],
  ["HAS_PROPERTY", {}, ["5", "10", "20"]],
  ["NOT_HAS_PROPERTY", {}, [null]],
])("%s %j finds %j", async (operator, more, expected) => {
  expect(await amountsFound(filter(operator, more))).toEqual(expected);
});

test("filters of a group are joined by AND, groups by OR", async () => {
  const { post } = portalWithAmounts(["5", "10", "20"]);
  const filterGroups = [
    { filters: [...filter("GT", { value: "5" }), ...filter("LT", { value: "20" })] },
    { filters: filter("EQ", { value: "20" }) },
  ];
  expect((await post(SEARCH, { filterGroups })).body.total).toBe(2);
});

test("CONTAINS_TOKEN looks at whole words, with a star for the rest", async () => {
  const { post } = portalWithAmounts(["5"]);
  const total = async (value: string) => {
    const filters = [{ propertyName: "dealname", operator: "CONTAINS_TOKEN", value }];
    return (await post(SEARCH, { filterGroups: [{ filters }] })).body.total;
  };
  expect([await total("NUMBER"), await total("numb"), await total("numb*")]).toEqual([1, 0, 1]);
});

test("sorts by one property, and a second one is refused", async () => {
  const sorted = await amountsFound([], { sorts: [{ propertyName: "amount", direction: "DESCENDING" }] });
  expect(sorted).toEqual(["20", "10", "5", null]);
  const { post } = testPortal();
  const sorts = [{ propertyName: "amount" }, { propertyName: "dealname" }];
  expect((await post(SEARCH, { sorts })).status).toBe(400);
});

test("pages by offset, and says the total of all pages", async () => {
  const { post, ids } = portalWithAmounts(["1", "2", "3"]);
  const first = await post(SEARCH, { limit: 2 });
  expect(first.body).toMatchObject({
    total: 3,
    results: [{ id: ids[0] }, { id: ids[1] }],
    paging: { next: { after: "2" } },
  });
  const second = await post(SEARCH, { limit: 2, after: "2" });
  expect(second.body.results).toMatchObject([{ id: ids[2] }]);
  expect(second.body).not.toHaveProperty("paging");
});

test("a keyset over the modified date and the id finds each record once", async () => {
  const { post, ids } = portalWithAmounts(["1", "2", "3", "4", "5"]);
  const since = Date.parse("2026-11-02T09:00:02Z");
  const seen: string[] = [];
  let last = "0";
  for (let page = 0; page < 3; page++) {
    const filters = [
      { propertyName: "hs_lastmodifieddate", operator: "GTE", value: String(since) },
      { propertyName: "hs_object_id", operator: "GT", value: last },
    ];
    const sorts = [{ propertyName: "hs_object_id", direction: "ASCENDING" }];
    const { body } = await post(SEARCH, { limit: 2, filterGroups: [{ filters }], sorts });
    seen.push(...(body.results as unknown as { id: string }[]).map((result) => result.id));
    last = seen.at(-1) ?? last;
  }
  expect(seen).toEqual(ids.slice(1));
});

describe("limits of a query", () => {
  const many = (count: number) => Array.from({ length: count }, () => filter("HAS_PROPERTY", {})).flat();
  test.each([
    ["200 a page", { limit: 200 }, 200],
    ["201 a page", { limit: 201 }, 400],
    ["the 10,000th result", { limit: 100, after: "9900" }, 200],
    ["beyond the 10,000th result", { limit: 100, after: "9901" }, 400],
    ["6 filters in a group", { filterGroups: [{ filters: many(6) }] }, 200],
    ["7 filters in a group", { filterGroups: [{ filters: many(7) }] }, 400],
    ["5 groups", { filterGroups: Array.from({ length: 5 }, () => ({ filters: many(3) })) }, 200],
    ["6 groups", { filterGroups: Array.from({ length: 6 }, () => ({ filters: many(1) })) }, 400],
    ["19 filters", { filterGroups: [6, 6, 6, 1].map((count) => ({ filters: many(count) })) }, 400],
    ["a query of 3,001 characters", { query: "x".repeat(3_001) }, 400],
    [
      "an unknown property",
      { filterGroups: [{ filters: [{ propertyName: "no", operator: "EQ", value: "1" }] }] },
      400,
    ],
    ["an unknown operator", { filterGroups: [{ filters: filter("LIKE", { value: "1" }) }] }, 400],
  ])("%s", async (_, body, status) => {
    const { post } = portalWithAmounts(["1"]);
    expect((await post(SEARCH, body)).status).toBe(status);
  });
});

describe("the index stays behind", () => {
  const total = async (post: ReturnType<typeof testPortal>["post"], amount: string) =>
    (await post(SEARCH, { filterGroups: [{ filters: filter("EQ", { value: amount }) }] })).body.total;

  test("a new record is found late, a list sees it at once", async () => {
    const { post, get, wait } = portalWithAmounts(["1"], { indexLagMs: 5_000 });
    expect(await total(post, "1")).toBe(0);
    expect((await get("/crm/v3/objects/deals")).body.results).toHaveLength(1);
    wait(5_000);
    expect(await total(post, "1")).toBe(1);
  });

  test("a change is found late, and with its old modified date until then", async () => {
    const { post, sandbox, ids, wait } = portalWithAmounts(["1"], { indexLagMs: 5_000 });
    wait(10_000);
    sandbox.edit("deals", ids[0] ?? "", { amount: "2" });
    expect([await total(post, "1"), await total(post, "2")]).toEqual([1, 0]);
    const { body } = await post(SEARCH, {});
    expect(body.results?.[0]?.updatedAt).toBe("2026-11-02T09:00:01Z");
    wait(5_000);
    expect([await total(post, "1"), await total(post, "2")]).toEqual([0, 1]);
  });

  test("never shows an archived record", async () => {
    const { post, sandbox, ids } = portalWithAmounts(["1"]);
    sandbox.archive("deals", ids[0] ?? "");
    expect(await total(post, "1")).toBe(0);
  });
});

describe("a search that need not look at every record", () => {
  /** A second group that nothing passes keeps the sandbox from taking the short way. */
  const NOTHING = { filters: [{ propertyName: "dealname", operator: "EQ", value: "nothing is called so" }] };

  function edited(late: boolean) {
    const portal = testPortal({ indexLagMs: (id) => (late ? (Number(id) % 3) * 400 : 0) });
    const ids = Array.from({ length: 40 }, (_, index) => {
      portal.wait(index % 4 === 0 ? 100 : 0);
      return portal.sandbox.create("deals", { properties: { dealname: `D${index % 5}` } }).id;
    });
    for (const [index, id] of ids.entries()) {
      if (index % 3 === 0) portal.sandbox.edit("deals", id, { amount: String(index) });
      if (index % 11 === 0) portal.sandbox.archive("deals", id);
      if (index % 2 === 0) portal.wait(50);
    }
    return { ...portal, ids };
  }

  const at = (ms: number): string => String(Date.parse("2026-11-02T09:00:00Z") + ms);
  test.each([
    ["hs_object_id", [{ propertyName: "hs_object_id", operator: "GT", value: "31000000010" }]],
    ["hs_object_id", [{ propertyName: "hs_object_id", operator: "LTE", value: "31000000010" }]],
    ["hs_lastmodifieddate", [{ propertyName: "hs_lastmodifieddate", operator: "GTE", value: at(700) }]],
    ["hs_lastmodifieddate", [{ propertyName: "hs_lastmodifieddate", operator: "LT", value: at(700) }]],
    [
      "hs_lastmodifieddate",
      [
        { propertyName: "hs_lastmodifieddate", operator: "BETWEEN", value: at(300), highValue: at(1_200) },
        { propertyName: "dealname", operator: "EQ", value: "D1" },
      ],
    ],
  ])("finds by %s and %j what a look at each finds, in the same order", async (property, filters) => {
    for (const late of [false, true]) {
      const { post } = edited(late);
      const found = async (groups: readonly object[]) => {
        const sorts = [{ propertyName: property, direction: "ASCENDING" }];
        const { body } = await post("/crm/v3/objects/deals/search", {
          limit: 100,
          sorts,
          filterGroups: groups,
        });
        const rows = Array.from({ length: Number(body.total) }, (_, index) => body.results?.[index]?.id);
        return [body.total, ...rows];
      };
      const short = await found([{ filters }]);
      expect(short).toEqual(await found([{ filters }, NOTHING]));
      expect(short.length).toBeGreaterThan(1);
    }
  });

  test("looks at everything for several groups, each with its own stretch", async () => {
    const { post, ids } = edited(false);
    const group = (operator: string, value = "") => ({
      filters: [{ propertyName: "hs_object_id", operator, value }],
    });
    const filterGroups = [group("LTE", ids[1]), group("GTE", ids[38])];
    const { body } = await post("/crm/v3/objects/deals/search", { sorts: ["hs_object_id"], filterGroups });
    expect([0, 1, 2].map((index) => body.results?.[index]?.id)).toEqual([ids[1], ids[38], ids[39]]);
  });

  test("shows each record as late as its own lag says (D1)", async () => {
    const { post, sandbox, wait } = testPortal({ indexLagMs: (id) => (Number(id) % 2) * 1_000 });
    const ids = [1, 2].map(() => sandbox.create("deals", { properties: {} }).id);
    const seen = async () => (await post("/crm/v3/objects/deals/search", {})).body.total;
    expect([await seen(), Number(ids[1]) % 2]).toEqual([1, 0]);
    wait(1_000);
    expect(await seen()).toBe(2);
  });

  test("takes one list of filters for a group, and looks for words where HubSpot does", async () => {
    const { post, sandbox } = testPortal();
    sandbox.create("meetings", {
      properties: { hs_timestamp: "2026-11-03T09:00:00Z", hs_meeting_title: "Kick-off" },
    });
    sandbox.create("meetings", {
      properties: { hs_timestamp: "2026-11-03T09:00:00Z", hs_meeting_title: "Review" },
    });
    const path = "/crm/objects/2026-09/meetings/search";
    const filters = [{ propertyName: "hs_meeting_title", operator: "EQ", value: "Review" }];
    expect((await post(path, { filters })).body.total).toBe(1);
    expect((await post(path, { query: "kick" })).body.total).toBe(1);
  });
});
