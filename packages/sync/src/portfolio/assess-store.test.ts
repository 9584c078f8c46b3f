import { defaultPolicy, type Evidence, evidenceKinds } from "@headway/core";
import type {
  AccountRecord,
  ContactRecord,
  CrmRecord,
  DealRecord,
  EmailRecord,
  UserRecord,
} from "@headway/crm";
import { describe, expect, it } from "vitest";
import { explain } from "../explain.ts";
import { memoryStore } from "../memory/index.ts";
import type { DerivedRecord, Store } from "../store.ts";
import { type AssessProgress, assessStore } from "./index.ts";

const asOf = "2026-04-11T12:00:00.000Z";
const crm = "memory";
const open = { id: "open", label: "Open", status: "open" as const, order: 0 };
const pipelines = [{ id: "p", label: "Deals", stages: [open] }];
const base = { createdAt: "2026-01-01T12:00:00Z", modifiedAt: "2026-03-01T12:00:00Z", fields: {} };
const to = (...ids: string[]) => ({ status: "known" as const, value: ids });

function deal(id: string, accountId: string | null, more: Partial<DealRecord> = {}): DealRecord {
  return {
    ...base,
    object: "deal",
    id,
    url: `https://crm.test/deal/${id}`,
    links: accountId === null ? {} : { account: to(accountId) },
    name: `Deal ${id}`,
    pipelineId: "p",
    stageId: "open",
    amount: null,
    closeDate: null,
    ownerId: "u1",
    nextStep: null,
    stageHistory: { status: "known", value: [] },
    ...more,
  };
}

function account(id: string): AccountRecord {
  return {
    ...base,
    object: "account",
    id,
    url: `https://crm.test/account/${id}`,
    links: {},
    name: `Account ${id}`,
    domain: null,
    ownerId: "u1",
  };
}

function contact(id: string, accountId: string): ContactRecord {
  return {
    ...base,
    object: "contact",
    id,
    links: { account: to(accountId) },
    firstName: "Bea",
    lastName: "Buyer",
    email: null,
    title: null,
    ownerId: null,
  };
}

function user(id: string, active = true): UserRecord {
  return { ...base, object: "user", id, links: {}, name: `User ${id}`, email: null, active };
}

function email(id: string, url?: string): EmailRecord {
  const address = url === undefined ? {} : { url };
  return {
    ...base,
    ...address,
    object: "email",
    id,
    links: { deal: to("d1"), account: to("a1") },
    occurredAt: "2026-03-01T12:00:00Z",
    ownerId: "u1",
    subject: null,
    text: { status: "known", value: null },
    direction: "inbound",
    status: null,
  };
}

function piece(id: string, kind: Evidence["kind"], more: Partial<Evidence> = {}): Evidence {
  const { situation, side, polarity } = evidenceKinds[kind];
  return {
    id,
    kind,
    occurredAt: "2026-03-01T12:00:00Z",
    recordedAt: "2026-03-01T12:00:00Z",
    situation,
    actorSide: side,
    grade: side === "buyer" ? 3 : 0,
    polarity,
    personId: "u1",
    source: { crm, object: "email", id },
    rule: { id: "r", version: "1" },
    ...more,
  };
}

async function storeWith(derived: readonly DerivedRecord[], isAssessed = true): Promise<Store> {
  const store = memoryStore();
  const objects = new Set(derived.map(({ record }) => record.object));
  for (const object of objects) {
    const upserts = derived.filter(({ record }) => record.object === object);
    await store.commitPage(crm, { object, cursor: null, upserts, removals: [], merges: [], unreadable: [] });
  }
  const schema = {
    account: { id: "acc", name: "Acme CRM" },
    pipelines: { status: "known", value: pipelines },
  };
  await store.saveState(crm, { schema: schema as never, policy: defaultPolicy });
  if (isAssessed) await store.saveState(crm, { assessedAt: asOf });
  return store;
}

const plain = (record: CrmRecord): DerivedRecord => ({ record, evidence: [] });
const people = [plain(user("u1")), plain(user("u2", false)), plain(user("u3"))];
const thanks = piece("thanks", "personal-thanks", {
  dealId: "d1",
  accountId: "a1",
  quote: { speaker: "c1", text: "Thank you" },
});
const shortlisted = piece("short", "shortlisted", { dealId: "d1", accountId: "a1" });
const written = piece("mail", "seller-email", { contactId: "c1", hours: 0.5 });

const everything: readonly DerivedRecord[] = [
  plain(deal("d1", "a1")),
  plain(deal("lost-stage", "a1", { stageId: "gone" })),
  plain(account("a1")),
  plain(account("a2")),
  plain(contact("c1", "a2")),
  ...people,
  { record: email("thanks", "https://crm.test/email/thanks"), evidence: [thanks] },
  { record: email("short", "https://crm.test/email/short"), evidence: [shortlisted] },
  { record: email("mail", "https://crm.test/email/mail"), evidence: [written] },
];

describe("an assessment of a whole store", () => {
  it("says nothing before a run has come to its end, unless an instant is given", async () => {
    const store = await storeWith(everything, false);
    expect(await assessStore({ store, crm })).toBeUndefined();
    expect((await assessStore({ store, crm, asOf }))?.assessment.asOf).toBe(asOf);
  });

  it("gives the numbers that the record alone explains (domain 3.13)", async () => {
    const store = await storeWith(everything);
    const found = await assessStore({ store, crm });
    await store.saveState(crm, { cohorts: found?.assessment.cohorts ?? null });
    const again = await assessStore({ store, crm });
    for (const [subject, id, one] of [
      ["deal", "d1", again?.assessment.deals[0]],
      ["account", "a1", again?.assessment.accounts[0]],
    ] as const) {
      const summary = { subject, id, asOf, policyVersion: "1", summary: {} };
      await store.commitAssessments(crm, { assessments: [summary], intents: [] });
      const { assessment } = await explain(store, crm, { subject, id });
      expect(JSON.parse(JSON.stringify(one))).toEqual(JSON.parse(JSON.stringify(assessment)));
    }
    expect(again?.assessment.deals[0]?.preference.value).toBe(1);
  });

  it("finds evidence that only a contact ties to an account", async () => {
    const found = await assessStore({ store: await storeWith(everything), crm });
    expect(found?.evidence.get("mail")?.accountId).toBe("a2");
    expect([...(found?.evidence.keys() ?? [])].sort()).toEqual(["mail", "short", "thanks"]);
  });

  it("names who is quoted, and opens every record in the CRM", async () => {
    const found = await assessStore({ store: await storeWith(everything), crm });
    expect(found?.account).toBe("Acme CRM");
    expect(found?.contactNames.get("c1")).toBe("Bea Buyer");
    expect([
      found?.urlOf("deal", "d1"),
      found?.urlOf("stage-change", "d1@2026-01-01@open"),
      found?.urlOf("email", "any other"),
      found?.urlOf("meeting", "1"),
    ]).toEqual([
      "https://crm.test/deal/d1",
      "https://crm.test/deal/d1",
      "https://crm.test/email/any%20other",
      null,
    ]);
  });

  it("makes up no address where records follow no pattern", async () => {
    const odd = [
      plain(email("e1", "https://crm.test/email/e1")),
      plain(email("e2", "https://crm.test/other/e2")),
    ];
    const found = await assessStore({ store: await storeWith(odd), crm });
    expect(found?.urlOf("email", "e3")).toBeNull();
  });

  it("puts into a team only who is active and has evidence (domain 3.14)", async () => {
    const found = await assessStore({ store: await storeWith(everything), crm });
    expect(found?.portfolio.people.map(({ id, teamId }) => [id, teamId])).toEqual([
      ["u1", "everybody"],
      ["u2", undefined],
      ["u3", undefined],
    ]);
  });

  it("tells how far it is", async () => {
    const told: AssessProgress[] = [];
    await assessStore({ store: await storeWith(everything), crm, onProgress: (one) => told.push(one) });
    expect(told.map(({ phase, done }) => `${phase} ${done}`)).toEqual([
      "deals 2",
      "accounts 2",
      "people 1",
      "people 2",
      "people 3",
      "assess 0",
      "assess 1",
    ]);
  });
});

describe("what it cannot tell", () => {
  const gapsOf = async (store: Store) => (await assessStore({ store, crm }))?.gaps ?? [];

  it("names deals whose stage no pipeline lists, with what to do", async () => {
    expect(await gapsOf(await storeWith(everything))).toEqual([
      {
        type: "no-pipeline",
        n: 1,
        text: "deals are in no figure: its stage `gone` is in no pipeline that can be read",
        remedy: "restore the stage, move the deal, or let these credentials read the pipeline",
        examples: ["lost-stage"],
      },
    ]);
  });

  it("counts records that could not be read and links nobody could read, by reason", async () => {
    const hidden = {
      ...deal("d2", null),
      links: { account: { status: "unknown" as const, reason: "no scope" } },
    };
    const store = await storeWith([plain(hidden)]);
    const unreadable = [{ object: "deal" as const, id: "d9", field: "amount", reason: "no number" }];
    await store.commitPage(crm, {
      object: "deal",
      cursor: null,
      upserts: [],
      removals: [],
      merges: [],
      unreadable,
    });
    expect((await gapsOf(store)).map(({ type, n, text, examples }) => [type, n, text, examples])).toEqual([
      ["unreadable-record", 1, "records could not be read: deal `amount`: no number", ["deal/d9"]],
      ["unknown-reading", 1, "records have parts nobody could read: no scope", []],
    ]);
  });

  it("counts writes that the CRM refused, with what they were about", async () => {
    const store = await storeWith([plain(account("a1"))]);
    const patch = {
      type: "update" as const,
      ref: { object: "account" as const, id: "a1" },
      fields: { headway: 1 },
    };
    const intent = { id: "i", target: "account/a1", patch: patch as never, version: "1" };
    await store.commitAssessments(crm, { assessments: [], intents: [intent] });
    const [pending] = await store.intents(crm, "pending", null, 10);
    if (pending === undefined) throw new Error("no intent");
    await store.settle(crm, [{ status: "parked", intent: pending, code: "invalid", reason: "read only" }]);
    expect((await gapsOf(store)).map(({ type, n, examples }) => [type, n, examples])).toEqual([
      ["parked-write", 1, ["account/a1"]],
    ]);
  });

  it("counts evidence that concerns several companies once, and says so", async () => {
    const shared = piece("shared", "personal-thanks", { accountId: "a1", contactId: "c1" });
    const store = await storeWith([
      plain(account("a1")),
      plain(account("a2")),
      plain(contact("c1", "a2")),
      { record: email("shared"), evidence: [shared] },
    ]);
    expect((await gapsOf(store)).map(({ type, n }) => [type, n])).toEqual([["several-accounts", 1]]);
  });

  it("counts evidence that belongs to nothing that is assessed, or has no date", async () => {
    const undated = piece("undated", "seller-note", { occurredAt: "some day", accountId: "a1" });
    const store = await storeWith([plain(account("a1")), { record: email("undated"), evidence: [undated] }]);
    expect((await gapsOf(store)).map(({ type, examples }) => [type, examples])).toEqual([
      ["unreadable-evidence", ["undated"]],
    ]);
  });
});
