import assert from "node:assert/strict";
import type { ProofCase } from "../conformance-proof.ts";
import { createDeal, drain } from "./testing/adapter-world.ts";
import { day, idsOf, trouble } from "./trouble.ts";

/** Records that go, come back, become one, or change without saying so. */
export const changeCases: readonly ProofCase[] = [
  trouble("deleted-and-undeleted", {}, async ({ sandbox, adapter, advance }) => {
    const [id, other] = [createDeal(sandbox), createDeal(sandbox)];
    advance(day);
    const first = await drain(adapter, "deal");
    advance(day);
    sandbox.remove("Opportunity", id);
    const second = await drain(adapter, "deal", first.cursor);
    assert.deepEqual(idsOf(second.changes), [`deleted ${id}`]);
    advance(day);
    sandbox.undelete("Opportunity", id);
    const third = await drain(adapter, "deal", second.cursor);
    assert.deepEqual(idsOf(third.changes), [id]);
    assert.notEqual(id, other);
  }),
  trouble("purged-from-the-recycle-bin", {}, async ({ sandbox, adapter, advance }) => {
    const id = createDeal(sandbox);
    advance(day);
    const { cursor } = await drain(adapter, "deal");
    advance(day);
    sandbox.remove("Opportunity", id);
    sandbox.purge("Opportunity", id);
    advance(180_000);
    assert.deepEqual(idsOf((await drain(adapter, "deal", cursor)).changes), [`deleted ${id}`]);
  }),
  trouble("deletion-log-shorter-than-the-pause", {}, async ({ sandbox, adapter, advance }) => {
    createDeal(sandbox);
    advance(day);
    const { cursor } = await drain(adapter, "deal");
    advance(3 * day);
    sandbox.trimDeleteLog(Date.UTC(2027, 0, 7));
    assert.deepEqual(idsOf((await drain(adapter, "deal", cursor)).changes), ["unreadable null"]);
  }),
  trouble("no-reading-for-weeks", {}, async ({ sandbox, adapter, advance }) => {
    const id = createDeal(sandbox);
    const { cursor } = await drain(adapter, "deal");
    advance(40 * day);
    sandbox.edit("Opportunity", id, { NextStep: "Call" });
    const { changes } = await drain(adapter, "deal", cursor);
    assert.ok(idsOf(changes).includes(id));
    assert.ok(idsOf(changes).includes("unreadable null"));
  }),
  trouble("merge-master-record", {}, async ({ sandbox, adapter, advance }) => {
    const [loser, winner] = ["A", "B"].map((Name) => sandbox.create("Account", { Name }));
    const deal = createDeal(sandbox, { AccountId: loser ?? "" });
    advance(day);
    const accounts = await drain(adapter, "account");
    advance(day);
    sandbox.merge("Account", winner ?? "", [loser ?? ""]);
    const { changes } = await drain(adapter, "account", accounts.cursor);
    const merged = changes.find(({ type }) => type === "merged");
    assert.deepEqual(merged, {
      type: "merged",
      ref: { object: "account", id: loser },
      into: { object: "account", id: winner },
    });
    const refs = [{ object: "deal", id: deal }] as const;
    for await (const page of adapter.pull({ type: "records", refs })) {
      const [change] = page.changes;
      assert.ok(change?.type === "upserted");
      assert.deepEqual(change.record.links.account, { status: "known", value: [winner] });
    }
  }),
  trouble("merge-of-several-contacts", {}, async ({ sandbox, adapter, advance }) => {
    const [winner = "", ...losers] = ["A", "B", "C"].map((LastName) =>
      sandbox.create("Contact", { LastName }),
    );
    advance(day);
    const { cursor } = await drain(adapter, "contact");
    advance(day);
    sandbox.merge("Contact", winner, losers);
    const { changes } = await drain(adapter, "contact", cursor);
    const into = changes.flatMap((change) => (change.type === "merged" ? [change.into.id] : []));
    assert.deepEqual(into, [winner, winner]);
  }),
  trouble("archived-activities-hidden-from-query", {}, async ({ sandbox, adapter, advance }) => {
    const values = { Subject: "Old", Status: "Completed", ActivityDate: "2025-01-10" };
    const task = sandbox.create("Task", values);
    const call = sandbox.create("Task", { ...values, TaskSubtype: "Call" });
    advance(800 * day);
    assert.deepEqual(idsOf((await drain(adapter, "task")).changes), [task]);
    assert.deepEqual(idsOf((await drain(adapter, "call")).changes), [call]);
  }),
  trouble("committed-late-with-an-earlier-stamp", {}, async ({ sandbox, adapter, advance }) => {
    createDeal(sandbox);
    advance(day);
    const { cursor } = await drain(adapter, "deal");
    advance(-240_000);
    const late = createDeal(sandbox);
    advance(600_000);
    assert.deepEqual(idsOf((await drain(adapter, "deal", cursor)).changes), [late]);
  }),
  trouble("person-put-on-a-deal-that-does-not-change", {}, async ({ sandbox, adapter, advance }) => {
    const deal = createDeal(sandbox);
    const contact = sandbox.create("Contact", { LastName: "Lind" });
    advance(day);
    const { cursor } = await drain(adapter, "deal");
    advance(day);
    sandbox.create("OpportunityContactRole", { OpportunityId: deal, ContactId: contact });
    const { changes } = await drain(adapter, "deal", cursor);
    assert.deepEqual(idsOf(changes), [deal]);
    assert.ok(changes[0]?.type === "upserted");
    assert.deepEqual(changes[0].record.links.contact, { status: "known", value: [contact] });
  }),
  trouble("stage-history-of-snapshots-that-repeat", {}, async ({ sandbox, adapter, advance }) => {
    const id = createDeal(sandbox, { Amount: 1 });
    const steps = [
      { Amount: 2 },
      { StageName: "Qualification" },
      { Amount: 3 },
      { StageName: "Prospecting" },
    ];
    for (const fields of steps) {
      advance(1000);
      sandbox.edit("Opportunity", id, fields);
    }
    const [change] = (await drain(adapter, "deal")).changes;
    assert.ok(change?.type === "upserted" && change.record.object === "deal");
    const { stageHistory } = change.record;
    assert.ok(stageHistory.status === "known");
    const stages = stageHistory.value.map(({ stageId }) => stageId);
    assert.deepEqual(stages, ["Prospecting", "Qualification", "Prospecting"]);
  }),
  trouble("no-date-in-any-answer", { meet: withoutDate }, async ({ sandbox, adapter, advance }) => {
    const id = createDeal(sandbox);
    const { cursor } = await drain(adapter, "deal");
    advance(day);
    sandbox.edit("Opportunity", id, { NextStep: "call" });
    assert.deepEqual(idsOf((await drain(adapter, "deal", cursor)).changes), [id]);
  }),
  trouble("cursor-of-another-adapter", {}, async ({ adapter }) => {
    await assert.rejects(drain(adapter, "deal", '{"v":9}'), { code: "invalid" });
  }),
];

async function withoutDate(
  request: Request,
  answer: (request: Request) => Promise<Response>,
): Promise<Response> {
  const response = await answer(request);
  const headers = Object.fromEntries(response.headers.entries());
  // A server puts its own clock in where there is none.
  return new Response(await response.text(), {
    status: response.status,
    headers: { ...headers, date: "unknown" },
  });
}
