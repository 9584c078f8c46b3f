import type { Change } from "@headway/crm";
import { describe, expect, it } from "vitest";
import { createDeal, dataRequests, drain, orgWorld, start } from "./testing/org-world.ts";

const day = 86_400_000;

function idsOf(changes: readonly Change[]): string[] {
  return changes.map((change) => (change.type === "upserted" ? change.record.id : change.type));
}

describe("the first pass", () => {
  it("reads archived activities, which an ordinary query hides, and not deleted ones", async () => {
    const { sandbox, adapter, advance } = orgWorld();
    const task = sandbox.create("Task", { Subject: "Old", Status: "Completed", ActivityDate: "2025-01-10" });
    const call = sandbox.create("Task", {
      Subject: "Old call",
      TaskSubtype: "Call",
      Status: "Completed",
      ActivityDate: "2025-01-10",
    });
    sandbox.create("Task", { Subject: "Mail", TaskSubtype: "Email", Status: "Completed" });
    const removed = sandbox.create("Task", { Subject: "Thrown away" });
    sandbox.remove("Task", removed);
    advance(800 * day);
    expect(idsOf((await drain(adapter, "task")).changes)).toEqual([task]);
    expect(idsOf((await drain(adapter, "call")).changes)).toEqual([call]);
  });

  it("says that there are no e-mails to read, instead of none", async () => {
    const { adapter } = orgWorld({ features: { emailMessages: false } });
    await expect(drain(adapter, "email")).rejects.toMatchObject({ code: "unsupported" });
    const { objects, missingGrants } = await adapter.describe();
    expect(objects.email).toMatchObject({ status: "unknown" });
    expect(missingGrants).toEqual({ status: "known", value: ["EmailMessage (read)"] });
  });

  it("says where e-mails can be read and the people on them not", async () => {
    const { sandbox, adapter } = orgWorld();
    const body = [{ errorCode: "NOT_FOUND", message: "The requested resource does not exist" }];
    sandbox.failNext({ match: { path: "EmailMessageRelation/describe" }, status: 404, body });
    const { missingGrants } = await adapter.describe();
    expect(missingGrants).toEqual({ status: "known", value: ["EmailMessageRelation (read)"] });
  });

  it("takes the currency where the org has several", async () => {
    const { sandbox, adapter } = orgWorld({ features: { multiCurrency: true } });
    createDeal(sandbox, { Amount: 99.5, CurrencyIsoCode: "EUR" });
    const { changes } = await drain(adapter, "deal");
    expect(changes).toMatchObject([{ record: { amount: { amount: "99.5", currency: "EUR" } } }]);
  });
});

describe("later passes", () => {
  it("merges of accounts are told, and who won (invariant:D8)", async () => {
    const { sandbox, adapter, advance } = orgWorld();
    const [loser, winner] = [
      sandbox.create("Account", { Name: "A" }),
      sandbox.create("Account", { Name: "B" }),
    ];
    const { cursor } = await drain(adapter, "account");
    advance(day);
    sandbox.merge("Account", winner, [loser]);
    const { changes } = await drain(adapter, "account", cursor);
    expect(changes).toContainEqual({
      type: "merged",
      ref: { object: "account", id: loser },
      into: { object: "account", id: winner },
    });
  });

  it("a person put on a deal brings the deal, whose own time of change did not move", async () => {
    const { sandbox, adapter, advance } = orgWorld();
    const deal = createDeal(sandbox);
    createDeal(sandbox);
    const contact = sandbox.create("Contact", { LastName: "Lind" });
    advance(day);
    const { cursor } = await drain(adapter, "deal");
    advance(day);
    const stamp = sandbox.record("Opportunity", deal)?.SystemModstamp;
    sandbox.create("OpportunityContactRole", { OpportunityId: deal, ContactId: contact });
    expect(sandbox.record("Opportunity", deal)?.SystemModstamp).toBe(stamp);
    const { changes, pages } = await drain(adapter, "deal", cursor);
    expect(changes).toMatchObject([
      { type: "upserted", record: { id: deal, links: { contact: { status: "known", value: [contact] } } } },
    ]);
    expect(pages.map((page) => page.caughtUp)).toEqual([false, true]);
  });

  it("history and people of what changed come in one request", async () => {
    const { sandbox, adapter, advance } = orgWorld();
    const deals = [createDeal(sandbox), createDeal(sandbox)];
    const contact = sandbox.create("Contact", { LastName: "Lind" });
    sandbox.create("OpportunityContactRole", { OpportunityId: deals[1] ?? "", ContactId: contact });
    advance(day);
    const { cursor } = await drain(adapter, "deal");
    advance(day);
    for (const id of deals) sandbox.edit("Opportunity", id, { StageName: "Qualification" });
    sandbox.resetRequests();
    const { changes } = await drain(adapter, "deal", cursor);
    const record = (id: string | undefined, people: string[]) => ({
      record: {
        id,
        stageHistory: { value: [{ stageId: "Prospecting" }, { stageId: "Qualification" }] },
        links: { contact: { status: "known", value: people } },
      },
    });
    expect(changes).toMatchObject([record(deals[0], []), record(deals[1], [contact])]);
    expect(dataRequests(sandbox)).toEqual({
      "deleted Opportunity": 1,
      "query-all Opportunity": 1,
      "composite OpportunityHistory+OpportunityContactRole": 1,
      "query-all OpportunityContactRole": 1,
    });
  });

  it("a row committed after the pull with an earlier stamp still comes (invariant:D1)", async () => {
    const { sandbox, adapter, advance } = orgWorld();
    createDeal(sandbox);
    advance(day);
    const { cursor } = await drain(adapter, "deal");
    advance(-240_000);
    const late = createDeal(sandbox);
    advance(600_000);
    expect(idsOf((await drain(adapter, "deal", cursor)).changes)).toEqual([late]);
  });

  it("stopped for long in the middle, reads on without losing what came below its place", async () => {
    const { sandbox, adapter, advance } = orgWorld({}, { pageSize: 2 });
    advance(day);
    const { cursor } = await drain(adapter, "deal");
    const early = [1, 2, 3, 4, 5].map(() => {
      advance(1000);
      return createDeal(sandbox);
    });
    let middle = "";
    for await (const page of adapter.pull({ type: "changes", object: "deal", since: cursor })) {
      middle = page.cursor ?? "";
      break;
    }
    advance(-4000);
    const late = createDeal(sandbox);
    advance(7 * day);
    const rest = await drain(adapter, "deal", middle);
    const after = await drain(adapter, "deal", rest.cursor);
    expect(new Set([...early.slice(0, 2), ...idsOf(rest.changes), ...idsOf(after.changes)])).toEqual(
      new Set([...early, late]),
    );
  });

  it("does without the clock of the answers where something took their `Date` away", async () => {
    const { sandbox, adapter, advance } = orgWorld({}, { date: false });
    const deal = createDeal(sandbox);
    const { cursor } = await drain(adapter, "deal");
    advance(day);
    sandbox.edit("Opportunity", deal, { NextStep: "call" });
    expect(idsOf((await drain(adapter, "deal", cursor)).changes)).toEqual([deal]);
  });
});

describe("what no query shows any more", () => {
  const purgedOrg = async (waitMs = day) => {
    const world = orgWorld();
    const { sandbox, adapter, advance } = world;
    const deals = [createDeal(sandbox), createDeal(sandbox), createDeal(sandbox)];
    advance(day);
    const { cursor } = await drain(adapter, "deal");
    advance(waitMs);
    return { ...world, deals, cursor };
  };

  it("deals deleted and purged between two readings are told (invariant:D8)", async () => {
    const { sandbox, adapter, deals, cursor, advance } = await purgedOrg();
    for (const id of deals.slice(1)) sandbox.remove("Opportunity", id);
    sandbox.purge("Opportunity", deals[1] ?? "");
    advance(3 * 60_000);
    const { changes, pages } = await drain(adapter, "deal", cursor);
    const at = "2027-01-06T09:00:00.000Z";
    const gone = (id = "") => ({ type: "deleted", ref: { object: "deal", id }, at });
    expect(changes).toEqual([gone(deals[2]), gone(deals[1])]);
    expect(pages.map(({ caughtUp }) => caughtUp)).toEqual([false, true]);
  });

  it("a deal deleted and brought back lives", async () => {
    const { sandbox, adapter, deals, cursor, advance } = await purgedOrg();
    sandbox.remove("Opportunity", deals[0] ?? "");
    advance(120_000);
    sandbox.undelete("Opportunity", deals[0] ?? "");
    advance(120_000);
    expect(idsOf((await drain(adapter, "deal", cursor)).changes)).toEqual([deals[0]]);
  });

  it("a reading after more than 15 days says that deletions may be missing", async () => {
    const { adapter, cursor } = await purgedOrg(20 * day);
    const { changes, cursor: next } = await drain(adapter, "deal", cursor);
    expect(changes).toEqual([expect.objectContaining({ type: "unreadable", id: null, field: "IsDeleted" })]);
    expect((await drain(adapter, "deal", next)).changes).toEqual([]);
  });

  it("more deletions than one answer holds are read in halves", async () => {
    const { sandbox, adapter, deals, cursor, advance } = await purgedOrg();
    sandbox.remove("Opportunity", deals[0] ?? "");
    sandbox.purge("Opportunity", deals[0] ?? "");
    advance(120_000);
    const body = [{ errorCode: "EXCEEDED_ID_LIMIT", message: "too many" }];
    sandbox.failNext({ match: { path: "/deleted" }, status: 400, body });
    sandbox.resetRequests();
    expect(idsOf((await drain(adapter, "deal", cursor)).changes)).toEqual(["deleted"]);
    expect(dataRequests(sandbox)).toMatchObject({ "deleted Opportunity": 3 });
  });

  it("a transaction that was open still comes with the next reading (invariant:D1)", async () => {
    const { sandbox, adapter, deals, cursor, advance } = await purgedOrg();
    const latestDateCovered = new Date(start + 2 * day - 3_600_000).toISOString();
    const body = {
      deletedRecords: [],
      earliestDateAvailable: "2026-01-01T00:00:00.000+0000",
      latestDateCovered,
    };
    sandbox.failNext({ match: { path: "/deleted" }, status: 200, body });
    const { cursor: next } = await drain(adapter, "deal", cursor);
    advance(-3_000_000);
    sandbox.edit("Opportunity", deals[0] ?? "", { NextStep: "committed late" });
    advance(3_600_000);
    expect(idsOf((await drain(adapter, "deal", next)).changes)).toEqual([deals[0]]);
  });
});
