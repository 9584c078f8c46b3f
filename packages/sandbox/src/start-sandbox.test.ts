import { afterEach, describe, expect, test } from "vitest";
import { hubspotSandbox } from "./hubspot/hubspot-sandbox.ts";
import { type RunningSandbox, startSandbox } from "./start-sandbox.ts";

const AT = Date.parse("2026-11-02T09:00:00Z");
let running: RunningSandbox | undefined;

afterEach(async () => {
  await running?.close();
  running = undefined;
});

async function started(): Promise<RunningSandbox> {
  running = await startSandbox({ hubspot: { now: () => AT }, salesforce: { now: () => AT } });
  return running;
}

function bearer(token: string) {
  return { authorization: `Bearer ${token}`, accept: "application/json", "content-type": "application/json" };
}

describe("over HTTP", () => {
  test("both CRMs answer, each at its own address", async () => {
    const { hubspot, salesforce } = await started();
    const headers = bearer(hubspot.accessToken);
    const body = JSON.stringify({ properties: { dealname: "Over the wire" } });
    const made = await fetch(`${hubspot.url}/crm/objects/2026-09/deals`, { method: "POST", headers, body });
    expect(made.status).toBe(201);
    expect(hubspot.sandbox.records("deals")).toMatchObject([{ properties: { dealname: "Over the wire" } }]);
    const login = await fetch(`${salesforce.url}/services/oauth2/token`, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: salesforce.clientId,
        client_secret: salesforce.clientSecret,
      }),
    });
    expect(await login.json()).toMatchObject({ instance_url: salesforce.url });
  });

  test("the time of an answer is the sandbox's, not this machine's", async () => {
    const { hubspot } = await started();
    const headers = bearer(hubspot.accessToken);
    for (const path of ["/crm/v3/owners/", "/crm/v3/objects/deals/1"]) {
      const answer = await fetch(`${hubspot.url}${path}`, { headers });
      expect(answer.headers.get("date")).toBe("Mon, 02 Nov 2026 09:00:00 GMT");
    }
  });

  test("a dropped answer ends the connection, and the next call works", async () => {
    const { hubspot } = await started();
    const headers = bearer(hubspot.accessToken);
    const url = `${hubspot.url}/crm/v3/owners/`;
    hubspot.sandbox.failNext({ dropResponse: true });
    await expect(fetch(url, { headers })).rejects.toThrow("fetch failed");
    expect((await fetch(url, { headers })).status).toBe(200);
  });

  test("takes a sandbox that is already filled, and frees its ports", async () => {
    const sandbox = hubspotSandbox();
    sandbox.create("deals", { properties: { dealname: "Before" } });
    const { hubspot, close } = await startSandbox({ hubspot: sandbox });
    expect(hubspot.sandbox).toBe(sandbox);
    await close();
    await expect(fetch(`${hubspot.url}/crm/v3/owners/`)).rejects.toThrow();
  });

  test("rejects when a port is taken", async () => {
    const { hubspot } = await started();
    const port = Number(new URL(hubspot.url).port);
    await expect(startSandbox({ ports: { page: port } })).rejects.toThrow("EADDRINUSE");
  });
});

describe("the control server", () => {
  const post = (url: string, body: unknown, type = "application/json") =>
    fetch(url, { method: "POST", headers: { "content-type": type }, body: JSON.stringify(body) });

  test("shows records with everything escaped, and fields that were written apart", async () => {
    const { hubspot, pageUrl } = await started();
    hubspot.sandbox.defineProperty("deals", {
      name: "headway_level",
      label: "Level",
      type: "number",
      fieldType: "number",
    });
    const name = `<script>alert("1")</script>`;
    const { id } = hubspot.sandbox.create("deals", { properties: { dealname: name, headway_level: "3" } });
    for (const path of ["/hubspot/deals", `/hubspot/deals/${id}`]) {
      const html = await (await fetch(`${pageUrl}${path}`)).text();
      expect(html).not.toContain("<script>");
      expect(html).toContain("&lt;script&gt;");
      expect(html).toContain('<td class="written short">3</td>');
    }
    const overview = await (await fetch(pageUrl)).text();
    expect(overview).toMatch(/hubspot\/deals">deals<\/a><\/td>\s*<td class="number">1</);
    expect(overview).toContain("salesforce/Opportunity");
  });

  test("gives pages of records, one record, and the requests as JSON", async () => {
    const { hubspot, pageUrl } = await started();
    const ids = [1, 2, 3].map(
      (index) => hubspot.sandbox.create("deals", { properties: { amount: String(index) } }).id,
    );
    const page = await (await fetch(`${pageUrl}/hubspot/deals.json?limit=2`)).json();
    expect(page).toMatchObject({ total: 3, results: [{ id: ids[0] }, { id: ids[1] }], after: "2" });
    const rest = await (await fetch(`${pageUrl}/hubspot/deals.json?limit=2&after=2`)).json();
    expect(rest).toEqual({ total: 3, results: [expect.objectContaining({ id: ids[2] })] });
    const one = await (await fetch(`${pageUrl}/hubspot/deals/${ids[0]}.json`)).json();
    expect(one).toMatchObject({ id: ids[0], properties: { amount: "1" } });
    const requests = await (await fetch(`${pageUrl}/hubspot/requests.json`)).json();
    expect(requests).toEqual({ total: 0, byOperation: {}, rateLimited: 0 });
  });

  test("edits as a person and plays faults for another process, in both CRMs", async () => {
    const { hubspot, salesforce, pageUrl } = await started();
    const { id } = hubspot.sandbox.create("deals", { properties: { amount: "1" } });
    const edited = await post(`${pageUrl}/hubspot/edit`, {
      objectType: "deals",
      id,
      properties: { amount: "2" },
    });
    expect(await edited.json()).toMatchObject({ properties: { amount: "2" } });
    const accountId = salesforce.sandbox.create("Account", { Name: "Acme" });
    const fields = { Name: "Acme AG" };
    await post(`${pageUrl}/salesforce/edit`, { objectType: "Account", id: accountId, fields });
    expect(salesforce.sandbox.record("Account", accountId)).toMatchObject(fields);
    expect((await post(`${pageUrl}/hubspot/fail-next`, { status: 503 })).status).toBe(204);
    expect((await fetch(`${hubspot.url}/crm/v3/owners/`)).status).toBe(503);
  });

  test.each([
    ["a fault with a typing error", "/hubspot/fail-next", { staus: 503 }, "application/json", 400],
    ["a fault of the wrong kind", "/hubspot/fail-next", { times: "two" }, "application/json", 400],
    ["a body that is not declared JSON", "/hubspot/fail-next", { status: 503 }, "text/plain", 415],
    [
      "an edit that the CRM refuses",
      "/hubspot/edit",
      { objectType: "deals", id: "1", properties: {} },
      "application/json",
      400,
    ],
    ["a CRM that is not there", "/other/fail-next", {}, "application/json", 404],
  ])("refuses %s", async (_, path, body, type, status) => {
    const { pageUrl } = await started();
    expect((await post(`${pageUrl}${path}`, body, type)).status).toBe(status);
  });

  test.each(["/hubspot/nothing", "/hubspot/deals/1", "/nobody/deals", "/hubspot/nothing.json"])(
    "%s is not there",
    async (path) => {
      const { pageUrl } = await started();
      expect((await fetch(`${pageUrl}${path}`)).status).toBe(404);
    },
  );
});

test("an address that is too long is refused by HubSpot, not by the server", async () => {
  const { hubspot } = await started();
  const statusOf = async (length: number) => {
    const path = `/crm/v3/objects/deals?properties=${"x".repeat(length)}`;
    return (await fetch(`${hubspot.url}${path}`, { headers: bearer(hubspot.accessToken) })).status;
  };
  expect([await statusOf(16_000), await statusOf(20_000)]).toEqual([200, 414]);
});
