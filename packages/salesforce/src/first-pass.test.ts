import { describe, expect, it } from "vitest";
import { createDeal, dataRequests, drain, orgWorld } from "./testing/org-world.ts";

const firstDeals = "composite Opportunity+OpportunityHistory+OpportunityContactRole";

/** `count` deals, deal number `n` with `n` changes of stage and `n` people. */
function createDeals({ sandbox, advance }: ReturnType<typeof orgWorld>, count: number): string[] {
  const contact = sandbox.create("Contact", { LastName: "Lind" });
  return Array.from({ length: count }, (_, index) => {
    const id = createDeal(sandbox);
    for (let step = 0; step < index; step += 1) {
      advance(1000);
      sandbox.edit("Opportunity", id, { StageName: step % 2 === 0 ? "Qualification" : "Prospecting" });
      sandbox.create("OpportunityContactRole", { OpportunityId: id, ContactId: contact });
    }
    return id;
  });
}

/** Of each deal how many stages and how many people it came with, or why that is unknown. */
function childCounts(changes: Awaited<ReturnType<typeof drain>>["changes"]): Map<string, unknown> {
  return new Map(
    changes.map((change): [string, unknown] => {
      if (change.type !== "upserted" || change.record.object !== "deal") return [change.type, change];
      const { id, stageHistory, links } = change.record;
      const stages = stageHistory.status === "known" ? stageHistory.value.length : stageHistory.reason;
      return [id, [stages, links.contact?.status === "known" ? links.contact.value.length : "unknown"]];
    }),
  );
}

function refusal(status: number, errorCode: string) {
  return { status, body: [{ errorCode, message: "not now" }] };
}

describe("what a first pass costs", () => {
  it("one request for each object, children included, where each fits a page", async () => {
    const world = orgWorld();
    const { sandbox, adapter } = world;
    createDeals(world, 3);
    sandbox.create("Account", { Name: "Acme" });
    sandbox.create("Task", { Subject: "Do" });
    const contact = sandbox.create("Contact", { LastName: "Moe", Email: "moe@acme.example" });
    const email = sandbox.create("EmailMessage", { Subject: "Thanks", Status: "1" });
    sandbox.create("EmailMessageRelation", {
      EmailMessageId: email,
      RelationId: contact,
      RelationType: "FromAddress",
    });
    const spent: Record<string, unknown> = {};
    for (const object of adapter.capabilities.objects) {
      sandbox.resetRequests();
      await drain(adapter, object);
      spent[object] = dataRequests(sandbox);
    }
    expect(spent).toEqual({
      deal: { [firstDeals]: 1 },
      account: { "composite Account": 1 },
      contact: { "composite Contact": 1 },
      user: { "composite User": 1 },
      task: { "composite Task": 1 },
      call: { "composite Task": 1 },
      meeting: { "composite Event": 1 },
      email: { "composite EmailMessage+EmailMessageRelation": 1 },
    });
    const { changes } = await drain(adapter, "email");
    const links = { contact: { status: "known", value: [contact] } };
    expect(changes).toMatchObject([{ type: "upserted", record: { id: email, links } }]);
  });

  it.each([
    [10, 20],
    [50, 12],
    [50, 33],
    [7, 30],
  ])("with pages of %i and %i deals, no more requests than rows fill pages", async (pageSize, count) => {
    const world = orgWorld({}, { pageSize });
    createDeals(world, count);
    world.sandbox.resetRequests();
    await drain(world.adapter, "deal");
    const tables = ["Opportunity", "OpportunityHistory", "OpportunityContactRole"];
    const rows = tables.reduce((sum, table) => sum + world.sandbox.records(table).length, 0);
    const spent = Object.values(dataRequests(world.sandbox)).reduce((sum, times) => sum + times, 0);
    expect(spent).toBeLessThanOrEqual(Math.ceil(rows / pageSize) * 1.1);
  });
});

describe("records and their children, read side by side", () => {
  it.each([1, 2, 3, 7, 2000])(
    "come whole with pages of %i, wherever reading is taken up again",
    async (pageSize) => {
      const world = orgWorld({}, { pageSize });
      const ids = createDeals(world, 6);
      const expected = new Map(ids.map((id, index) => [id, [index + 1, Math.min(index, 1)]]));
      const whole = await drain(world.adapter, "deal");
      expect(childCounts(whole.changes)).toEqual(expected);
      const given: (typeof whole.changes)[number][] = [];
      for (const page of whole.pages.slice(0, -1)) {
        given.push(...page.changes);
        const rest = await drain(world.adapter, "deal", page.cursor ?? "");
        expect(childCounts([...given, ...rest.changes])).toEqual(expected);
        expect(rest.changes).toHaveLength(ids.length - given.length);
      }
    },
  );

  it("a history that is refused is unknown with the reason, and the deals and their people come", async () => {
    const world = orgWorld();
    const [first, second] = createDeals(world, 2);
    world.sandbox.failNext({ match: { path: "OpportunityHistory" }, ...refusal(403, "INSUFFICIENT_ACCESS") });
    world.sandbox.resetRequests();
    const { changes } = await drain(world.adapter, "deal");
    const reason = "OpportunityHistory could not be read: INSUFFICIENT_ACCESS";
    expect(childCounts(changes)).toEqual(
      new Map([
        [first, [reason, 0]],
        [second, [reason, 1]],
      ]),
    );
    expect(dataRequests(world.sandbox)).toEqual({ [firstDeals]: 1 });
  });
});

describe("a first request of which the part with the records fails", () => {
  const records = { path: "FROM Opportunity " };

  it.each([
    ["no permission", refusal(403, "INSUFFICIENT_ACCESS"), "forbidden", 1],
    ["the day's limit", refusal(403, "REQUEST_LIMIT_EXCEEDED"), "rate-limited", 1],
    ["a field that is gone", refusal(400, "INVALID_FIELD"), "not-found", 1],
    ["a server that stays overloaded", refusal(503, "SERVER_UNAVAILABLE"), "unavailable", 3],
  ])("%s is the pull's error, as if they had been asked alone", async (_, fault, code, times) => {
    const world = orgWorld();
    createDeals(world, 2);
    world.sandbox.failNext({ match: records, ...fault, times: 9 });
    world.sandbox.resetRequests();
    const [entry] = fault.body;
    await expect(drain(world.adapter, "deal")).rejects.toMatchObject({
      code,
      message: expect.stringContaining(`GET /services/data/v67.0/query\` with ${fault.status}`),
      details: { status: fault.status, vendorCode: entry?.errorCode },
    });
    expect(dataRequests(world.sandbox)).toEqual({ [firstDeals]: times });
  });

  it("is asked again where that may help", async () => {
    const world = orgWorld();
    const ids = createDeals(world, 2);
    world.sandbox.failNext({ match: records, ...refusal(503, "SERVER_UNAVAILABLE"), times: 2 });
    world.sandbox.resetRequests();
    const { changes } = await drain(world.adapter, "deal");
    expect([...childCounts(changes).keys()]).toEqual(ids);
    expect(dataRequests(world.sandbox)).toEqual({ [firstDeals]: 3 });
  });

  it("is asked by itself where the session was lost, since only whole requests renew one", async () => {
    const world = orgWorld();
    const ids = createDeals(world, 2);
    world.sandbox.failNext({ match: records, ...refusal(401, "INVALID_SESSION_ID") });
    world.sandbox.resetRequests();
    const { changes } = await drain(world.adapter, "deal");
    expect([...childCounts(changes).keys()]).toEqual(ids);
    expect(dataRequests(world.sandbox)).toEqual({ [firstDeals]: 1, "query Opportunity": 1 });
  });
});
