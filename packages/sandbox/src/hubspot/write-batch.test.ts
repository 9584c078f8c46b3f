import { describe, expect, test } from "vitest";
import { START, testPortal } from "./testing/test-client.ts";

const TASKS = "/crm/objects/2026-09/tasks/batch";

function task(subject: string, more: object = {}) {
  return { properties: { hs_task_subject: subject, hs_timestamp: String(START), ...more } };
}

describe("reading", () => {
  test("says which ids it did not find", async () => {
    const { post, sandbox } = testPortal();
    const { id } = sandbox.create("deals", { properties: { dealname: "A" } });
    const body = { inputs: [{ id }, { id: "404" }, { id: "405" }], properties: ["dealname"] };
    const answer = await post("/crm/v3/objects/deals/batch/read", body);
    expect(answer.status).toBe(207);
    expect(answer.body).toMatchObject({
      status: "COMPLETE",
      results: [{ id, properties: { dealname: "A" } }],
      numErrors: 1,
      errors: [{ category: "OBJECT_NOT_FOUND", context: { ids: ["404", "405"] } }],
    });
  });

  test.each([
    [100, {}, 207],
    [101, {}, 400],
    [50, { propertiesWithHistory: ["amount"] }, 207],
    [51, { propertiesWithHistory: ["amount"] }, 400],
  ])("of %i ids with %j answers %i", async (count, more, status) => {
    const { post } = testPortal();
    const inputs = Array.from({ length: count }, (_, index) => ({ id: String(index) }));
    expect((await post("/crm/v3/objects/deals/batch/read", { inputs, ...more })).status).toBe(status);
  });
});

describe("creating", () => {
  test("links what it makes, and its results do not follow the order of the inputs", async () => {
    const { post, sandbox } = testPortal();
    const deal = sandbox.create("deals", { properties: { dealname: "A" } });
    const types = [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId: 216 }];
    const inputs = [
      { ...task("one"), associations: [{ to: { id: deal.id }, types }], objectWriteTraceId: "a" },
      { ...task("two"), objectWriteTraceId: "b" },
    ];
    const answer = await post(`${TASKS}/create`, { inputs });
    expect(answer.status).toBe(201);
    expect(answer.body.results).toMatchObject([{ objectWriteTraceId: "b" }, { objectWriteTraceId: "a" }]);
    expect(sandbox.record("deals", deal.id)?.associations.tasks).toEqual([
      { id: String(answer.body.results?.[1]?.id), typeIds: [215] },
    ]);
  });

  test("with a trace id on each input, one refusal leaves the others alone", async () => {
    const { post, sandbox } = testPortal();
    const inputs = [
      { ...task("good"), objectWriteTraceId: "a" },
      { ...task("bad", { hs_task_status: "MAYBE" }), objectWriteTraceId: "b" },
    ];
    const answer = await post(`${TASKS}/create`, { inputs });
    expect(answer.status).toBe(207);
    expect(answer.body).toMatchObject({ numErrors: 1, errors: [{ context: { objectWriteTraceId: ["b"] } }] });
    expect(sandbox.count("tasks")).toBe(1);
  });

  test("without trace ids, one refusal refuses them all", async () => {
    const { post, sandbox } = testPortal();
    const inputs = [task("good"), task("bad", { hs_task_status: "MAYBE" })];
    expect((await post(`${TASKS}/create`, { inputs })).status).toBe(400);
    expect(sandbox.count("tasks")).toBe(0);
  });

  test("a contact that exists is a conflict that names it", async () => {
    const { post, sandbox } = testPortal();
    const { id } = sandbox.create("contacts", { properties: { email: "a@example.com" } });
    const input = { properties: { email: "A@example.com" } };
    const one = await post("/crm/v3/objects/contacts", input);
    expect([one.status, one.body.message]).toEqual([409, `Contact already exists. Existing ID: ${id}`]);
    const batch = await post("/crm/v3/objects/contacts/batch/create", {
      inputs: [{ ...input, objectWriteTraceId: "0" }],
    });
    expect(batch.body.errors).toMatchObject([
      { category: "CONFLICT", context: { objectWriteTraceId: ["0"], existingId: [id] } },
    ]);
  });
});

describe("updating", () => {
  test("of unknown ids comes back beside what was done", async () => {
    const { post, sandbox } = testPortal();
    const { id } = sandbox.create("deals", { properties: { dealname: "A" } });
    const inputs = [
      { id: "404", properties: { amount: "1" } },
      { id, properties: { amount: "1" } },
    ];
    const answer = await post("/crm/v3/objects/deals/batch/update", { inputs });
    expect(answer.status).toBe(207);
    expect(answer.body).toMatchObject({ results: [{ id }], errors: [{ context: { ids: ["404"] } }] });
    expect(sandbox.record("deals", id)?.properties.amount).toBe("1");
  });

  test("refuses an id given twice, in the recorded words", async () => {
    const { post } = testPortal();
    const inputs = [{ id: "123456" }, { id: "123456" }];
    const answer = await post("/crm/v3/objects/deals/batch/update", { inputs });
    expect(answer.body).toMatchObject({
      message: "Duplicate IDs found in batch input: [123456]. IDs must be unique",
      context: { ids: ["123456"] },
    });
  });

  test.each(["create", "update", "upsert", "archive"])("%s takes 100 inputs and no more", async (verb) => {
    const { post } = testPortal();
    const inputs = Array.from({ length: 101 }, (_, index) => ({ id: String(index), idProperty: "email" }));
    const answer = await post(`/crm/v3/objects/contacts/batch/${verb}`, { inputs });
    expect([answer.status, answer.body.category]).toEqual([400, "VALIDATION_ERROR"]);
  });
});

describe("upserting by a unique property", () => {
  const KEY = {
    name: "headway_key",
    label: "Key",
    type: "string",
    fieldType: "text",
    hasUniqueValue: true,
  } as const;

  test("makes a task once and then changes it", async () => {
    const { post, sandbox } = testPortal();
    sandbox.defineProperty("tasks", KEY);
    const input = { id: "k1", idProperty: "headway_key", ...task("first") };
    const first = await post(`${TASKS}/upsert`, { inputs: [input] });
    const again = await post(`${TASKS}/upsert`, { inputs: [{ ...input, ...task("second") }] });
    expect([first.body.results?.[0]?.new, again.body.results?.[0]?.new]).toEqual([true, false]);
    expect(sandbox.records("tasks")).toMatchObject([
      { id: first.body.results?.[0]?.id, properties: { headway_key: "k1", hs_task_subject: "second" } },
    ]);
  });

  test("a second create with the value of another is refused", async () => {
    const { post, sandbox } = testPortal();
    sandbox.defineProperty("tasks", KEY);
    const input = task("x", { headway_key: "k1" });
    expect((await post("/crm/v3/objects/tasks", input)).status).toBe(201);
    const again = await post("/crm/v3/objects/tasks", input);
    expect([again.status, again.body.errors?.[0]?.code]).toEqual([400, "CONFLICTING_UNIQUE_VALUE"]);
  });

  test("is refused by a property that is not unique", async () => {
    const { post } = testPortal();
    const inputs = [{ id: "1", idProperty: "hs_object_id", ...task("x") }];
    const answer = await post(`${TASKS}/upsert`, { inputs });
    expect(answer.status).toBe(400);
    expect(answer.body.message).toContain("non-unique 0-27 property hs_object_id");
  });
});

test("archiving takes unknown ids for done", async () => {
  const { post, sandbox } = testPortal();
  const { id } = sandbox.create("deals", { properties: {} });
  const answer = await post("/crm/v3/objects/deals/batch/archive", { inputs: [{ id }, { id: "404" }] });
  expect([answer.status, sandbox.record("deals", id)?.archived]).toEqual([204, true]);
});
