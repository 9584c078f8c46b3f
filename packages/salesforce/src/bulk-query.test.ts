import { describe, expect, it } from "vitest";
import { type BulkSettings, bulkOrg } from "./testing/bulk-org.ts";
import { type EitherWorld, eitherWorld } from "./testing/either-world.ts";
import { createDeal, drain } from "./testing/org-world.ts";

const deals = 23;

/** Deals of which every third has moved twice, with people on it. */
async function worldOf(bulkFrom: number, settings: BulkSettings = {}): Promise<EitherWorld> {
  const meet = bulkOrg({ mostRows: 4, ...settings });
  const world = await eitherWorld("fetch", { adapter: { pageSize: 3, bulkFrom }, meet });
  const contact = world.sandbox.create("Contact", { LastName: "Lind" });
  for (let index = 0; index < deals; index += 1) {
    const id = createDeal(world.sandbox, { Name: `"Deal", ${index}\nsecond line`, Amount: index + 0.5 });
    if (index % 3 !== 0) continue;
    for (const StageName of ["Qualification", "Prospecting"]) {
      world.advance(1000);
      world.sandbox.edit("Opportunity", id, { StageName });
    }
    world.sandbox.create("OpportunityContactRole", { OpportunityId: id, ContactId: contact });
  }
  return world;
}

const readByRest = async () => (await drain((await worldOf(1000)).adapter, "deal")).changes;

function jobs(world: EitherWorld): string[] {
  return world.arrived
    .filter(({ method, address }) => method === "POST" && address.endsWith("/jobs/query"))
    .map(({ body }) => / FROM (\w+)/.exec(body)?.[1] ?? "")
    .sort();
}

const all = ["Opportunity", "OpportunityContactRole", "OpportunityHistory"];

describe("a first pass of many records", () => {
  it("reads by bulk what it reads by REST, history and people included", async () => {
    const world = await worldOf(5);
    const bulk = await drain(world.adapter, "deal");
    expect(jobs(world)).toEqual(all);
    expect(bulk.changes).toEqual(await readByRest());
    expect(bulk.changes).toHaveLength(deals);
    expect(bulk.pages.at(-1)).toMatchObject({ caughtUp: true, expectedCount: deals });
  });

  it("makes no job below the threshold", async () => {
    const world = await worldOf(deals + 1);
    await drain(world.adapter, "deal");
    expect(jobs(world)).toEqual([]);
  });

  it("waits longer and longer for a job that is under way", async () => {
    const world = await worldOf(5, { polls: 8 });
    await drain(world.adapter, "deal");
    expect(world.waits.slice(0, 8)).toEqual([1000, 2000, 4000, 8000, 16_000, 20_000, 20_000, 20_000]);
  });

  it("goes on after any page from its cursor", async () => {
    const whole = await readByRest();
    const { pages } = await drain((await worldOf(5)).adapter, "deal");
    for (const [index, page] of pages.slice(0, -1).entries()) {
      const rest = await drain((await worldOf(5)).adapter, "deal", page.cursor ?? "");
      const before = pages.slice(0, index + 1).flatMap(({ changes }) => changes);
      expect([...before, ...rest.changes]).toEqual(whole);
    }
  });

  it.each<[string, BulkSettings]>([
    ["whose jobs are refused", { refused: all }],
    ["whose jobs fail", { failed: all }],
    ["of which only the people cannot be read by bulk", { refused: ["OpportunityContactRole"] }],
    ["whose results come out of order", { reversed: true }],
    ["whose later pages are gone", { pagesKept: 2 }],
  ])("reads what Bulk API cannot do by REST, from the same row on: records %s", async (_name, settings) => {
    const { changes } = await drain((await worldOf(5, settings)).adapter, "deal");
    expect(changes).toEqual(await readByRest());
  });
});

describe("a page of results", () => {
  it.each<[string, Record<string, string>, string]>([
    ["announces other rows than it holds", { "sforce-numberofrecords": "7" }, "announced 7 rows"],
    ["names itself as the next", { "sforce-locator": "4" }, "same next page"],
  ])("that %s is not taken", async (_name, headers, _said) => {
    const bulk = bulkOrg({ mostRows: 4 });
    const world = await eitherWorld("fetch", {
      adapter: { pageSize: 3, bulkFrom: 5 },
      async meet(request, answer) {
        const response = await bulk(request, answer);
        if (!request.url.includes("/results")) return response;
        return new Response(await response.text(), {
          headers: { ...Object.fromEntries(response.headers), ...headers },
        });
      },
    });
    const ids = Array.from({ length: deals }, () => createDeal(world.sandbox));
    const { changes } = await drain(world.adapter, "deal");
    expect(changes.map((change) => (change.type === "upserted" ? change.record.id : change.type))).toEqual(
      ids,
    );
  });
});
