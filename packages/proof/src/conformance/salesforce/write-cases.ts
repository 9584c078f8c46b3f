import assert from "node:assert/strict";
import type { Patch } from "@headway/crm";
import type { ProofCase } from "../conformance-proof.ts";
import { createDeal } from "./testing/adapter-world.ts";
import { countArrived, provisionKey, trouble, updateDeal, upsertTask } from "./trouble.ts";

/** A deal that was read, and then changed by somebody a minute later. */
function unlessChanged(id: string, readAt: number): Patch {
  const ifUnmodifiedSince = new Date(readAt).toISOString();
  return { type: "update", ref: { object: "deal", id }, fields: { nextStep: "Ours" }, ifUnmodifiedSince };
}

/** What writes meet: locks, rules, keys that are taken, answers that are lost. */
export const writeCases: readonly ProofCase[] = [
  trouble("external-id-with-slash", {}, async (world) => {
    const { sandbox, adapter } = world;
    await provisionKey(adapter);
    const theirs = sandbox.create("Task", { Subject: "Theirs", Headway_Key__c: "a/b c?d" });
    const keys = ["v1:a", "a/b", "a b", "A"];
    const outcomes = await adapter.push(keys.map((key) => upsertTask(key)));
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ["written", "refused", "refused", "refused"],
    );
    assert.equal(countArrived(world, "Headway_Key__c/"), 0);
    for await (const page of adapter.pull({ type: "records", refs: [{ object: "task", id: theirs }] })) {
      const [change] = page.changes;
      assert.ok(change?.type === "upserted" && change.record.object === "task");
      assert.equal(change.record.key, "a/b c?d");
    }
  }),
  trouble("locked-row", {}, async ({ sandbox, adapter }) => {
    const [held, free] = [createDeal(sandbox), createDeal(sandbox)];
    sandbox.lock({ id: held, times: 2 });
    const outcomes = await adapter.push([
      updateDeal(held, { name: "Late" }),
      updateDeal(free, { name: "Now" }),
    ]);
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ["written", "written"],
    );
    assert.equal(sandbox.record("Opportunity", held)?.Name, "Late");
  }),
  trouble("locked-row-that-stays-locked", {}, async ({ sandbox, adapter }) => {
    const [held, free] = [createDeal(sandbox), createDeal(sandbox)];
    sandbox.lock({ id: held });
    const outcomes = await adapter.push([
      updateDeal(held, { name: "Never" }),
      updateDeal(free, { name: "Now" }),
    ]);
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ["not-sent", "written"],
    );
  }),
  trouble("locked-parent-of-many-rows", {}, async ({ sandbox, adapter }) => {
    await provisionKey(adapter);
    const accounts = ["A", "B", "C"].map((Name) => sandbox.create("Account", { Name }));
    for (const id of accounts) sandbox.lock({ id, rowsOver: 50 });
    const patches = Array.from({ length: 190 }, (_, index) =>
      upsertTask(`v1:${index}`, { links: [{ object: "account", id: accounts[index % 3] ?? "" }] }),
    );
    const outcomes = await adapter.push(patches);
    assert.deepEqual(new Set(outcomes.map(({ status }) => status)), new Set(["written"]));
    assert.equal(sandbox.records("Task").length, 190);
  }),
  trouble("duplicate-value-is-a-hit", {}, async ({ sandbox, adapter }) => {
    await provisionKey(adapter);
    const error = { statusCode: "DUPLICATE_VALUE", message: "duplicate value found", fields: [] };
    const body = [{ success: false, errors: [error] }];
    sandbox.failNext({ match: { method: "PATCH", path: "/composite/sobjects/Task" }, status: 200, body });
    const [outcome] = await adapter.push([upsertTask("v1:a")]);
    assert.equal(outcome?.status, "written");
    assert.equal(sandbox.records("Task").length, 1);
  }),
  trouble("two-processes-one-task", {}, async ({ sandbox, adapter }) => {
    await provisionKey(adapter);
    const pushes = Array.from({ length: 20 }, () => adapter.push([upsertTask("v1:a"), upsertTask("v1:b")]));
    const outcomes = (await Promise.all(pushes)).flat();
    assert.ok(outcomes.every(({ status }) => status === "written"));
    assert.equal(sandbox.records("Task").length, 2);
  }),
  trouble(
    "no-unique-key-on-activities",
    { sandbox: { taskExternalId: false } },
    async ({ sandbox, adapter }) => {
      await provisionKey(adapter);
      const patches = [upsertTask("v1:a"), upsertTask("v1:b"), upsertTask("v1:a", { subject: "Again" })];
      await adapter.push(patches);
      await adapter.push(patches);
      assert.deepEqual(
        sandbox.records("Task").map(({ Subject }) => Subject),
        ["Again", "Ask"],
      );
    },
  ),
  trouble(
    "answer-lost-after-a-creation",
    { sandbox: { taskExternalId: false } },
    async ({ sandbox, adapter }) => {
      await provisionKey(adapter);
      sandbox.failNext({
        match: { method: "POST", path: "/composite/sobjects" },
        status: 0,
        dropResponse: true,
        afterEffect: true,
        times: 3,
      });
      const [outcome] = await adapter.push([upsertTask("v1:a")]);
      assert.equal(outcome?.status, "written");
      assert.equal(sandbox.records("Task").length, 1);
    },
  ),
  trouble("answer-lost-after-an-update", {}, async ({ sandbox, adapter }) => {
    const id = createDeal(sandbox);
    sandbox.failNext({
      match: { method: "PATCH" },
      status: 0,
      dropResponse: true,
      afterEffect: true,
      times: 3,
    });
    const [outcome] = await adapter.push([updateDeal(id, { name: "Held", amount: "10.50" })]);
    assert.equal(outcome?.status, "written");
  }),
  trouble("completed-task-is-not-reopened", {}, async ({ sandbox, adapter }) => {
    await provisionKey(adapter);
    const [first] = await adapter.push([upsertTask("v1:a")]);
    const id = first?.status === "written" ? first.ref.id : "";
    sandbox.edit("Task", id, { Status: "Completed" });
    await adapter.push([upsertTask("v1:a", { subject: "Ask again" })]);
    assert.equal(sandbox.record("Task", id)?.IsClosed, true);
  }),
  trouble("deleted-task-is-not-made-again", {}, async ({ sandbox, adapter }) => {
    await provisionKey(adapter);
    const [first] = await adapter.push([upsertTask("v1:a")]);
    const knownId = first?.status === "written" ? first.ref.id : "";
    sandbox.remove("Task", knownId);
    const [again] = await adapter.push([{ ...upsertTask("v1:a"), knownId } as ReturnType<typeof upsertTask>]);
    assert.ok(again?.status === "refused" && again.code === "not-found");
    assert.equal(sandbox.records("Task").filter(({ IsDeleted }) => IsDeleted !== true).length, 0);
  }),
  trouble("201-rows-make-two-requests", {}, async (world) => {
    const ids = Array.from({ length: 201 }, () => createDeal(world.sandbox));
    const outcomes = await world.adapter.push(ids.map((id) => updateDeal(id, { name: "Renamed" })));
    assert.ok(outcomes.every(({ status }) => status === "written"));
    assert.equal(world.arrived.filter(({ method }) => method === "PATCH").length, 2);
  }),
  trouble("quotes-and-backslashes-in-names", {}, async ({ sandbox, adapter }) => {
    const name = "O'Neil \\' OR Name != '' \\";
    const id = createDeal(sandbox, { Name: name });
    const [outcome] = await adapter.push([updateDeal(id, { nextStep: name })]);
    assert.equal(outcome?.status, "written");
    assert.equal(sandbox.record("Opportunity", id)?.NextStep, name);
    sandbox.failNext({
      match: { method: "PATCH" },
      status: 0,
      dropResponse: true,
      afterEffect: true,
      times: 3,
    });
    assert.equal((await adapter.push([updateDeal(id, { nextStep: `${name}2` })]))[0]?.status, "written");
  }),
  trouble("somebody-wrote-first", {}, async ({ sandbox, adapter, advance, now }) => {
    const [touched, untouched] = [createDeal(sandbox), createDeal(sandbox)];
    const readAt = now();
    advance(60_000);
    sandbox.edit("Opportunity", touched, { NextStep: "Theirs" });
    const [refused, written] = await adapter.push([
      unlessChanged(touched, readAt),
      unlessChanged(untouched, readAt),
    ]);
    assert.ok(refused?.status === "refused" && refused.code === "conflict", refused?.status);
    assert.equal(written?.status, "written");
    assert.equal(sandbox.record("Opportunity", touched)?.NextStep, "Theirs");
    assert.equal(sandbox.record("Opportunity", untouched)?.NextStep, "Ours");
  }),
  trouble("conditional-write-whose-answer-is-lost", {}, async ({ sandbox, adapter, now }) => {
    const id = createDeal(sandbox);
    sandbox.failNext({
      match: { method: "PATCH" },
      status: 0,
      dropResponse: true,
      afterEffect: true,
      times: 1,
    });
    const [outcome] = await adapter.push([unlessChanged(id, now())]);
    assert.equal(outcome?.status, "written");
  }),
];
