import { deepEqual, equal, ok } from "node:assert/strict";
import type { CrmRecord } from "@headway/crm";
import type { HubspotSandbox } from "@headway/sandbox";
import type { ProofCase } from "../conformance-proof.ts";
import { addDeals, answerWith, errorAnswer, exact, pathOf, portalCase, unlimited } from "./portal-case.ts";
import { dealsAmong, pullAll, pullNamed, recordsAmong } from "./testing/portal-world.ts";

/** Links that were not read are not links that are not there. */
export const linkCases: readonly ProofCase[] = [
  portalCase("association-500-must-not-empty", async (open) => {
    const { crm, sandbox, clock } = await open({
      ...exact,
      async between(request, pass) {
        const isLinks = /\/associations\/.*\/batch\/read$/.test(pathOf(request));
        return isLinks ? errorAnswer(500, "INTERNAL", "internal error") : pass(request);
      },
    });
    const { cursor } = await pullAll(crm, "deal");
    clock.advance(60_000);
    addLinkedDeal(sandbox, 1);
    const [deal] = dealsAmong((await pullAll(crm, "deal", cursor)).changes);
    equal(deal?.links.contact?.status, "unknown");
    equal(deal?.links.account?.status, "unknown");
  }),
  portalCase("association-207-one-missing", async (open) => {
    let spoilt = "";
    const { crm, sandbox, clock } = await open({
      ...exact,
      async between(request, pass) {
        const answer = await pass(request);
        if (!/\/associations\/.*\/contacts\/batch\/read$/.test(pathOf(request))) return answer;
        const body = (await answer.json()) as { results: { from: { id: string } }[] };
        const results = body.results.filter(({ from }) => from.id !== spoilt);
        const error = {
          status: "error",
          category: "INTERNAL",
          message: "shard down",
          context: { ids: [spoilt] },
        };
        return answerWith(answer, { ...body, results, numErrors: 1, errors: [error] }, 207);
      },
    });
    const { cursor } = await pullAll(crm, "deal");
    clock.advance(60_000);
    const whole = addLinkedDeal(sandbox, 2);
    spoilt = addLinkedDeal(sandbox, 2);
    const deals = dealsAmong((await pullAll(crm, "deal", cursor)).changes);
    deepEqual(
      deals.map((deal) => [deal.id, deal.links.contact?.status]),
      [
        [whole, "known"],
        [spoilt, "unknown"],
      ],
    );
  }),
  portalCase("no-association-is-known-to-be-none", async (open) => {
    const { crm, sandbox, clock } = await open(exact);
    const { cursor } = await pullAll(crm, "deal");
    clock.advance(60_000);
    addDeals(sandbox, 1);
    const [deal] = dealsAmong((await pullAll(crm, "deal", cursor)).changes);
    deepEqual(deal?.links, {
      account: { status: "known", value: [] },
      contact: { status: "known", value: [] },
    });
  }),
  portalCase("association-change-found-by-listing-again", async (open) => {
    const { crm, sandbox, clock } = await open({
      portal: { limits: "off" },
      adapter: { limits: "off", relistEveryMs: 86_400_000 },
    });
    const id = addLinkedDeal(sandbox, 2);
    const contact = sandbox.record("deals", id)?.associations.contacts?.[0]?.id ?? "";
    clock.advance(3_600_000);
    const first = await pullAll(crm, "deal");
    sandbox.dissociate({ objectType: "deals", id }, { objectType: "contacts", id: contact });
    clock.advance(90_000_000);
    const second = await pullAll(crm, "deal", first.cursor);
    equal(linkCount(dealsAmong(first.changes)[0]), 2);
    equal(linkCount(dealsAmong(second.changes)[0]), 1);
  }),
  portalCase("more-than-100-associations", async (open) => {
    const { crm, sandbox, clock } = await open(exact);
    clock.advance(60_000);
    const id = addLinkedDeal(sandbox, 620);
    const first = await pullAll(crm, "deal");
    clock.advance(60_000);
    sandbox.edit("deals", id, { dealname: "Edited" });
    const second = await pullAll(crm, "deal", first.cursor);
    for (const { changes } of [first, second]) equal(linkCount(dealsAmong(changes)[0]), 620);
    equal(linkCount(dealsAmong(await pullNamed(crm, "deal", [id]))[0]), 620);
  }),
  portalCase("links-forbidden-leave-the-records", async (open) => {
    const { crm, sandbox } = await open({
      ...unlimited,
      between: async (request, pass) =>
        /associations[=/]/.test(request.url) ? errorAnswer(403, "MISSING_SCOPES", "no") : pass(request),
    });
    const id = addLinkedDeal(sandbox, 2);
    for (const changes of [(await pullAll(crm, "deal")).changes, await pullNamed(crm, "deal", [id])]) {
      const [deal] = dealsAmong(changes);
      equal(deal?.id, id);
      equal(deal.links.contact?.status, "unknown");
    }
  }),
  portalCase("labels-and-primaries-are-one-link", async (open) => {
    const { crm, sandbox, clock } = await open(exact);
    const [id = ""] = addDeals(sandbox, 1);
    const company = sandbox.create("companies", { properties: { name: "C" } }).id;
    const other = sandbox.create("companies", { properties: { name: "O" } }).id;
    sandbox.associate({ objectType: "deals", id }, { objectType: "companies", id: other });
    sandbox.associate({ objectType: "deals", id }, { objectType: "companies", id: company }, 5);
    clock.advance(60_000);
    const first = await pullAll(crm, "deal");
    // The primary company comes first, and no company twice.
    deepEqual(dealsAmong(first.changes)[0]?.links.account, { status: "known", value: [company, other] });
    sandbox.edit("deals", id, { dealname: "Edited" });
    const second = await pullAll(crm, "deal", first.cursor);
    deepEqual(dealsAmong(second.changes)[0]?.links.account, { status: "known", value: [company, other] });
  }),
  portalCase("everything-that-hangs-on-a-deal", async (open) => {
    const { crm, sandbox } = await open(unlimited);
    const [id = ""] = addDeals(sandbox, 1);
    const properties = { hs_timestamp: "2027-01-04T00:00:00Z" };
    const kinds = ["tasks", "calls", "meetings", "emails", "notes"];
    const made = kinds.map(
      (kind) => sandbox.create(kind, { properties, associations: [{ objectType: "deals", id }] }).id,
    );
    const [deal] = dealsAmong(await pullNamed(crm, "deal", [id]));
    const links = ["task", "call", "meeting", "email", "note"].map(
      (object) => deal?.links[object as keyof typeof deal.links],
    );
    deepEqual(
      links,
      made.map((each) => ({ status: "known", value: [each] })),
    );
  }),
  portalCase("activities-name-all-they-hang-on", async (open) => {
    const { crm, sandbox } = await open(unlimited);
    const [id = ""] = addDeals(sandbox, 1);
    const contact = sandbox.create("contacts", { properties: { email: "a@example.com" } }).id;
    const associations = [
      { objectType: "deals", id },
      { objectType: "contacts", id: contact },
    ];
    for (const kind of ["calls", "meetings", "emails", "notes", "tasks"]) {
      sandbox.create(kind, { properties: { hs_timestamp: "2027-01-04T00:00:00Z" }, associations });
    }
    for (const object of ["call", "meeting", "email", "note", "task"] as const) {
      const [record] = recordsAmong((await pullAll(crm, object)).changes);
      deepEqual(record?.links.deal, { status: "known", value: [id] });
      deepEqual(record?.links.contact, { status: "known", value: [contact] });
      deepEqual(record?.links.account, { status: "known", value: [] });
    }
  }),
];

/** A deal with so many contacts. */
function addLinkedDeal(sandbox: HubspotSandbox, contacts: number): string {
  const [id = ""] = addDeals(sandbox, 1);
  for (let index = 0; index < contacts; index += 1) {
    const email = `p${id}.${index}@example.com`;
    sandbox.create("contacts", { properties: { email }, associations: [{ objectType: "deals", id }] });
  }
  return id;
}

function linkCount(deal: CrmRecord | undefined): number {
  const reading = deal?.links.contact;
  ok(reading?.status === "known");
  return new Set(reading.value).size;
}
