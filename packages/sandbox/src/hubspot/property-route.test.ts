import { describe, expect, test } from "vitest";
import { testPortal } from "./testing/test-client.ts";

const DEALS = "/crm/properties/2026-09/deals";
const GROUP = { name: "headway", label: "Headway" };
const LEVEL = {
  name: "headway_level",
  label: "Level",
  type: "number",
  fieldType: "number",
  groupName: "headway",
};

async function portalWithGroup(options = {}) {
  const portal = testPortal(options);
  await portal.post(`${DEALS}/groups`, GROUP);
  return portal;
}

describe("groups", () => {
  test("are made once", async () => {
    const { post, get } = testPortal();
    const made = await post(`${DEALS}/groups`, { ...GROUP, displayOrder: 9 });
    expect([made.status, made.body]).toEqual([201, { ...GROUP, displayOrder: 9, archived: false }]);
    expect((await post(`${DEALS}/groups`, GROUP)).status).toBe(409);
    expect((await get(`${DEALS}/groups/headway`)).body).toEqual(made.body);
    expect((await get(`${DEALS}/groups/other`)).status).toBe(404);
    expect((await get(`${DEALS}/groups`)).body.results).toHaveLength(2);
  });
});

describe("properties", () => {
  test("are made once, then written and read", async () => {
    const { post, get, sandbox } = await portalWithGroup();
    const made = await post(DEALS, LEVEL);
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      ...LEVEL,
      calculated: false,
      hasUniqueValue: false,
      modificationMetadata: { archivable: true, readOnlyDefinition: false, readOnlyValue: false },
    });
    const again = await post(DEALS, LEVEL);
    expect([again.status, again.body.category]).toEqual([409, "OBJECT_ALREADY_EXISTS"]);
    expect((await get(`/crm/v3/properties/deals/headway_level`)).body).toEqual(made.body);
    const { id } = sandbox.create("deals", { properties: { headway_level: "3" } });
    const read = await get(`/crm/v3/objects/deals/${id}?properties=headway_level`);
    expect(read.body.properties).toMatchObject({ headway_level: "3" });
  });

  test("once archived can be neither written nor read", async () => {
    const { post, get, send, sandbox } = await portalWithGroup();
    await post(DEALS, LEVEL);
    const { id } = sandbox.create("deals", { properties: { headway_level: "3" } });
    expect((await send("DELETE", `${DEALS}/headway_level`)).status).toBe(204);
    const change = await send("PATCH", `/crm/v3/objects/deals/${id}`, { properties: { headway_level: "4" } });
    expect(change.body.errors).toMatchObject([{ code: "PROPERTY_DOESNT_EXIST" }]);
    const read = await get(`/crm/v3/objects/deals/${id}?properties=headway_level`);
    expect(read.body.properties).not.toHaveProperty("headway_level");
    expect((await get(`${DEALS}/headway_level`)).status).toBe(404);
    expect((await get(`${DEALS}?archived=true`)).body.results).toMatchObject([{ name: "headway_level" }]);
  });

  test.each([
    ["no such group", { groupName: "nowhere" }],
    ["capitals in the name", { name: "Headway" }],
    ["a type that does not exist", { type: "integer" }],
    ["a field type of another type", { fieldType: "text" }],
    ["no label", { label: "" }],
    [
      "options that repeat",
      { type: "enumeration", fieldType: "select", options: [1, 2].map(() => ({ label: "A", value: "a" })) },
    ],
  ])("are refused with %s", async (_, more) => {
    const { post } = await portalWithGroup();
    expect((await post(DEALS, { ...LEVEL, ...more })).status).toBe(400);
  });

  test("HubSpot's own cannot be archived", async () => {
    const { send } = testPortal();
    expect((await send("DELETE", `${DEALS}/dealname`)).status).toBe(400);
  });
});

describe("unique properties", () => {
  const unique = (index: number) => ({
    name: `key_${index}`,
    label: "Key",
    type: "string",
    fieldType: "text",
    groupName: "taskinformation",
    hasUniqueValue: true,
  });

  test("are ten per object at most", async () => {
    const { post } = testPortal();
    const statuses = [];
    for (let index = 0; index < 11; index++)
      statuses.push((await post("/crm/v3/properties/tasks", unique(index))).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 201), 400]);
  });

  test("are refused on tasks by a portal that does not have them", async () => {
    const { post } = testPortal({ uniqueTaskProperty: false });
    expect((await post("/crm/v3/properties/tasks", unique(0))).status).toBe(400);
    expect((await post("/crm/v3/properties/tasks", { ...unique(0), hasUniqueValue: false })).status).toBe(
      201,
    );
  });
});

test("many properties are created at once or not at all, and counted", async () => {
  const { post, get } = testPortal();
  const draft = { type: "string", fieldType: "text", groupName: "dealinformation" };
  const inputs = ["a", "b"].map((name) => ({ ...draft, name, label: name }));
  const path = "/crm/properties/2026-09/deals/batch/create";
  const bad = { ...draft, name: "c", label: "c", groupName: "nowhere" };
  expect((await post(path, { inputs: [...inputs, bad] })).status).toBe(400);
  const { status, body } = await post(path, { inputs });
  expect([status, body.status, body.results?.[1]?.name]).toEqual([201, "COMPLETE", "b"]);
  const limits = (await get("/crm/limits/2026-09/custom-properties")).body;
  expect(limits).toMatchObject({ overallLimit: 10_000, overallUsage: 2, overallPercentage: 0.02 });
  expect(limits.byObjectType?.[0]).toEqual({
    objectTypeId: "0-3",
    singularLabel: "Deal",
    pluralLabel: "Deals",
    limit: 1_000,
    usage: 2,
    percentage: 0.2,
  });
});
