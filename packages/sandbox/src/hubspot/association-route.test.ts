import { describe, expect, test } from "vitest";
import { testPortal } from "./testing/test-client.ts";

const PAIR = "/crm/v4/associations/deals/companies";

function linkedPortal(options = {}) {
  const portal = testPortal(options);
  const deal = portal.sandbox.create("deals", { properties: { dealname: "D" } }).id;
  const company = portal.sandbox.create("companies", { properties: { name: "C" } }).id;
  const ends = { from: { id: deal }, to: { id: company } };
  const create = (typeId: number, path = PAIR) =>
    portal.post(`${path}/batch/create`, {
      inputs: [{ ...ends, types: [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId: typeId }] }],
    });
  return { ...portal, deal, company, create };
}

test("a primary link is an unlabelled one too, and the list shows the company twice", async () => {
  const { get, deal, company, create } = linkedPortal();
  expect((await create(5)).status).toBe(201);
  const { body } = await get(`/crm/v3/objects/deals/${deal}?associations=companies,contacts`);
  expect(body.associations).toEqual({
    companies: {
      results: [
        { id: company, type: "deal_to_company" },
        { id: company, type: "deal_to_company_unlabeled" },
      ],
    },
  });
});

test("a batch read gives types and labels, and says which record has no link", async () => {
  const { post, deal, company, create, sandbox } = linkedPortal();
  await create(5, "/crm/associations/2026-09/deals/companies");
  const lonely = sandbox.create("deals", { properties: {} }).id;
  const answer = await post(`${PAIR}/batch/read`, { inputs: [{ id: deal }, { id: lonely }] });
  expect(answer.status).toBe(207);
  expect(answer.body.results).toEqual([
    {
      from: { id: deal },
      to: [
        {
          toObjectId: Number(company),
          associationTypes: [
            { category: "HUBSPOT_DEFINED", typeId: 5, label: "Primary" },
            { category: "HUBSPOT_DEFINED", typeId: 341, label: null },
          ],
        },
      ],
    },
  ]);
  expect(answer.body.errors).toMatchObject([
    {
      subCategory: "crm.associations.NO_ASSOCIATIONS_FOUND",
      message: `No company is associated with deal ${lonely}.`,
      context: { fromObjectId: [lonely], fromObjectType: ["deal"], toObjectType: ["company"] },
    },
  ]);
});

test("a deal has one primary company; the former one stays linked", async () => {
  const { sandbox, deal, company, create } = linkedPortal();
  await create(5);
  const other = sandbox.create("companies", { properties: { name: "Other" } }).id;
  sandbox.associate({ objectType: "deals", id: deal }, { objectType: "companies", id: other }, 5);
  expect(sandbox.record("deals", deal)?.associations.companies).toEqual([
    { id: company, typeIds: [341] },
    { id: other, typeIds: [5, 341] },
  ]);
  expect(sandbox.record("companies", company)?.associations.deals).toEqual([{ id: deal, typeIds: [342] }]);
});

test("linking twice is linking once; taking away takes every type", async () => {
  const { post, sandbox, deal, company, create } = linkedPortal();
  await create(341);
  await create(341);
  expect(sandbox.record("deals", deal)?.associations.companies).toEqual([{ id: company, typeIds: [341] }]);
  const inputs = [{ from: { id: deal }, to: [{ id: company }] }];
  expect((await post(`${PAIR}/batch/archive`, { inputs })).status).toBe(204);
  expect(sandbox.record("companies", company)?.associations.deals).toEqual([]);
});

test.each([
  ["an unknown id", { to: { id: "404" } }, { subCategory: "crm.associations.INVALID_IDENTIFIER" }],
  [
    "a type of other objects",
    { types: [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId: 3 }] },
    {},
  ],
])("a batch create with %s comes back as an error", async (_, more, error) => {
  const { post, deal, company } = linkedPortal();
  const types = [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId: 341 }];
  const inputs = [{ from: { id: deal }, to: { id: company }, types, ...more }];
  const answer = await post(`${PAIR}/batch/create`, { inputs });
  expect(answer.status).toBe(207);
  expect(answer.body).toMatchObject({ numErrors: 1, errors: [{ category: "VALIDATION_ERROR", ...error }] });
});

test.each([
  ["read", 1_000],
  ["create", 2_000],
  ["archive", 100],
])("batch %s takes %i inputs and no more", async (verb, limit) => {
  const { post } = linkedPortal();
  const input = { id: "1", from: { id: "1" }, to: verb === "archive" ? [] : { id: "1" }, types: [] };
  const send = (count: number) =>
    post(`${PAIR}/batch/${verb}`, { inputs: Array.from({ length: count }, () => input) });
  expect((await send(limit)).status).not.toBe(400);
  expect((await send(limit + 1)).status).toBe(400);
});

test("the default association needs no type", async () => {
  const { send, sandbox, deal, company } = linkedPortal();
  const path = `/crm/v4/objects/deals/${deal}/associations/default/companies/${company}`;
  expect((await send("PUT", path)).status).toBe(200);
  expect(sandbox.record("companies", company)?.associations.deals).toEqual([{ id: deal, typeIds: [342] }]);
});

describe("more links than fit", () => {
  function crowded() {
    const portal = linkedPortal({ inlineAssociationLimit: 2, associationPageSize: 2 });
    const tasks = [1, 2, 3].map(
      (day) =>
        portal.sandbox.create("tasks", {
          properties: { hs_timestamp: `2026-11-0${day}T00:00:00Z` },
          associations: [{ objectType: "deals", id: portal.deal }],
        }).id,
    );
    return { ...portal, tasks };
  }

  test("an object read says that there are more and where", async () => {
    const { get, deal, tasks } = crowded();
    const { body } = await get(`/crm/v3/objects/deals/${deal}?associations=tasks`);
    expect(body.associations?.tasks).toMatchObject({
      results: [{ id: tasks[0], type: "deal_to_task" }, { id: tasks[1] }],
      paging: { next: { after: tasks[2] } },
    });
    const rest = await get(`/crm/v4/objects/deals/${deal}/associations/tasks?after=${tasks[2]}`);
    expect(rest.body).toEqual({
      results: [
        {
          toObjectId: Number(tasks[2]),
          associationTypes: [{ category: "HUBSPOT_DEFINED", typeId: 215, label: null }],
        },
      ],
    });
    expect((await get(`/crm/objects/2026-09/deals/${deal}/associations/tasks`)).status).toBe(404);
  });

  test("a batch read goes on from `after`", async () => {
    const { post, deal, tasks } = crowded();
    const path = "/crm/v4/associations/deals/tasks/batch/read";
    const first = await post(path, { inputs: [{ id: deal }] });
    expect(first.body.results?.[0]).toMatchObject({ paging: { next: { after: tasks[2] } } });
    const second = await post(path, { inputs: [{ id: deal, after: tasks[2] }] });
    expect(second.body.results?.[0]?.to).toMatchObject([{ toObjectId: Number(tasks[2]) }]);
  });

  test("links to archived records are not shown", async () => {
    const { get, sandbox, deal, tasks } = crowded();
    sandbox.archive("tasks", tasks[0] ?? "");
    const { body } = await get(`/crm/v3/objects/deals/${deal}?associations=tasks`);
    expect(body.associations?.tasks?.results).toMatchObject([{ id: tasks[1] }, { id: tasks[2] }]);
  });
});

describe("versions", () => {
  test("v3 names types, in a batch and for one record", async () => {
    const { post, get, deal, company, create } = linkedPortal();
    await create(5);
    const types = [
      { id: company, type: "deal_to_company" },
      { id: company, type: "deal_to_company_unlabeled" },
    ];
    const path = "/crm/v3/associations/deals/companies/batch/read";
    expect((await post(path, { inputs: [{ id: deal }] })).body.results).toEqual([
      { from: { id: deal }, to: types },
    ]);
    expect((await get(`/crm/v3/objects/deals/${deal}/associations/companies`)).body).toEqual({
      results: types,
    });
  });

  test("v4 has no objects, v3 makes no links, the dated one has no list of a record", async () => {
    const { get, send, deal, company } = linkedPortal();
    const paths = [
      "/crm/v4/objects/deals",
      `/crm/objects/2026-09/deals/${deal}/associations/companies`,
      "/crm/objects/2024-03/deals",
    ];
    for (const path of paths) expect((await get(path)).status).toBe(404);
    const legacy = `/crm/v3/objects/deals/${deal}/associations/default/companies/${company}`;
    expect((await send("PUT", legacy)).status).toBe(404);
  });

  test("the id of a merged record leads to the other, but to no links", async () => {
    const { post, get, deal, create, sandbox } = linkedPortal({ mergedIds: "new" });
    await create(341);
    const other = sandbox.create("deals", { properties: {} }).id;
    const { id } = sandbox.merge("deals", deal, other);
    expect((await get(`/crm/v3/objects/deals/${deal}`)).body.id).toBe(id);
    const read = async (from: string) =>
      (await post(`${PAIR}/batch/read`, { inputs: [{ id: from }] })).body.results;
    expect([await read(deal), (await read(id))?.length]).toEqual([[], 1]);
  });
});

test("a link is removed one by one", async () => {
  const { get, send, deal, company, create } = linkedPortal();
  await create(341);
  const path = `/crm/v4/objects/deals/${deal}/associations/companies`;
  expect((await send("DELETE", `${path}/${company}`)).status).toBe(204);
  expect((await get(path)).body).toEqual({ results: [] });
});
