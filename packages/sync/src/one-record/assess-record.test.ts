import { defaultPolicy, type Evidence, fitCohorts, parsePolicy } from "@headway/core";
import type { CrmAdapter, RecordRef } from "@headway/crm";
import { type SimulatedClock, simulatedClock } from "@headway/crm/conformance";
import { type MemoryCrm, memoryCrm } from "@headway/crm/memory";
import { beforeEach, describe, expect, it } from "vitest";
import { deriveEvidence, evidenceContext } from "../evidence.ts";
import { ownFields } from "../write-back.ts";
import { assessDealRecord } from "./assess-deal-record.ts";
import { assessRecord } from "./assess-record.ts";
import { capturePatch } from "./capture-patch.ts";
import { recordCrm } from "./record-crm.ts";

const policy = parsePolicy({ version: "one-record-1" });
const start = Date.UTC(2026, 2, 1, 10);

let clock: SimulatedClock;
let crm: MemoryCrm;
let account: string;
let deal: RecordRef;

beforeEach(async () => {
  clock = simulatedClock(start);
  crm = memoryCrm({ clock });
  await crm.provision(ownFields.map((field) => ({ type: "create-field", field })));
  account = await crm.backend.create("account", { name: "Alpha Ltd" });
  const links = [{ object: "account", id: account } as const];
  deal = { object: "deal", id: await crm.backend.create("deal", { name: "Alpha" }, { links }) };
});

function assess(ref: RecordRef = deal, extra: object = {}, adapter: CrmAdapter = crm) {
  return assessRecord(adapter, ref, { policy, asOf: new Date(clock.now()).toISOString(), ...extra });
}

async function signed(): Promise<void> {
  await crm.backend.create(
    "email",
    {
      subject: "Contract",
      text: "We have signed the contract.",
      direction: "inbound",
      occurredAt: new Date(start - 86_400_000).toISOString(),
    },
    { links: [deal, { object: "account", id: account }] },
  );
}

async function held(ref: RecordRef) {
  return (await crm.backend.read(ref.object, ref.id)).fields;
}

describe("one record", () => {
  it("is read, assessed and written, and a second call writes nothing", async () => {
    await signed();
    const first = await assess();
    expect(first).toMatchObject({
      status: "assessed",
      name: "Alpha",
      read: { deal: 1, account: 1, email: 1 },
    });
    expect(first.writes).toMatchObject([{ target: `deal/${deal.id}`, outcome: { status: "written" } }]);
    expect(await held(deal)).toMatchObject({ headway_advances: 1, headway_preference: 4 });
    expect((await assess()).writes).toEqual([]);
  });

  it("keeps what needs a cohort as it is where none is handed in", async () => {
    await signed();
    await crm.backend.edit("deal", deal.id, { headway_stall: "waiting" });
    const result = await assess();
    expect(await held(deal)).toMatchObject({ headway_stall: "waiting", headway_advances: 1 });
    expect(result.unknown.join()).toContain("without a cohort snapshot");
    const cohorts = fitCohorts([], policy, new Date(start).toISOString(), []);
    await assess(deal, { cohorts });
    expect((await held(deal)).headway_stall).not.toBe("waiting");
  });

  it("writes no number while activities of it cannot be read", async () => {
    await signed();
    const lame: CrmAdapter = {
      ...crm,
      async *pull(request, options) {
        for await (const page of crm.pull(request, options)) {
          const changes = page.changes.map((change) =>
            change.type === "upserted" && change.record.object === "email"
              ? ({ type: "unreadable", object: "email", id: "1", field: "text", reason: "broken" } as const)
              : change,
          );
          yield { ...page, changes };
        }
      },
    };
    const result = await assess(deal, {}, lame);
    expect(result.writes).toEqual([]);
    expect(result.unknown.join()).toContain("not everything was read");
  });

  it("leaves a deal alone whose own fields say something that nobody can date", async () => {
    const rule = {
      id: "verbal",
      version: "1",
      on: { object: "deal", where: [{ field: "name", equals: "Alpha" }] },
      gives: { kind: "verbal-agreement", actorSide: "buyer", grade: 2 },
    };
    const own = parsePolicy({ version: "own-fields", evidenceRules: [rule] });
    const result = await assess(deal, { policy: own });
    expect(result.writes).toEqual([]);
    expect(result.unknown.join()).toContain("verbal");
  });

  it("that is gone is said to be gone, and nothing is written", async () => {
    await crm.backend.remove("deal", deal.id);
    expect(await assess()).toMatchObject({ status: "gone", writes: [], deal: null });
  });

  it("plans and writes nothing on a dry run", async () => {
    await signed();
    const result = await assess(deal, { dryRun: true });
    expect(result.writes).toMatchObject([{ outcome: { status: "planned" } }]);
    expect((await held(deal)).headway_advances).toBeUndefined();
  });

  it("of an account is its elation", async () => {
    await signed();
    const ref = { object: "account", id: account } as const;
    const result = await assess(ref);
    expect(result).toMatchObject({ status: "assessed", deal: null, account: { accountId: account } });
    expect(await held(ref)).toMatchObject({ headway_elation: result.account?.elation.state });
    expect((await assess(ref)).writes).toEqual([]);
  });

  it("of a deal alone says where it stands and plans the same writes as all that can be said", async () => {
    await signed();
    const options = { policy, asOf: new Date(clock.now()).toISOString(), dryRun: true };
    const whole = await assessRecord(crm, deal, options);
    const { articulation: _articulation, obligation: _obligation, ...standing } = whole.deal ?? {};
    const alone = await assessDealRecord(recordCrm(crm), deal, options);
    expect(JSON.stringify(alone)).toBe(JSON.stringify({ ...whole, deal: standing }));
    expect(alone.writes).toHaveLength(1);
  });

  it("of another object is refused", async () => {
    await expect(assess({ object: "contact", id: "1" })).rejects.toMatchObject({ code: "unsupported" });
  });
});

const at = new Date(start).toISOString();
const captures: readonly (readonly [string, object, Partial<Evidence>])[] = [
  [
    "a meeting's verdict",
    { type: "meeting-verdict", at, meetingId: "m1", verdict: "advance" },
    { kind: "meeting-verdict", actorSide: "buyer", grade: 2, meetingId: "m1", verdict: "advance" },
  ],
  [
    "a whole commitment",
    {
      type: "commitment",
      at,
      what: "sends the requirements",
      side: "buyer",
      who: "Ada",
      dueOn: "2026-03-09",
    },
    {
      kind: "next-step-committed",
      actorSide: "buyer",
      grade: 2,
      commitment: { what: "sends the requirements", owner: "buyer", dueAt: "2026-03-09T23:59:59.999Z" },
    },
  ],
  [
    "a commitment without a day",
    { type: "commitment", at, what: "thinks about it", side: "buyer", who: "Ada" },
    { kind: "next-step-committed", grade: 1, commitment: { what: "thinks about it", owner: "buyer" } },
  ],
  [
    "thanks in the client's words",
    { type: "thanks", at, from: "client", quote: "Grüße & <Dank> für “alles”" },
    {
      kind: "personal-thanks",
      actorSide: "buyer",
      grade: 3,
      quote: { speaker: "buyer", text: "Grüße & <Dank> für “alles”" },
    },
  ],
  [
    "an introduction of ours",
    { type: "introduction", at, by: "us", otherAccountId: "77", topic: "hiring" },
    { kind: "introduction-made", actorSide: "seller", otherAccountId: "77", topic: "hiring" },
  ],
  [
    "advice not to buy",
    { type: "advised-not-to-buy", at, reason: "too early" },
    { kind: "advised-not-to-buy", actorSide: "seller", grade: 1, reason: "too early" },
  ],
  [
    "the buyer's own words",
    { type: "buyers-words", at, about: "need", quote: "We lose a day a week" },
    { kind: "need-articulated", actorSide: "buyer", grade: 3, articulation: "own-words" },
  ],
  [
    "a benefit the client confirmed (domain:T10)",
    { type: "benefit", at, benefit: "cash-flow", quote: "We pay our suppliers on time again" },
    { kind: "benefit-confirmed", actorSide: "buyer", grade: 3, topic: "cash-flow" },
  ],
  [
    "a promise of ours",
    { type: "promise", at, what: "a test account", status: "made", dueOn: "2026-03-09" },
    {
      kind: "promise-made",
      actorSide: "seller",
      grade: 1,
      commitment: { what: "a test account", owner: "seller", dueAt: "2026-03-09T23:59:59.999Z" },
    },
  ],
  [
    "a promise of ours that the client saw kept",
    { type: "promise", at, what: "a test account", status: "kept" },
    { kind: "promise-kept-confirmed", actorSide: "buyer", grade: 2, topic: "a test account" },
  ],
];

describe("what reps log", () => {
  const place = () => ({
    accountId: "memory",
    ref: deal,
    links: [{ object: "account", id: account } as const],
  });

  async function tasks() {
    const [first] = await crm.backend.tasks();
    const refs = [{ object: "task", id: first?.id ?? "" } as const];
    for await (const { changes } of crm.pull({ type: "records", refs }))
      return changes.flatMap((change) => (change.type === "upserted" ? [change.record] : []));
    return [];
  }

  it.each(captures)("%s comes back from the CRM as the same evidence", async (_, capture, expected) => {
    const patch = await capturePatch(capture, place());
    const outcomes = await crm.push([patch, patch]);
    expect(outcomes).toMatchObject([{ status: "written", created: true }, { created: false }]);
    const context = evidenceContext("memory", defaultPolicy.evidenceRules, []);
    const evidence = (await tasks()).flatMap((record) => deriveEvidence(record, context).evidence);
    expect(evidence).toMatchObject([{ ...expected, dealId: deal.id, accountId: account, occurredAt: at }]);
  });

  it("moves the deal when it is assessed next", async () => {
    const capture = { type: "commitment", at, what: "signs", side: "buyer", who: "Ada", dueOn: "2026-03-09" };
    await crm.push([await capturePatch(capture, place())]);
    clock.advance(60_000);
    const { deal: assessed } = await assess();
    expect(assessed?.commitmentsAhead).toMatchObject([{ what: "signs", status: "ahead" }]);
  });

  it("a decision about the account is in its triage", async () => {
    const capture = {
      type: "triage-decision",
      at,
      personId: "7",
      class: "pursuit-paused",
      reason: "three deferrals",
    };
    await crm.push([await capturePatch(capture, place())]);
    clock.advance(60_000);
    const { account: assessed } = await assess({ object: "account", id: account });
    expect(assessed?.triage.decision.inForce).toMatchObject({ class: "pursuit-paused" });
  });

  it("a kept promise is the promise that was made", async () => {
    const ref = { object: "account", id: account } as const;
    const promise = { type: "promise", at, what: "a test account" };
    const made = await capturePatch({ ...promise, status: "made", dueOn: "2026-03-09" }, place());
    clock.advance(60_000);
    const keptAt = new Date(clock.now()).toISOString();
    const kept = await capturePatch({ ...promise, status: "kept", at: keptAt }, place());
    await crm.push([made, kept]);
    clock.advance(60_000);
    const { account: assessed } = await assess(ref);
    expect(assessed?.triage.mutuality.promises).toMatchObject([
      { what: "a test account", status: "kept", confirmed: true },
    ]);
  });

  it.each([
    ["an unknown type", { type: "gossip", at }],
    ["an unknown key", { type: "thanks", at, from: "client", mood: "good" }],
    ["a day that is none", { type: "commitment", at, what: "x", side: "buyer", dueOn: "soon" }],
  ])("refuses %s", async (_, capture) => {
    await expect(capturePatch(capture, place())).rejects.toThrow();
  });
});
