import { type CrmAdapter, type PushOutcome, unknown } from "@headway/crm";
import { type SimulatedClock, simulatedClock } from "@headway/crm/conformance";
import { type MemoryCrm, memoryCrm } from "@headway/crm/memory";
import { beforeEach, describe, expect, it } from "vitest";
import { explain } from "./explain.ts";
import { memoryStore } from "./memory/index.ts";
import { testRules } from "./rule-coverage.ts";
import { sqliteStore } from "./sqlite/index.ts";
import type { Store } from "./store.ts";
import { createSync, type RunOptions } from "./sync.ts";
import { SyncError } from "./sync-error.ts";
import { ownFields } from "./write-back.ts";

const start = Date.parse("2026-03-01T10:00:00.000Z");
const dayMs = 86_400_000;
const policy = {
  version: "test-1",
  evidenceRules: [
    {
      id: "signed",
      version: "1",
      on: { object: "email", where: [{ field: "subject", equals: "Signed" }] },
      gives: { kind: "contract-signed", actorSide: "buyer", grade: 4 },
      exclusive: true,
    },
    {
      id: "colleague",
      version: "1",
      on: { object: "email", where: [{ field: "subject", equals: "Meet my colleague" }] },
      gives: { kind: "stakeholder-introduced", actorSide: "buyer", grade: 4 },
      exclusive: true,
    },
  ],
};

let clock: SimulatedClock;
let crm: MemoryCrm;
let store: Store;

beforeEach(() => {
  clock = simulatedClock(start);
  crm = memoryCrm({ pageSize: 3, clock });
  store = sqliteStore(":memory:");
});

function run(adapter: CrmAdapter = crm, options: RunOptions = {}) {
  return createSync({ crm: adapter, store, policy, clock: clock.now }).run(options);
}

async function provisionAll(): Promise<void> {
  await crm.provision(ownFields.map((field) => ({ type: "create-field", field })));
}

async function signedDeal(name: string): Promise<string> {
  const account = await crm.backend.create("account", { name: `${name} Ltd` });
  const deal = await crm.backend.create("deal", { name }, { links: [{ object: "account", id: account }] });
  await crm.backend.create(
    "email",
    { subject: "Signed", direction: "inbound", occurredAt: new Date(clock.now()).toISOString() },
    { links: [{ object: "deal", id: deal }] },
  );
  return deal;
}

async function held(deal: string): Promise<Readonly<Record<string, unknown>>> {
  return (await crm.backend.read("deal", deal)).fields;
}

describe("a run", () => {
  it("carries a buyer's act from an e-mail into the deal's fields", async () => {
    await provisionAll();
    const deal = await signedDeal("Alpha");
    const report = await run();
    expect(report).toMatchObject({
      state: "complete",
      pulled: { deal: 1, email: 1 },
      assessed: { deal: 1, account: 1 },
    });
    expect(await held(deal)).toMatchObject({
      headway_advances: 1,
      headway_preference: 4,
      headway_last_advance: "2026-03-01",
    });
    expect(report.outcomes).toEqual({ won: 0, lost: 0, open: 1 });
    expect(await store.dealsWithRule("memory", "signed")).toBe(1);
  });

  it("writes nothing the second time (invariant:W5)", async () => {
    await provisionAll();
    for (const name of ["A", "B", "C", "D", "E", "F", "G"]) await signedDeal(name);
    await run();
    clock.advance(60_000);
    const second = await run();
    expect(second).toMatchObject({ state: "complete", written: {}, refused: [] });
  });

  it("sees a new act in the next run and writes only that deal", async () => {
    await provisionAll();
    const deal = await signedDeal("A");
    await signedDeal("B");
    await run();
    clock.advance(dayMs / 24);
    await crm.backend.create(
      "email",
      { subject: "Meet my colleague", direction: "inbound", occurredAt: new Date(clock.now()).toISOString() },
      { links: [{ object: "deal", id: deal }] },
    );
    expect((await run()).written).toMatchObject({ deal: 1 });
    expect(await held(deal)).toMatchObject({ headway_advances: 2 });
  });

  it("goes on after a crash at any page without losing a record", async () => {
    await provisionAll();
    for (const name of ["A", "B", "C", "D", "E", "F", "G"]) await signedDeal(name);
    for (let pages = 1; pages <= 12; pages += 1) {
      store = memoryStore();
      await expect(run(dyingAfter(pages))).rejects.toThrow("killed");
      await run();
      expect(await store.counts("memory")).toMatchObject({ deal: 7, email: 7, account: 7 });
      expect(await store.dealsWithRule("memory", "signed")).toBe(7);
    }
  });

  it("says which fields are missing, writes the rest, and is not complete", async () => {
    const deal = await signedDeal("A");
    await crm.provision(
      ownFields
        .filter((field) => field.name === "headway_advances")
        .map((field) => ({ type: "create-field", field })),
    );
    const report = await run();
    expect(report.state).toBe("incomplete");
    expect(report.gaps.join()).toContain("deal.headway_stall");
    expect(await held(deal)).toMatchObject({ headway_advances: 1 });
  });

  it("parks a refused write with the CRM's reason and does not send it again until the record changes (invariant:W6)", async () => {
    await provisionAll();
    const bad = await signedDeal("Bad");
    const good = await signedDeal("Good");
    crm.backend.failNext({
      kind: "refuse-one-row",
      on: "write",
      times: 99,
      ref: { object: "deal", id: bad },
    });
    const first = await run();
    expect(first.refused).toMatchObject([{ target: `deal/${bad}`, parked: false }]);
    expect(await held(good)).toMatchObject({ headway_advances: 1 });
    const before = crm.backend.requestCount();
    const second = await run();
    expect(second.refused).toMatchObject([{ target: `deal/${bad}`, parked: true }]);
    expect(second.written).toEqual({});
    const idle = crm.backend.requestCount() - before;
    await run();
    expect(crm.backend.requestCount() - before).toBe(2 * idle);
    expect((await explain(store, "memory", { subject: "deal", id: bad })).write).toMatchObject({
      state: "parked",
    });
  });

  it("settles a write without an answer by reading, not by guessing (invariant:W2)", async () => {
    await provisionAll();
    const deal = await signedDeal("A");
    const first = await run(losingAnswers());
    expect(first).toMatchObject({ state: "incomplete", written: {} });
    expect(first.unsettled).toContain(`deal/${deal}`);
    const second = await run();
    expect(second).toMatchObject({ state: "complete", written: {}, unsettled: [] });
    expect(await held(deal)).toMatchObject({ headway_advances: 1 });
  });

  it("reads the others when one object is forbidden, and says so", async () => {
    await provisionAll();
    await signedDeal("A");
    const report = await run(forbidding("email"));
    expect(report.unread).toMatchObject([{ object: "email", code: "forbidden" }]);
    expect(report).toMatchObject({ state: "incomplete", pulled: { deal: 1 } });
  });

  it("goes on saying what is unknown as long as it is, not only in the run that met it", async () => {
    await provisionAll();
    await signedDeal("A");
    crm.backend.failNext({ kind: "links-unreadable", on: "read", times: 99 });
    const first = await run(crm, {});
    clock.advance(3_600_000);
    const second = await run(withoutNews());
    expect(Object.keys(first.unknownReadings)).toHaveLength(1);
    expect(second).toMatchObject({ state: "incomplete", unknownReadings: first.unknownReadings });
  });

  it("leaves a deal in an unknown stage undecided, names the stage, and goes on", async () => {
    await provisionAll();
    const odd = await crm.backend.create("deal", { name: "Odd", stageId: "gone" });
    await signedDeal("A");
    const report = await run();
    expect(report.undecided).toMatchObject([{ subject: "deal", id: odd }]);
    expect(report.undecided[0]?.reason).toContain("`gone`");
    expect(report.outcomes.open).toBe(1);
  });

  it("lists an unreadable record and syncs the others (invariant:D9)", async () => {
    await provisionAll();
    const bad = await signedDeal("Bad");
    await signedDeal("Good");
    crm.backend.failNext({
      kind: "unreadable-record",
      on: "read",
      times: 1,
      ref: { object: "deal", id: bad },
    });
    const report = await run();
    expect(report.unreadable).toMatchObject([{ object: "deal", id: bad }]);
    expect(report.assessed.deal).toBe(1);
    const second = await run(withoutNews());
    expect(second).toMatchObject({ state: "incomplete", unreadable: [{ object: "deal", id: bad }] });
    await expect(explain(store, "memory", { subject: "deal", id: bad })).rejects.toThrow("unreadable");
  });

  it("plans without writing in a dry run (invariant:W7)", async () => {
    await provisionAll();
    const deal = await signedDeal("A");
    const report = await run(crm, { dryRun: true });
    expect(report.planned.length).toBeGreaterThan(0);
    expect(report.outcomes).toEqual({ won: 0, lost: 0, open: 1 });
    expect(await held(deal)).not.toHaveProperty("headway_advances");
    expect((await run()).written).toMatchObject({ deal: 1 });
  });

  it("takes pipelines that cannot be read as they were last read, and says so", async () => {
    await provisionAll();
    await signedDeal("A");
    const blind: CrmAdapter = {
      ...crm,
      describe: async () => ({ ...(await crm.describe()), pipelines: unknown("no scope for pipelines") }),
    };
    const first = await run(blind);
    expect(first.undecided).toHaveLength(1);
    await run();
    const later = await run(blind);
    expect(later).toMatchObject({ state: "incomplete", undecided: [], written: {}, outcomes: { open: 1 } });
    expect(later.gaps.join()).toContain("no scope for pipelines");
  });

  it("refuses another account than the one the store belongs to", async () => {
    await run();
    const other = {
      ...crm,
      describe: async () => ({
        ...(await crm.describe()),
        account: { id: "other", name: null, timeZone: null, currency: null },
      }),
    };
    await expect(run(other)).rejects.toMatchObject({ code: "account-changed" });
  });

  it.each([
    [{ asOf: "yesterday" }, "asOf"],
    [{ budgetMs: -1 }, "budgetMs"],
    [{ dry: true }, "dry"],
  ])("refuses options that cannot be meant and names them: %j", async (options, name) => {
    const before = crm.backend.requestCount();
    await expect(run(crm, options as RunOptions)).rejects.toThrow(name);
    expect(crm.backend.requestCount()).toBe(before);
  });

  it("stops at a checkpoint when its time is used and goes on in the next run (invariant:L1)", async () => {
    await provisionAll();
    for (let n = 0; n < 10; n += 1) await signedDeal(`D${n}`);
    let now = start;
    const slow = createSync({ crm, store, policy, clock: () => (now += 300) });
    const first = await slow.run({ budgetMs: 1_000 });
    expect(first.state).toBe("incomplete");
    for (let n = 0; n < 40 && (await slow.run({ budgetMs: 3_000 })).state === "incomplete"; n += 1);
    expect(await store.counts("memory")).toMatchObject({ deal: 10, email: 10 });
    expect((await run()).written).toEqual({});
  });
});

describe("evidence from a deal's own fields", () => {
  const fieldPolicy = {
    version: "fields-1",
    evidenceRules: [
      {
        id: "said",
        version: "1",
        on: { object: "deal", where: [{ field: "nextStep", present: true }] },
        gives: {
          kind: "next-step-committed",
          actorSide: "buyer",
          grade: 3,
          commitment: { what: { field: "nextStep" }, owner: "buyer" },
        },
      },
    ],
  };
  const runFields = () => createSync({ crm, store, policy: fieldPolicy, clock: clock.now }).run();
  const said = async (deal: string) =>
    (await store.evidenceOf("memory", { subject: "deal", id: deal })).filter(
      (piece) => piece.rule.id === "said",
    );

  it("keeps the date it was first seen, though our own writes change the deal, and writes nothing again", async () => {
    await provisionAll();
    const deal = await crm.backend.create("deal", { name: "A", nextStep: "Jane sends the papers" });
    const firstSeen = new Date(clock.now()).toISOString();
    for (let day = 0; day < 3; day += 1) {
      await runFields();
      clock.advance(3_600_000);
    }
    expect(await said(deal)).toMatchObject([{ occurredAt: firstSeen }]);
    expect((await runFields()).written).toEqual({});
  });

  it("does not let a second promise undo the first", async () => {
    await provisionAll();
    const deal = await crm.backend.create("deal", { name: "A", nextStep: "Jane sends the papers" });
    await runFields();
    clock.advance(dayMs);
    await crm.backend.edit("deal", deal, { nextStep: "Jane asks the board" });
    await runFields();
    expect((await said(deal)).map((piece) => piece.commitment?.what).sort()).toEqual([
      "Jane asks the board",
      "Jane sends the papers",
    ]);
  });

  it("keeps first sightings when rules change, and drops what a rule no longer says", async () => {
    await provisionAll();
    const deal = await crm.backend.create("deal", { name: "A", nextStep: "Jane sends the papers" });
    await runFields();
    const [before] = await said(deal);
    clock.advance(dayMs);
    const both = { ...fieldPolicy, evidenceRules: [...fieldPolicy.evidenceRules, ...policy.evidenceRules] };
    await createSync({ crm, store, policy: both, clock: clock.now }).run();
    expect(await said(deal)).toEqual([before]);
    await run();
    expect(await said(deal)).toEqual([]);
  });

  it("keeps the date of what is still said when a rule has another version, also for a while only (invariant:K1)", async () => {
    await provisionAll();
    const deal = await crm.backend.create("deal", { name: "A", nextStep: "Jane sends the papers" });
    await runFields();
    const [before] = await said(deal);
    clock.advance(dayMs);
    await crm.backend.edit("deal", deal, { name: "B" });
    const evidenceRules = fieldPolicy.evidenceRules.map((rule) => ({ ...rule, version: "2" }));
    const other = createSync({ crm, store, policy: { ...fieldPolicy, evidenceRules }, clock: clock.now });
    await other.run({ dryRun: true });
    expect(await said(deal)).toEqual([{ ...before, rule: { id: "said", version: "2" } }]);
    await runFields();
    expect(await said(deal)).toEqual([before]);
  });
});

describe("tasks", () => {
  async function stalledDeal(): Promise<void> {
    await provisionAll();
    for (let n = 0; n < 40; n += 1) {
      const deal = await signedDeal(`Won ${n}`);
      clock.advance(dayMs);
      await crm.backend.edit("deal", deal, { stageId: n % 2 === 0 ? "won" : "lost" });
    }
    await signedDeal("Stands still");
    clock.advance(300 * dayMs);
  }

  it("asks once for a deal that stands still, and never again after a person completed the task (invariant:W1)", async () => {
    await stalledDeal();
    await run();
    const tasks = await crm.backend.tasks();
    expect(tasks).toHaveLength(1);
    expect(tasks[0]?.subject).toContain("Stands still");
    await crm.backend.edit("task", tasks[0]?.id ?? "", {
      status: "done",
      completedAt: new Date(clock.now()).toISOString(),
    });
    clock.advance(dayMs);
    await run();
    expect(await crm.backend.tasks()).toHaveLength(1);
  });

  it("never makes a task again that a person deleted", async () => {
    await stalledDeal();
    await run();
    const [task] = await crm.backend.tasks();
    await crm.backend.remove("task", task?.id ?? "");
    clock.advance(dayMs);
    await run();
    expect(await crm.backend.tasks()).toHaveLength(0);
  });
});

describe("explain", () => {
  it("lists evidence whose amounts with the prior add up to every number's basis", async () => {
    await provisionAll();
    const deal = await signedDeal("A");
    await run();
    const explanation = await explain(store, "memory", { subject: "deal", id: deal });
    expect(explanation.numbers.length).toBeGreaterThan(3);
    for (const number of explanation.numbers) {
      const sum = number.contributions.reduce((total, { amount }) => total + amount, number.prior);
      expect(Math.abs(sum - number.basis), number.name).toBeLessThan(1e-9);
    }
    const ids = explanation.evidence.map((piece) => piece.id);
    for (const { contributions } of explanation.numbers) {
      for (const { evidenceId } of contributions) expect(ids).toContain(evidenceId);
    }
    expect(explanation.evidence.map((piece) => piece.rule.id)).toContain("signed");
  });

  it("is as of the instant the subject was assessed, also when later runs had nothing to say about it", async () => {
    await provisionAll();
    const deal = await signedDeal("A");
    await run();
    clock.advance(3_600_000);
    await run();
    const lastLooked = new Date(clock.now()).toISOString();
    clock.advance(3_600_000);
    await run();
    expect((await explain(store, "memory", { subject: "deal", id: deal })).asOf).toBe(lastLooked);
  });

  it("says what to do about a deal that is not in the store", async () => {
    await run();
    const answer = explain(store, "memory", { subject: "deal", id: "nope" });
    await expect(answer).rejects.toBeInstanceOf(SyncError);
    await expect(answer).rejects.toThrow("headway sync");
  });
});

describe("testRules", () => {
  it("shows what each rule catches, what none catches, and fields no record has", async () => {
    await signedDeal("A");
    await run();
    const rules = [
      ...policyRules("Signed"),
      {
        ...policyRules("x")[0],
        id: "odd",
        on: { object: "email", where: [{ field: "mood", equals: "sunny" }] },
      },
    ];
    const report = await testRules(store, "memory", rules as Parameters<typeof testRules>[2]);
    expect(report.rules).toMatchObject([
      { ruleId: "signed", hits: 1 },
      { ruleId: "odd", hits: 0 },
    ]);
    expect(report.unknownFields).toEqual([{ ruleId: "odd", object: "email", field: "mood" }]);
    expect(report.uncaught["stage-change"]?.count).toBe(1);
  });
});

function policyRules(subject: string) {
  return policy.evidenceRules.slice(0, 1).map((rule) => ({
    ...rule,
    on: { ...rule.on, where: [{ field: "subject", equals: subject }] },
  }));
}

/** The adapter of a process that is killed after so many pages. */
function dyingAfter(pages: number): CrmAdapter {
  let left = pages;
  return {
    ...crm,
    async *pull(request, options) {
      for await (const page of crm.pull(request, options)) {
        if (left <= 0) throw new Error("killed");
        left -= 1;
        yield page;
      }
    },
  };
}

/** An adapter over a CRM in which nothing has changed since. */
function withoutNews(): CrmAdapter {
  return {
    ...crm,
    async *pull(request) {
      if (request.type === "changes")
        yield { object: request.object, changes: [], cursor: null, caughtUp: true };
    },
  };
}

/** An adapter whose writes land without anybody hearing of it. */
function losingAnswers(): CrmAdapter {
  return {
    ...crm,
    async push(patches, options) {
      await crm.push(patches, options);
      return patches.map((): PushOutcome => ({ status: "unknown", reason: "no answer" }));
    },
  };
}

function forbidding(object: string): CrmAdapter {
  return {
    ...crm,
    async *pull(request, options) {
      if (request.type === "changes" && request.object === object)
        crm.backend.failNext({ kind: "forbidden", on: "read", times: 1 });
      yield* crm.pull(request, options);
    },
  };
}
