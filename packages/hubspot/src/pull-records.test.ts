import type { Change, RecordRef } from "@headway/crm";
import { simulatedClock } from "@headway/crm/conformance";
import { hubspotSandbox } from "@headway/sandbox";
import { describe, expect, test } from "vitest";
import { hubspotFetch } from "./fetch.ts";
import { faultyPortal } from "./testing/faulty-portal.ts";

function open() {
  const time = simulatedClock(Date.UTC(2027, 0, 4));
  const sandbox = hubspotSandbox({ now: time.now, limits: "off" });
  const portal = faultyPortal(sandbox.fetch, time);
  const crm = hubspotFetch({
    accessToken: sandbox.accessToken,
    ports: time.ports,
    fetch: (url, init) => portal.fetch(new Request(url, init)),
  });
  const read = async (...refs: RecordRef[]): Promise<Change[]> => {
    const changes: Change[] = [];
    for await (const page of crm.pull({ type: "records", refs })) changes.push(...page.changes);
    return changes;
  };
  const create = (objectType: string, properties: Record<string, string>, ...to: RecordRef[]) => {
    const plural = { deal: "deals", account: "companies", contact: "contacts" } as Record<string, string>;
    const associations = to.map(({ object, id }) => ({ objectType: plural[object] ?? "", id }));
    return sandbox.create(objectType, { properties, associations }).id;
  };
  return { time, sandbox, portal, read, create };
}

describe("records by name", () => {
  test("one deal with a company, a person and an activity of every kind takes 10 requests", async () => {
    const { read, create, portal, sandbox } = open();
    const none = { accounts: [], contacts: [], pipelines: [], deals: [], activities: [] };
    const user = { id: "u", name: "Ida Berg", email: "ida@example.com", active: true };
    const ownerId = sandbox.loadPortfolio({ users: [user], ...none }).users.get("u") ?? "";
    const company = { object: "account", id: create("companies", { name: "A" }) } as const;
    const person = {
      object: "contact",
      id: create("contacts", { email: "a@example.com" }, company),
    } as const;
    const properties = {
      dealname: "D",
      dealstage: "appointmentscheduled",
      closedate: "2027-02-01T03:00:00Z",
    };
    const deal = { object: "deal", id: create("deals", properties, company, person) } as const;
    sandbox.edit("deals", deal.id, { dealstage: "qualifiedtobuy" }, { userId: ownerId });
    const at = { hs_timestamp: "2027-01-04T00:00:00Z" };
    for (const type of ["tasks", "calls", "meetings", "emails", "notes"]) create(type, at, deal, person);

    const before = portal.requestCount();
    const [first] = await read(deal);
    const links = first?.type === "upserted" ? Object.entries(first.record.links) : [];
    const refs = links.flatMap(([object, reading]) =>
      reading?.status === "known" ? reading.value.map((id) => ({ object, id }) as RecordRef) : [],
    );
    const rest = await read(...refs);
    expect(refs.map((ref) => ref.object)).toEqual([
      "account",
      "contact",
      "task",
      "call",
      "meeting",
      "email",
      "note",
    ]);
    expect(rest.map((change) => change.type)).toEqual(Array(7).fill("upserted"));
    expect(first).toMatchObject({
      record: { closeDate: "2027-01-31", stageHistory: { value: [{ byId: null }, { byId: ownerId }] } },
    });
    expect(rest.slice(2)).toMatchObject(
      Array(5).fill({ record: { links: { deal: { value: [deal.id] }, contact: { value: [person.id] } } } }),
    );
    // Three of them for the deal: itself, the account's zone, and the owners, one of whom moved it.
    expect(portal.requestCount() - before).toBe(10);
  });

  test.each([1, 20])("a merged record leads to its survivor, among %i", async (count) => {
    const { read, create, sandbox } = open();
    const ids = Array.from({ length: count + 1 }, (_, index) => create("companies", { name: `C${index}` }));
    const [loser = "", winner = ""] = ids;
    sandbox.merge("companies", winner, loser);
    const others = ids.filter((id) => id !== winner).map((id) => ({ object: "account", id }) as const);
    const changes = await read(...others);
    const into = changes.find((change) => change.type === "merged");
    expect(into).toMatchObject({ ref: { object: "account", id: loser }, into: { object: "account" } });
    expect(changes.filter((change) => change.type === "deleted")).toEqual([]);
  });

  test("an id that HubSpot cannot have is told as deleted, without a request", async () => {
    const { read, portal } = open();
    expect(await read({ object: "deal", id: "../contacts/1" })).toEqual([
      { type: "deleted", ref: { object: "deal", id: "../contacts/1" }, at: null },
    ]);
    expect(portal.requestCount()).toBe(0);
  });

  test("a person who is not known is told as deleted", async () => {
    expect(await open().read({ object: "user", id: "5" })).toEqual([
      { type: "deleted", ref: { object: "user", id: "5" }, at: null },
    ]);
  });
});
