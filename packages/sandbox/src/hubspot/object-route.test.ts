import { describe, expect, test } from "vitest";
import { START, testPortal } from "./testing/test-client.ts";

const DEALS = "/crm/objects/2026-09/deals";

function portalWithDeals(count: number, options = {}) {
  const portal = testPortal(options);
  const ids = Array.from(
    { length: count },
    (_, index) => portal.sandbox.create("deals", { properties: { dealname: `D${index}` } }).id,
  );
  return { ...portal, ids };
}

describe("listing", () => {
  test("pages by id: `after` is the id after the last one given", async () => {
    const { get, ids } = portalWithDeals(5);
    const first = await get(`${DEALS}?limit=2`);
    expect(first.body.results).toMatchObject([{ id: ids[0] }, { id: ids[1] }]);
    expect(first.body.paging).toEqual({
      next: {
        after: String(Number(ids[1]) + 1),
        link: `https://api.hubapi.com${DEALS}?limit=2&after=${Number(ids[1]) + 1}`,
      },
    });
    const last = await get(`${DEALS}?limit=3&after=${ids[2]}`);
    expect(last.body.results).toHaveLength(3);
    expect(last.body).not.toHaveProperty("paging");
  });

  test("is the same on the legacy path and the dated ones, and 404 on a version that is not", async () => {
    const { get } = portalWithDeals(1);
    const legacy = await get("/crm/v3/objects/deals");
    expect((await get(DEALS)).body.results).toEqual(legacy.body.results);
    expect((await get("/crm/objects/0-3")).status).toBe(404);
    expect((await get("/crm/objects/2031-03/deals")).status).toBe(404);
  });

  test.each([
    ["limit=101", 400],
    ["limit=100", 200],
    ["limit=0", 400],
    ["limit=51&propertiesWithHistory=dealstage", 400],
    ["limit=50&propertiesWithHistory=dealstage", 200],
  ])("%s answers %i", async (query, status) => {
    const { get } = portalWithDeals(1);
    expect((await get(`${DEALS}?${query}`)).status).toBe(status);
  });

  test("gives unset properties as null and leaves unknown ones out", async () => {
    const { get } = portalWithDeals(1);
    const { body } = await get(`${DEALS}?properties=dealname,amount,nonsense`);
    expect(Object.keys(body.results?.[0]?.properties ?? {})).toEqual([
      "amount",
      "createdate",
      "dealname",
      "hs_lastmodifieddate",
      "hs_object_id",
    ]);
    expect(body.results?.[0]?.properties).toMatchObject({ amount: null, dealname: "D0" });
  });

  test("keeps archived records apart, and archiving leaves the modified date", async () => {
    const { get, send, ids, wait } = portalWithDeals(2);
    wait(5_000);
    expect((await send("DELETE", `${DEALS}/${ids[0]}`)).status).toBe(204);
    expect((await get(DEALS)).body.results).toMatchObject([{ id: ids[1] }]);
    const archived = await get(`${DEALS}?archived=true`);
    expect(archived.body.results).toMatchObject([
      { id: ids[0], archived: true, archivedAt: "2026-11-02T09:00:05Z", updatedAt: "2026-11-02T09:00:00Z" },
    ]);
    expect((await get(`${DEALS}/${ids[0]}`)).status).toBe(404);
    expect((await get(`${DEALS}/${ids[0]}?archived=true`)).status).toBe(200);
  });
});

describe("property history", () => {
  test("is newest first and names who wrote", async () => {
    const { get, send, sandbox, ids, wait } = portalWithDeals(1);
    wait(1_234);
    await send("PATCH", `${DEALS}/${ids[0]}`, { properties: { amount: "10" } });
    wait(1_000);
    sandbox.edit("deals", ids[0] ?? "", { amount: "20" }, { source: "IMPORT" });
    const { body } = await get(`${DEALS}/${ids[0]}?propertiesWithHistory=amount,closedate`);
    expect(body.propertiesWithHistory).toEqual({
      amount: [
        { value: "20", timestamp: "2026-11-02T09:00:02.234Z", sourceType: "IMPORT" },
        {
          value: "10",
          timestamp: "2026-11-02T09:00:01.234Z",
          sourceType: "INTEGRATION",
          sourceId: "4169410",
        },
      ],
      closedate: [],
    });
    expect(body.properties?.hs_lastmodifieddate).toBe("2026-11-02T09:00:02.234Z");
  });

  test("ends at the limit of the portal", async () => {
    const { get, sandbox, ids } = portalWithDeals(1, { historyLimit: 2 });
    for (const amount of ["1", "2", "3"]) sandbox.edit("deals", ids[0] ?? "", { amount });
    const { body } = await get(`${DEALS}/${ids[0]}?propertiesWithHistory=amount`);
    expect(body.propertiesWithHistory?.amount).toMatchObject([{ value: "3" }, { value: "2" }]);
  });
});

describe("writing", () => {
  test("answers a create with what was written, and a change with what changed", async () => {
    const { post, send } = testPortal();
    const made = await post(DEALS, { properties: { dealname: "A", amount: 5, closedate: "2026-12-01" } });
    expect(made.status).toBe(201);
    expect(made.headers.get("location")).toContain(String(made.body.id));
    expect(made.body.properties).toMatchObject({
      amount: "5",
      closedate: "2026-12-01T00:00:00Z",
      pipeline: "default",
    });
    const changed = await send("PATCH", `${DEALS}/${made.body.id}`, { properties: { amount: "" } });
    expect(changed.body.properties).not.toHaveProperty("dealname");
    expect(changed.body.properties).not.toHaveProperty("amount");
  });

  test("any write moves the modified date, also one that changes nothing; a new link does not", async () => {
    const { send, sandbox, ids, wait } = portalWithDeals(1);
    const id = ids[0] ?? "";
    wait(1_000);
    await send("PATCH", `${DEALS}/${id}`, { properties: { dealname: "D0" } });
    expect(sandbox.record("deals", id)?.updatedAt).toBe("2026-11-02T09:00:01Z");
    wait(1_000);
    const company = sandbox.create("companies", { properties: { name: "C" } });
    sandbox.associate({ objectType: "deals", id }, { objectType: "companies", id: company.id });
    expect(sandbox.record("deals", id)?.updatedAt).toBe("2026-11-02T09:00:01Z");
  });

  test.each([
    [{ nonsense: "1" }, "PROPERTY_DOESNT_EXIST"],
    [{ hs_is_closed: "true" }, "READ_ONLY_VALUE"],
    [{ amount: "many" }, "INVALID_NUMBER"],
    [{ closedate: "soon" }, "INVALID_DATE"],
    [{ dealstage: "nowhere" }, "INVALID_OPTION"],
    [{ dealtype: "odd" }, "INVALID_OPTION"],
    [{ hubspot_owner_id: "1" }, "INVALID_OPTION"],
  ])("refuses %j with %s and writes nothing", async (properties, code) => {
    const { send, sandbox, ids } = portalWithDeals(1);
    const answer = await send("PATCH", `${DEALS}/${ids[0]}`, {
      properties: { dealname: "new", ...properties },
    });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ category: "VALIDATION_ERROR", errors: [{ code }] });
    expect(sandbox.record("deals", ids[0] ?? "")?.properties.dealname).toBe("D0");
  });

  test("refuses a task without its due date in HubSpot's words", async () => {
    const { post, sandbox } = testPortal();
    const answer = await post("/crm/v3/objects/tasks", { properties: { hs_task_subject: "x" } });
    expect(answer.status).toBe(400);
    expect(answer.body.message).toBe("Error creating TASK. Some required properties were not set.");
    expect(sandbox.count("tasks")).toBe(0);
  });

  test("computes whether a deal is closed, and when it entered a stage", async () => {
    const { get, sandbox, ids, wait } = portalWithDeals(1);
    wait(60_000);
    sandbox.edit("deals", ids[0] ?? "", { dealstage: "closedwon" });
    const names = "hs_is_closed,hs_is_closed_won,hs_v2_date_entered_closedwon";
    const { body } = await get(`${DEALS}/${ids[0]}?properties=${names}`);
    expect(body.properties).toMatchObject({
      hs_is_closed: "true",
      hs_is_closed_won: "true",
      hs_v2_date_entered_closedwon: "2026-11-02T09:01:00Z",
    });
  });

  test("has no stage dates below Professional", async () => {
    const { get, ids } = portalWithDeals(1, { edition: "starter" });
    const { body } = await get(`${DEALS}/${ids[0]}?properties=hs_v2_date_entered_closedwon`);
    expect(body.properties).not.toHaveProperty("hs_v2_date_entered_closedwon");
  });

  test("a merged record's id leads to the one that stayed, which names it", async () => {
    const { post, get, ids } = portalWithDeals(2);
    const answer = await post(`${DEALS}/merge`, { primaryObjectId: ids[0], objectIdToMerge: ids[1] });
    expect(answer.status).toBe(200);
    const { body } = await get(`${DEALS}/${ids[1]}?properties=hs_merged_object_ids`);
    expect(body).toMatchObject({ id: ids[0], properties: { hs_merged_object_ids: ids[1] } });
    expect((await get(DEALS)).body.results).toHaveLength(1);
  });
});

test("a missing record is a page for a client that does not ask for JSON", async () => {
  const { get } = testPortal();
  const page = await get(`${DEALS}/1`, { accept: "*/*" });
  expect([page.status, page.headers.get("content-type")]).toEqual([404, "text/html;charset=iso-8859-1"]);
  expect((await get(`${DEALS}/1`)).body).toMatchObject({ status: "error", message: "resource not found" });
});

test("a contact is read by its address", async () => {
  const { get, sandbox } = testPortal();
  const { id } = sandbox.create("contacts", { properties: { email: "Ada@Example.com" } });
  expect((await get("/crm/v3/objects/contacts/ada@example.com?idProperty=email")).body.id).toBe(id);
  expect((await get("/crm/v3/objects/contacts/x?idProperty=firstname")).status).toBe(400);
});

test("an object that HubSpot does not know is refused in the recorded words", async () => {
  const { post } = testPortal();
  const answer = await post("/crm/v3/objects/butterflies/search", {});
  expect(answer.body.message).toBe("Unable to infer object type from: butterflies");
});

test("without the scope for e-mail content a subject stays hidden", async () => {
  const { get, sandbox } = testPortal({ scopes: ["crm.objects.contacts.read"] });
  const properties = { hs_timestamp: String(START), hs_email_subject: "Hello" };
  sandbox.create("emails", { properties });
  const { body } = await get("/crm/v3/objects/emails?properties=hs_email_subject,hs_email_direction");
  expect(body.results?.[0]?.properties).not.toHaveProperty("hs_email_subject");
});

test("archived records are listed for 90 days, and a restored one is as it was", async () => {
  const { get, ids, sandbox, wait } = portalWithDeals(2);
  const before = sandbox.record("deals", ids[0] ?? "");
  for (const id of ids) sandbox.archive("deals", id);
  wait(60_000);
  sandbox.restore("deals", ids[0] ?? "");
  expect(sandbox.record("deals", ids[0] ?? "")).toEqual(before);
  const archived = async () => (await get(`${DEALS}?archived=true`)).body.results;
  expect((await archived())?.[0]?.id).toBe(ids[1]);
  wait(90 * 86_400_000);
  expect(await archived()).toEqual([]);
});
