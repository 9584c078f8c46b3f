import type { Evidence } from "@headway/core";
import {
  type AccountRecord,
  type ContactRecord,
  type DealRecord,
  type EmailRecord,
  known,
  type TaskRecord,
  unknown,
} from "@headway/crm";
import { beforeEach, describe, expect, it } from "vitest";
import type { Intent, PageCommit } from "./store.ts";
import { storeKinds } from "./testing/store-kinds.ts";

const kinds = await storeKinds();

const at = "2026-03-01T10:00:00.000Z";
const crm = "crm";

const account: AccountRecord = {
  object: "account",
  id: "a1",
  createdAt: at,
  modifiedAt: at,
  links: {},
  fields: {},
  name: "A",
  domain: null,
  ownerId: null,
};

function deal(id: string, part: Partial<DealRecord> = {}): DealRecord {
  return {
    object: "deal",
    id,
    createdAt: at,
    modifiedAt: at,
    links: { account: known(["a1"]) },
    fields: {},
    name: `Deal ${id}`,
    pipelineId: "p",
    stageId: "s",
    amount: null,
    closeDate: null,
    ownerId: "u1",
    nextStep: null,
    stageHistory: known([]),
    ...part,
  };
}

function email(id: string, part: Partial<EmailRecord> = {}): EmailRecord {
  return {
    object: "email",
    id,
    createdAt: at,
    modifiedAt: at,
    links: { deal: known(["d1"]) },
    fields: {},
    occurredAt: at,
    ownerId: null,
    subject: "Hello",
    text: known("Hello"),
    direction: "inbound",
    status: null,
    ...part,
  };
}

function task(id: string, status: "open" | "done"): TaskRecord {
  return {
    object: "task",
    id,
    createdAt: at,
    modifiedAt: at,
    links: {},
    fields: {},
    occurredAt: at,
    ownerId: null,
    subject: "Ask",
    body: null,
    status,
    priority: null,
    completedAt: status === "done" ? at : null,
    key: "v1:abc",
  };
}

function evidence(id: string, part: Partial<Evidence> = {}): Evidence {
  return {
    id,
    occurredAt: at,
    recordedAt: at,
    situation: "opportunity",
    actorSide: "buyer",
    kind: "buyer-reply",
    grade: 2,
    polarity: 0,
    dealId: "d1",
    source: { crm, object: "email", id: "e1" },
    rule: { id: "r", version: "1" },
    ...part,
  };
}

function page(part: Partial<PageCommit>): PageCommit {
  return { object: "deal", cursor: "c1", upserts: [], removals: [], merges: [], unreadable: [], ...part };
}

const intent: Omit<Intent, "state" | "attempts"> = {
  id: "deal/d1@1",
  target: "deal/d1",
  version: at,
  patch: { type: "update", ref: { object: "deal", id: "d1" }, fields: { headway_advances: 1 } },
};

describe.each(kinds)("the $name store", ({ absent, open }) => {
  beforeEach(({ skip }) => skip(absent !== null, absent ?? undefined));

  it("keeps a page's records, evidence and cursor together (invariant:D4)", async () => {
    const { store } = await open();
    await store.commitPage(crm, page({ upserts: [{ record: deal("d1"), evidence: [evidence("x1")] }] }));
    expect(await store.cursor(crm, "deal")).toBe("c1");
    expect(await store.record(crm, { object: "deal", id: "d1" })).toEqual(deal("d1"));
    expect(await store.evidenceOf(crm, { subject: "deal", id: "d1" })).toEqual([evidence("x1")]);
    expect(await store.counts(crm)).toEqual({ deal: 1 });
    expect(await store.dealsWithRule(crm, "r")).toBe(1);
  });

  it("lets an older version never overwrite a newer one (invariant:D5)", async () => {
    const { store } = await open();
    const newer = deal("d1", { modifiedAt: "2026-03-02T00:00:00.000Z", name: "newer" });
    await store.commitPage(crm, page({ upserts: [{ record: newer, evidence: [evidence("x2")] }] }));
    await store.commitPage(crm, page({ upserts: [{ record: deal("d1"), evidence: [] }] }));
    expect(await store.record(crm, { object: "deal", id: "d1" })).toMatchObject({ name: "newer" });
    expect(await store.evidenceOf(crm, { subject: "deal", id: "d1" })).toHaveLength(1);
  });

  it("replaces the evidence of a record that is read again", async () => {
    const { store } = await open();
    await store.commitPage(
      crm,
      page({ object: "email", upserts: [{ record: email("e1"), evidence: [evidence("x1")] }] }),
    );
    await store.commitPage(
      crm,
      page({ object: "email", upserts: [{ record: email("e1"), evidence: [evidence("x2")] }] }),
    );
    const found = await store.evidenceOf(crm, { subject: "deal", id: "d1" });
    expect(found.map((piece) => piece.id)).toEqual(["x2"]);
  });

  it("keeps what came last of a record that comes twice in one replacement (invariant:K8)", async () => {
    const { store } = await open();
    const record = email("e1");
    await store.commitPage(crm, page({ object: "email", upserts: [{ record, evidence: [] }] }));
    await store.replaceEvidence(crm, [
      { record, evidence: [evidence("x1", { personId: "u1" })] },
      { record, evidence: [] },
    ]);
    expect(await store.evidenceOf(crm, { subject: "deal", id: "d1" })).toEqual([]);
    expect(await store.evidenceOf(crm, { subject: "person", id: "u1" })).toEqual([]);
  });

  it("keeps links that could not be read this time: unknown is not empty", async () => {
    const { store } = await open();
    await store.commitPage(crm, page({ upserts: [{ record: deal("d1"), evidence: [evidence("x1")] }] }));
    const unreadable = deal("d1", { links: { account: unknown("no scope") } });
    await store.commitPage(crm, page({ upserts: [{ record: unreadable, evidence: [evidence("x1")] }] }));
    expect(await store.evidenceOf(crm, { subject: "account", id: "a1" })).toHaveLength(1);
  });

  it("shows an account the evidence of its deals and people, each act once", async () => {
    const { store } = await open();
    const contact: ContactRecord = {
      object: "contact",
      id: "c1",
      createdAt: at,
      modifiedAt: at,
      links: { account: known(["a1"]) },
      fields: {},
      firstName: "Ada",
      lastName: null,
      email: null,
      title: null,
      ownerId: null,
    };
    const twice = [evidence("x1"), evidence("x2", { dealId: "d2" })];
    const byContact = evidence("x3", { contactId: "c1", source: { crm, object: "email", id: "e2" } });
    const { dealId: _none, ...contactOnly } = byContact;
    await store.commitPage(
      crm,
      page({ upserts: [deal("d1"), deal("d2"), contact].map((record) => ({ record, evidence: [] })) }),
    );
    await store.commitPage(
      crm,
      page({
        object: "email",
        upserts: [
          { record: email("e1"), evidence: twice },
          { record: email("e2"), evidence: [contactOnly] },
        ],
      }),
    );
    const found = await store.evidenceOf(crm, { subject: "account", id: "a1" });
    expect(found.map((piece) => piece.id)).toEqual(["x1", "x3"]);
    expect(found.every((piece) => piece.accountId === "a1")).toBe(true);
  });

  it("shows a seller own acts, and what buyers did on the deals owned or worked on", async () => {
    const { store } = await open();
    const ownAct = evidence("x1", { personId: "u1", actorSide: "seller", dealId: "d2" });
    const onOwned = evidence("x2", { dealId: "d1" });
    const onWorked = evidence("x3", { dealId: "d2", source: { crm, object: "email", id: "e2" } });
    const elsewhere = evidence("x4", { dealId: "d3", source: { crm, object: "email", id: "e3" } });
    const others = evidence("x5", { personId: "u2", actorSide: "seller", dealId: "d1" });
    const foreign = [deal("d2", { ownerId: "u2" }), deal("d3", { ownerId: "u2" })];
    await store.commitPage(
      crm,
      page({ upserts: [deal("d1"), ...foreign].map((record) => ({ record, evidence: [] })) }),
    );
    const stageEdit = evidence("x6", {
      personId: "u1",
      actorSide: "seller",
      source: { crm, object: "stage-change", id: "d1" },
    });
    const pieces = [ownAct, onOwned, onWorked, elsewhere, others, stageEdit];
    await store.commitPage(
      crm,
      page({ object: "email", upserts: [{ record: email("e1"), evidence: pieces }] }),
    );
    const found = await store.evidenceOf(crm, { subject: "person", id: "u1" });
    expect(found.map((piece) => piece.id)).toEqual(["x1", "x2", "x3"]);
  });

  it("marks a deal, its account and its owner when an activity arrives", async () => {
    const { store } = await open();
    const user = {
      object: "user" as const,
      id: "u1",
      createdAt: at,
      modifiedAt: at,
      links: {},
      fields: {},
      name: "Ada",
      email: null,
      active: true,
    };
    await store.commitPage(
      crm,
      page({ upserts: [deal("d1"), user, account].map((record) => ({ record, evidence: [] })) }),
    );
    const assessments = (["deal/d1", "account/a1", "person/u1"] as const).map((key) => {
      const [subject, id] = key.split("/") as ["deal" | "account" | "person", string];
      return { subject, id, asOf: at, policyVersion: "1", summary: {} };
    });
    await store.commitAssessments(crm, { assessments, intents: [] });
    const dirty = async (): Promise<string[]> => [
      ...(await store.subjects(crm, "deal", "dirty", null, 9)),
      ...(await store.subjects(crm, "account", "dirty", null, 9)),
      ...(await store.subjects(crm, "person", "dirty", null, 9)),
    ];
    expect(await dirty()).toEqual([]);
    await store.commitPage(
      crm,
      page({ object: "email", upserts: [{ record: email("e1", { ownerId: "u1" }), evidence: [] }] }),
    );
    expect(await dirty()).toEqual(["d1", "a1", "u1"]);
    const stayDirty = [{ subject: "account", id: "a1" }] as const;
    await store.commitAssessments(crm, { assessments, intents: [], stayDirty });
    expect(await dirty()).toEqual(["a1"]);
    // As of that instant it was assessed, until something touches it.
    const left = async (asOf: string): Promise<string[]> =>
      store.subjects(crm, "account", { unassessedAsOf: asOf }, null, 9);
    const later = "2030-01-01T00:00:00.000Z";
    expect([await left(at), await left(later)]).toEqual([[], ["a1"]]);
    await store.markAllDirty(crm);
    expect([await left(at), await left(later)]).toEqual([["a1"], ["a1"]]);
    await store.commitAssessments(crm, { assessments, intents: [], stayDirty });
    expect(await left(at)).toEqual([]);
    await store.commitPage(crm, page({ upserts: [{ record: account, evidence: [] }] }));
    expect(await left(at)).toEqual(["a1"]);
  });

  it("forgets a deleted record with its evidence and its pending write, and looks at its relatives again", async () => {
    const { store } = await open();
    await store.commitPage(
      crm,
      page({
        upserts: [
          { record: account, evidence: [] },
          { record: deal("d1"), evidence: [evidence("x1", { source: { crm, object: "deal", id: "d1" } })] },
        ],
      }),
    );
    await store.commitAssessments(crm, {
      assessments: [{ subject: "account", id: "a1", asOf: at, policyVersion: "1", summary: {} }],
      intents: [intent],
    });
    await store.commitPage(crm, page({ removals: [{ object: "deal", id: "d1" }] }));
    expect(await store.record(crm, { object: "deal", id: "d1" })).toBeNull();
    expect(await store.evidenceOf(crm, { subject: "deal", id: "d1" })).toEqual([]);
    expect(await store.intents(crm, "pending", null, 9)).toEqual([]);
    expect(await store.subjects(crm, "account", "dirty", null, 9)).toEqual(["a1"]);
  });

  it("never resends an equal want that was refused, until the record changes (invariant:W6)", async () => {
    const { store } = await open();
    const commit = (version: string) =>
      store.commitAssessments(crm, { assessments: [], intents: [{ ...intent, version }] });
    await commit(at);
    const [pending] = await store.intents(crm, "pending", null, 9);
    if (pending === undefined) throw new Error("no intent");
    await store.markInflight(crm, [pending.id], at);
    await store.settle(crm, [{ status: "parked", intent: pending, code: "invalid", reason: "no" }]);
    await commit(at);
    expect(await store.intents(crm, "pending", null, 9)).toEqual([]);
    expect(await store.intentFor(crm, "deal/d1")).toMatchObject({
      state: "parked",
      code: "invalid",
      reason: "no",
    });
    await commit("2026-03-05T00:00:00.000Z");
    expect(await store.intents(crm, "pending", null, 9)).toHaveLength(1);
  });

  it("leaves a write in flight as it is when a new want comes", async () => {
    const { store } = await open();
    await store.commitAssessments(crm, { assessments: [], intents: [intent] });
    await store.markInflight(crm, [intent.id], at);
    await store.commitAssessments(crm, { assessments: [], intents: [{ ...intent, id: "deal/d1@2" }] });
    expect((await store.intents(crm, "inflight", null, 9)).map((one) => one.id)).toEqual([intent.id]);
  });

  it("enters a confirmed write into the stored record", async () => {
    const { store } = await open();
    await store.commitPage(crm, page({ upserts: [{ record: deal("d1"), evidence: [] }] }));
    await store.commitAssessments(crm, { assessments: [], intents: [intent] });
    const [pending] = await store.intents(crm, "pending", null, 9);
    if (pending === undefined) throw new Error("no intent");
    await store.settle(crm, [{ status: "done", intent: pending, ref: { object: "deal", id: "d1" } }]);
    expect(await store.record(crm, { object: "deal", id: "d1" })).toMatchObject({
      fields: { headway_advances: 1 },
    });
    expect(await store.intentFor(crm, "deal/d1")).toBeNull();
  });

  it("remembers that a person completed or deleted a task (invariant:W1)", async () => {
    const { store } = await open();
    await store.commitPage(
      crm,
      page({ object: "task", upserts: [{ record: task("t1", "open"), evidence: [] }] }),
    );
    expect(await store.knownTask(crm, "v1:abc")).toEqual({ key: "v1:abc", id: "t1", state: "open" });
    const done = { ...task("t1", "done"), modifiedAt: "2026-03-02T00:00:00.000Z" };
    await store.commitPage(crm, page({ object: "task", upserts: [{ record: done, evidence: [] }] }));
    expect(await store.knownTask(crm, "v1:abc")).toMatchObject({ state: "done" });
    await store.commitPage(crm, page({ object: "task", removals: [{ object: "task", id: "t1" }] }));
    expect(await store.knownTask(crm, "v1:abc")).toMatchObject({ state: "deleted" });
  });

  it("lists what could not be read until it is read", async () => {
    const { store } = await open();
    const row = { object: "deal" as const, id: "d1", field: "amount", reason: "not a number" };
    await store.commitPage(crm, page({ unreadable: [row] }));
    expect(await store.unreadable(crm)).toEqual([row]);
    await store.commitPage(crm, page({ upserts: [{ record: deal("d1"), evidence: [] }] }));
    expect(await store.unreadable(crm)).toEqual([]);
  });

  it("remembers when a write was sent", async () => {
    const { store } = await open();
    await store.commitAssessments(crm, { assessments: [], intents: [intent] });
    await store.markInflight(crm, [intent.id], at);
    expect(await store.intentFor(crm, intent.target)).toMatchObject({ state: "inflight", sentAt: at });
  });

  it("joins confirmed writes of one record, and drops them with it", async () => {
    const { store } = await open();
    await store.commitPage(crm, page({ upserts: [{ record: deal("d1"), evidence: [] }] }));
    for (const fields of [{ headway_advances: 1, headway_stall: "moving" }, { headway_advances: 2 }]) {
      const patch = { type: "update" as const, ref: { object: "deal" as const, id: "d1" }, fields };
      const wanted = { ...intent, patch };
      await store.commitAssessments(crm, { assessments: [], intents: [wanted] });
      const pending = { ...wanted, state: "pending" as const, attempts: 0 };
      await store.settle(crm, [{ status: "done", intent: pending, ref: patch.ref }]);
    }
    const row = {
      ref: { object: "deal", id: "d1" },
      fields: { headway_advances: 2, headway_stall: "moving" },
      over: at,
    };
    expect(await store.writtenNamed(crm, "deal", ["d1", "d2"])).toEqual(new Map([["d1", row]]));
    expect(await store.allWritten(crm, "deal", null, 9)).toEqual([row]);
    expect(await store.allWritten(crm, "deal", "d1", 9)).toEqual([]);
    await store.commitPage(crm, page({ removals: [{ object: "deal", id: "d1" }] }));
    expect(await store.writtenNamed(crm, "deal", ["d1"])).toEqual(new Map());
  });

  it("keeps rows by kind and id, in id order", async () => {
    const { store } = await open();
    const first = { id: "b", at };
    await store.putRows(crm, "tombstone", [first, { id: "a", at: "2026-01-01T00:00:00.000Z" }]);
    await store.putRows(crm, "tombstone", [{ id: "a", at }]);
    expect(await store.rows(crm, "tombstone", null, 9)).toEqual([{ id: "a", at }, first]);
    expect(await store.rows(crm, "tombstone", "a", 9)).toEqual([first]);
    expect(await store.rows("other", "tombstone", null, 9)).toEqual([]);
    expect(await store.rows(crm, "nudge", null, 9)).toEqual([]);
    await store.removeRows(crm, [{ kind: "tombstone", id: "a" }]);
    expect(await store.rows(crm, "tombstone", null, 9)).toEqual([first]);
  });

  it("keeps the first of equal conflicts, with the intents that overwrite them", async () => {
    const { store } = await open();
    const conflict = {
      id: "deal/d1 headway_stall x",
      ref: { object: "deal" as const, id: "d1" },
      field: "headway_stall",
      written: "moving",
      theirs: "typed over",
      ours: "moving",
      changedBy: at,
      seenAt: at,
    };
    const again = { ...conflict, seenAt: "2026-03-02T00:00:00.000Z" };
    await store.commitAssessments(crm, { assessments: [], intents: [intent], conflicts: [conflict] });
    await store.commitAssessments(crm, { assessments: [], intents: [intent], conflicts: [again] });
    expect(await store.rows(crm, "conflict", null, 9)).toEqual([conflict]);
  });

  it("knows into what a record was merged, and what points at one", async () => {
    const { store } = await open();
    const merges = [
      { ref: { object: "deal" as const, id: "d9" }, into: { object: "deal" as const, id: "d1" } },
    ];
    await store.commitPage(crm, page({ upserts: [{ record: deal("d1"), evidence: [] }], merges }));
    expect(await store.mergedInto(crm, { object: "deal", id: "d9" })).toEqual({ object: "deal", id: "d1" });
    expect(await store.mergedInto(crm, { object: "deal", id: "d1" })).toBeNull();
    expect(await store.pointingAt(crm, { object: "account", id: "a1" })).toEqual([deal("d1")]);
    expect(await store.pointingAt(crm, { object: "contact", id: "c1" })).toEqual([]);
  });

  it("invariant:P1 erases a person with what hangs on them, whole, and leaves the rest", async () => {
    const { store } = await open();
    const linked = deal("d1", { links: { account: known(["a1"]), contact: known(["c1"]) } });
    const clean = deal("d1", { links: { account: known(["a1"]), contact: known([]) } });
    await store.commitPage(crm, page({ upserts: [{ record: linked, evidence: [] }] }));
    const letter = email("e1", { links: { contact: known(["c1"]), deal: known(["d1"]) } });
    await store.commitPage(
      crm,
      page({
        object: "email",
        upserts: [{ record: letter, evidence: [evidence("x1", { contactId: "c1" })] }],
      }),
    );
    await store.commitAssessments(crm, {
      assessments: [{ subject: "deal", id: "d1", asOf: at, policyVersion: "1", summary: {} }],
      intents: [intent],
    });
    await store.putRows(crm, "nudge", [
      { id: "contact/c1", ref: { object: "contact", id: "c1" }, occurredAt: at },
    ]);
    await store.erase(crm, {
      refs: [
        { object: "contact", id: "c1" },
        { object: "email", id: "e1" },
      ],
      kept: [clean],
      subjects: [{ subject: "deal", id: "d1" }],
      targets: ["deal/d1"],
      written: [{ object: "deal", id: "d1" }],
      rows: [{ kind: "nudge", id: "contact/c1" }],
      runs: [],
      tombstones: [{ id: "hash", at }],
    });
    expect(await store.record(crm, { object: "email", id: "e1" })).toBeNull();
    expect(await store.record(crm, { object: "deal", id: "d1" })).toEqual(clean);
    expect(await store.pointingAt(crm, { object: "contact", id: "c1" })).toEqual([]);
    expect(await store.evidenceOf(crm, { subject: "deal", id: "d1" })).toEqual([]);
    expect(await store.assessment(crm, { subject: "deal", id: "d1" })).toBeNull();
    expect(await store.subjects(crm, "deal", "dirty", null, 9)).toEqual(["d1"]);
    expect(await store.intentFor(crm, "deal/d1")).toBeNull();
    expect(await store.rows(crm, "nudge", null, 9)).toEqual([]);
    expect(await store.rows(crm, "tombstone", null, 9)).toEqual([{ id: "hash", at }]);
  });

  it("keeps CRMs apart", async () => {
    const { store } = await open();
    await store.saveState("left", { accountId: "1" });
    await store.commitPage("left", page({ upserts: [{ record: deal("d1"), evidence: [] }] }));
    expect(await store.record("right", { object: "deal", id: "d1" })).toBeNull();
    expect((await store.state("right")).accountId).toBeNull();
    expect(await store.subjects("left", "deal", "all", null, 9)).toEqual(["d1"]);
  });
});
