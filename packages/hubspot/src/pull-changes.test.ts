import type { HubspotSandbox, HubspotSandboxOptions } from "@headway/sandbox";
import { describe, expect, test } from "vitest";
import { hubspotFetch } from "./fetch.ts";
import type { HubspotOptions } from "./options.ts";
import { openPortal } from "./testing/open-portal.ts";
import { pullAll as pull, recordsAmong as records } from "./testing/pull-all.ts";

/** Over `fetch` and without waiting for limits. */
function open(settings: HubspotSandboxOptions = {}, options: HubspotOptions = {}) {
  return openPortal(
    { transport: "fetch", apiVersion: "2026-09" },
    { portal: { limits: "off", ...settings }, adapter: { limits: "off", ...options } },
  );
}

function addCompanies(sandbox: HubspotSandbox, count: number): string[] {
  return Array.from(
    { length: count },
    (_, index) => sandbox.create("companies", { properties: { name: `C${index}` } }).id,
  );
}

describe("pulling everything", () => {
  test("takes one request a page, links included: 250 contacts in 3", async () => {
    const { sandbox, crm, requests } = await open();
    const [company = ""] = addCompanies(sandbox, 1);
    for (let index = 0; index < 250; index += 1) {
      const associations = [{ objectType: "companies", id: company }];
      sandbox.create("contacts", { properties: { email: `p${index}@example.com` }, associations });
    }
    const { changes } = await pull(crm, "contact");
    expect(requests).toEqual(Array(3).fill("GET /crm/objects/2026-09/contacts 200"));
    expect(records(changes)).toHaveLength(250);
    expect(
      records(changes).every(
        (record) => JSON.stringify(record.links) === `{"account":{"status":"known","value":["${company}"]}}`,
      ),
    ).toBe(true);
  });

  test("goes on by association reads where HubSpot cuts links short", async () => {
    const { sandbox, crm, requests } = await open({ inlineAssociationLimit: 2, associationPageSize: 2 });
    const deal = sandbox.create("deals", {
      properties: { dealname: "D", dealstage: "appointmentscheduled" },
    });
    const ids = Array.from({ length: 5 }, (_, index) => {
      const associations = [{ objectType: "deals", id: deal.id }];
      return sandbox.create("contacts", { properties: { email: `p${index}@example.com` }, associations }).id;
    });
    const { changes } = await pull(crm, "deal");
    const links = records(changes)[0]?.links.contact;
    expect(links?.status === "known" ? [...links.value].sort() : links).toEqual(ids.sort());
    expect(requests.filter((request) => request.includes("/associations/"))).toHaveLength(3);
  });

  test("asks for many fields by POST, because a long address is refused", async () => {
    const { sandbox, crm, requests } = await open();
    addCompanies(sandbox, 1);
    const fields = Array.from({ length: 700 }, (_, index) => `custom_field_number_${index}`);
    for (const name of fields) {
      sandbox.defineProperty("companies", { name, label: name, type: "string", fieldType: "text" });
    }
    const { changes } = await pull(crm, "account", undefined, fields);
    expect(Object.keys(records(changes)[0]?.fields ?? {})).toHaveLength(700);
    expect(requests).toContain("POST /crm/objects/2026-09/companies/batch/read 200");
  });

  test("the older form of the API gives the same", async () => {
    const dated = await open();
    const older = await open({}, { apiVersion: "v3" });
    for (const { sandbox } of [dated, older]) addCompanies(sandbox, 3);
    const seen = await pull(older.crm, "account");
    expect(seen.changes).toEqual((await pull(dated.crm, "account")).changes);
    expect(older.requests).toEqual(["GET /crm/v3/objects/companies 200"]);
  });
});

describe("pulling what changed", () => {
  test("more than 10,000 records of one millisecond all come (invariant:D2)", async () => {
    const { sandbox, crm, requests, clock } = await open();
    const { cursor } = await pull(crm, "account");
    clock.advance(3_600_000);
    addCompanies(sandbox, 10_250);
    requests.length = 0;
    const { changes, pages } = await pull(crm, "account", cursor);
    expect(new Set(records(changes).map((record) => record.id)).size).toBe(10_250);
    expect(pages[0]?.expectedCount).toBe(10_250);
    expect(requests).toHaveLength(Math.ceil(10_250 / 200) + 1);
  });

  test("what the search index shows late comes within the overlap (invariant:D1)", async () => {
    const { sandbox, crm, clock } = await open({ indexLagMs: 240_000 });
    const first = await pull(crm, "account");
    clock.advance(1_000);
    const [late = ""] = addCompanies(sandbox, 1);
    clock.advance(1_000);
    const second = await pull(crm, "account", first.cursor);
    expect(records(second.changes)).toEqual([]);
    clock.advance(240_000);
    const third = await pull(crm, "account", second.cursor);
    expect(records(third.changes).map((record) => record.id)).toEqual([late]);
  });

  test("a change within the second at which the last pass began is not lost (invariant:D1)", async () => {
    const { sandbox, crm } = await open({}, { overlapMs: 0 });
    const first = await pull(crm, "account");
    const ids = addCompanies(sandbox, 2);
    const second = await pull(crm, "account", first.cursor);
    expect(records(second.changes).map((record) => record.id)).toEqual(ids);
  });

  test("the first cursor reaches back from the start of the list, by HubSpot's clock (invariant:D7)", async () => {
    const { sandbox, clock } = await open();
    addCompanies(sandbox, 101);
    const slow = hubspotFetch({
      accessToken: sandbox.accessToken,
      limits: "off",
      ports: { ...clock.ports, now: () => 0 },
      fetch: async (url, init) => {
        const answer = await sandbox.fetch(new Request(url, init));
        clock.advance(60_000);
        return answer;
      },
    });
    const since = Date.UTC(2027, 0, 4) - 300_000;
    expect(JSON.parse((await pull(slow, "account")).cursor)).toHaveProperty("state", {
      phase: "search",
      since,
    });
  });

  test("a deletion is told once, a merge from the survivor", async () => {
    const { sandbox, crm, clock } = await open({}, { overlapMs: 0 });
    const [gone = "", loser = "", winner = ""] = addCompanies(sandbox, 3);
    const first = await pull(crm, "account");
    clock.advance(60_000);
    sandbox.archive("companies", gone);
    sandbox.merge("companies", winner, loser);
    clock.advance(1_000);
    const second = await pull(crm, "account", first.cursor);
    const at = "2027-01-04T00:01:00.000Z";
    expect(second.changes).toContainEqual({ type: "deleted", ref: { object: "account", id: gone }, at });
    const merged = second.changes.filter((change) => change.type === "merged");
    expect(merged.map((change) => change.ref.id)).toContain(loser);
    clock.advance(60_000);
    expect((await pull(crm, "account", second.cursor)).changes).toEqual([]);
  });

  test("an association read that fails makes links unknown, never empty", async () => {
    const { sandbox, crm, faults, clock } = await open();
    const first = await pull(crm, "contact");
    clock.advance(1_000);
    const [company = ""] = addCompanies(sandbox, 1);
    const associations = [{ objectType: "companies", id: company }];
    sandbox.create("contacts", { properties: { email: "p@example.com" }, associations });
    faults.failNext({ kind: "links-unreadable", on: "read", times: 1 });
    const { changes } = await pull(crm, "contact", first.cursor);
    expect(records(changes)[0]?.links.account).toMatchObject({ status: "unknown" });
  });

  test("without its scope the text of e-mails is unknown, naming the scope", async () => {
    const { sandbox, crm } = await open({ scopes: ["crm.objects.contacts.read"] });
    const properties = { hs_timestamp: "2027-01-04T00:00:00Z", hs_email_text: "secret" };
    sandbox.create("emails", { properties });
    const [record] = records((await pull(crm, "email")).changes);
    expect(record).toMatchObject({
      text: { status: "unknown", reason: expect.stringContaining("sales-email-read") },
    });
  });

  test("owners come again only when their list reads differently, those who left as inactive", async () => {
    const { sandbox, crm } = await open();
    const none = { accounts: [], contacts: [], pipelines: [], deals: [], activities: [] };
    const user = (id: string, active: boolean) => ({
      id,
      name: `U ${id}`,
      email: `${id}@example.com`,
      active,
    });
    sandbox.loadPortfolio({ users: [user("a", true), user("b", false)], ...none });
    const first = await pull(crm, "user");
    expect(records(first.changes).map((record) => record.object === "user" && record.active)).toEqual([
      true,
      false,
    ]);
    const second = await pull(crm, "user", first.cursor);
    expect(second.changes).toEqual([]);
    sandbox.loadPortfolio({ users: [user("c", true)], ...none });
    expect(records((await pull(crm, "user", second.cursor)).changes).length).toBeGreaterThan(0);
  });
});
