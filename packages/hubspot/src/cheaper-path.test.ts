import { expect, test } from "vitest";
import { openPortal } from "./testing/open-portal.ts";
import { pullAll, recordsAmong } from "./testing/pull-all.ts";

const way = { transport: "fetch", apiVersion: "2026-09" } as const;

/** A portal of deals of which some are edited after the first pull; gives what the second pull asks. */
async function secondPull(deals: number, edited: number) {
  const { crm, sandbox, clock, requests } = await openPortal(way, {
    portal: { limits: "off" },
    adapter: { limits: "off", overlapMs: 0 },
  });
  const properties = { dealname: "D", dealstage: "appointmentscheduled" };
  const ids = Array.from({ length: deals }, () => sandbox.create("deals", { properties }).id);
  clock.advance(60_000);
  const first = await pullAll(crm, "deal");
  clock.advance(60_000);
  const touched = ids.slice(0, edited);
  for (const id of touched) sandbox.edit("deals", id, { dealname: "Edited" });
  sandbox.archive("deals", ids.at(-1) ?? "");
  const [one = "", other = ""] = ids.slice(-3);
  sandbox.merge("deals", one, other);
  requests.length = 0;
  const second = await pullAll(crm, "deal", first.cursor);
  return { second, requests, touched, other };
}

test("where most records changed, they are listed and not searched for", async () => {
  const { second, requests, touched, other } = await secondPull(1_200, 1_190);
  const seen = new Set(recordsAmong(second.changes).map((record) => record.id));
  expect(touched.filter((id) => !seen.has(id))).toEqual([]);
  expect(requests.filter((line) => line.includes("/search"))).toHaveLength(2);
  expect(requests.filter((line) => line === "GET /crm/objects/2026-09/deals 200")).toHaveLength(25);
  const ends = second.changes.filter((change) => change.type === "deleted" || change.type === "merged");
  expect(ends.map((change) => change.type).sort()).toEqual(["deleted", "merged"]);
  expect(ends.find((change) => change.type === "merged")?.ref.id).toBe(other);
});

test("where a part changed, it is searched for", async () => {
  const { second, requests, touched } = await secondPull(1_200, 400);
  const seen = new Set(recordsAmong(second.changes).map((record) => record.id));
  expect(touched.filter((id) => !seen.has(id))).toEqual([]);
  expect(requests.filter((line) => line.startsWith("GET /crm/objects/2026-09/deals"))).toHaveLength(1);
});

test("listing again finds links that changed alone, and no sooner than asked", async () => {
  const { crm, sandbox, clock, requests } = await openPortal(way, {
    portal: { limits: "off" },
    adapter: { limits: "off", relistEveryMs: 86_400_000 },
  });
  const properties = { dealname: "D", dealstage: "appointmentscheduled" };
  const deal = sandbox.create("deals", { properties });
  const contact = sandbox.create("contacts", { properties: { email: "a@example.com" } });
  clock.advance(3_600_000);
  const first = await pullAll(crm, "deal");
  sandbox.associate({ objectType: "deals", id: deal.id }, { objectType: "contacts", id: contact.id });
  clock.advance(3_600_000);
  const second = await pullAll(crm, "deal", first.cursor);
  expect(second.changes).toEqual([]);
  clock.advance(86_400_000);
  requests.length = 0;
  const third = await pullAll(crm, "deal", second.cursor);
  expect(recordsAmong(third.changes).map((record) => record.links.contact)).toEqual([
    { status: "known", value: [contact.id] },
  ]);
  expect(requests).toHaveLength(3);
  clock.advance(3_600_000);
  expect((await pullAll(crm, "deal", third.cursor)).changes).toEqual([]);
});
