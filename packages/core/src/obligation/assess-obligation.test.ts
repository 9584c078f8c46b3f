import { describe, expect, test } from "vitest";
import { assessDeal } from "../deal/assess-deal.ts";
import type { DealFacts } from "../deal/deal-facts.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { Notebook } from "../notebook/notebook.ts";
import { parsePolicy } from "../policy/parse-policy.ts";
import { day, exampleDeal, exampleEvidence } from "../testing/example-evidence.ts";
import { missionAlignment } from "./mission-alignment.ts";
import type { Stewardship } from "./obligation.ts";

const policy = parsePolicy({ obligation: { marginFloor: 0.2 } });
const assess = (evidence: Evidence[], deal: Partial<DealFacts> = {}, notebook?: Notebook) =>
  assessDeal({ deal: exampleDeal(deal), evidence, policy, asOf: day(100), notebook });
const obligation = (...parts: Parameters<typeof assess>) => assess(...parts).obligation;

describe("the obligation to make a profit", () => {
  const price = { currency: "EUR", amount: 800, listAmount: 1000, margin: 160 };

  test.each([
    [160, "met", 0.2],
    [159, "under-floor", 0.19875],
    [-80, "under-floor", -0.1],
  ])("a margin of %d on 800 at a floor of 20%% is %s (domain:O7)", (margin, status, share) => {
    const { profit } = obligation([], { price: { ...price, margin } });
    expect(profit).toMatchObject({ status, marginShare: { value: share }, discount: { value: 0.2 } });
  });

  test("what is not recorded is unknown, and neither 0 nor a breach (domain:O7)", () => {
    expect(obligation([]).profit).toMatchObject({ status: "unknown", marginShare: null, discount: null });
    const bare = obligation([], { price: { currency: "EUR", amount: 800 } }).profit;
    expect(bare).toMatchObject({ status: "unknown", missing: ["the margin", "the list price"] });
    expect([bare.marginShare?.value, bare.discount?.value]).toEqual([null, null]);
  });
});

describe("stewardship of our resources", () => {
  const spent = (id: string, at: number, hours: number | undefined, topic = "engineer") =>
    exampleEvidence({ id, kind: "resource-spent", occurredAt: day(at), hours, topic });
  const committed = exampleEvidence({
    id: "c",
    kind: "next-step-committed",
    occurredAt: day(20),
    commitment: { what: "sign", owner: "buyer", dueAt: day(120) },
  });
  const known = (evidence: Evidence[]): Stewardship => {
    const { stewardship } = obligation(evidence);
    if (stewardship.status === "unknown") throw new Error("expected hours");
    return stewardship;
  };

  test("hours in all, since the buyer last gave something, and an advance (domain:O8)", () => {
    const sums = known([spent("a", 10, 4), spent("b", 30, 6, "legal"), spent("l", 40, 2), committed]);
    expect(sums).toMatchObject({
      hours: { value: 12 },
      hoursSinceReciprocal: { value: 8 },
      lastReciprocalAt: day(20),
      hoursPerAdvance: { value: 12 },
      byResource: { engineer: 6, legal: 6 },
    });
  });

  test("before the buyer gave anything every hour is in advance of it (domain:O8)", () => {
    const sums = known([spent("a", 10, 4)]);
    expect(sums).toMatchObject({ hoursSinceReciprocal: { value: 4 }, lastReciprocalAt: null });
    expect(sums.hoursPerAdvance).toMatchObject({ value: null, missing: ["an advance"] });
  });

  test("a promise that lapsed was nothing given; an act at a cost was (domain:O8)", () => {
    const lapsed = {
      ...committed,
      commitment: { what: "sign", owner: "buyer" as const, dueAt: day(40) },
    };
    expect(known([spent("a", 30, 4), lapsed]).lastReciprocalAt).toBeNull();
    const act = exampleEvidence({ id: "r", kind: "buyer-reply", occurredAt: day(35), grade: 4 });
    expect(known([spent("a", 30, 4), lapsed, act]).hoursSinceReciprocal.value).toBe(0);
  });

  test("one record counts once, and a record without hours is named (domain:O8)", () => {
    const twice = { ...spent("a2", 10, 4), source: spent("a", 10, 4).source };
    const sums = known([spent("a", 10, 4), twice, spent("u", 11, undefined)]);
    expect(sums).toMatchObject({ hours: { value: 4 }, unmeasuredEvidenceIds: ["u"] });
    expect(obligation([spent("u", 11, undefined)]).stewardship.status).toBe("unknown");
  });
});

const entry = { writtenAt: day(0), personId: "p" };
const results = [
  { id: "cash", text: "cash in two days" },
  { id: "sleep", text: "nights without pagers" },
];
const notebook = Notebook.parse({
  missions: [
    { ...entry, id: "ours", owner: "company", statements: results },
    { ...entry, id: "mine", owner: "person", statements: [{ id: "calm", text: "leave people calmer" }] },
    { ...entry, id: "other", personId: "q", owner: "person", statements: [{ id: "x", text: "win" }] },
  ],
  missionLinks: [
    { ...entry, id: "l1", personStatementId: "calm", companyStatementId: "sleep" },
    { ...entry, id: "l2", personStatementId: "calm", companyStatementId: "gone" },
    { ...entry, id: "l3", personId: "q", personStatementId: "x", companyStatementId: "cash" },
  ],
});

describe("the company's mission", () => {
  test.each([
    [["cash"], "fits", ["cash"]],
    [[], "none", []],
    [undefined, "unknown", []],
    [["gone"], "unknown", []],
  ])("a deal that names %j: %s (domain:O9)", (missionResultIds, status, ids) => {
    const { missionFit } = obligation([], { missionResultIds }, notebook);
    expect(missionFit.status).toBe(status);
    expect(missionFit.results.map(({ id }) => id)).toEqual(ids);
    expect(missionFit.missing.length > 0).toBe(status === "unknown");
  });

  test("without a mission nothing is known about fit (domain:O9)", () => {
    expect(obligation([], { missionResultIds: ["cash"] }).missionFit).toMatchObject({ status: "unknown" });
  });

  test("the mission written last is in force, as of the standpoint (domain:O9)", () => {
    const statements = [{ id: "cash", text: "cash in one day" }];
    const rewrite = { ...entry, owner: "company", id: "ours", statements };
    const at = (writtenAt: string) =>
      Notebook.parse({ missions: [...notebook.missions, { ...rewrite, writtenAt }] });
    const fit = (book: Notebook) => obligation([], { missionResultIds: ["sleep"] }, book).missionFit.status;
    expect([fit(at(day(50))), fit(at(day(101)))]).toEqual(["unknown", "fits"]);
  });

  test("a mission rewritten after another one is in force again (domain:O9)", () => {
    const written = (id: string, at: number, result: string) => ({
      ...entry,
      id,
      writtenAt: day(at),
      owner: "company",
      statements: [{ id: result, text: result }],
    });
    const missions = [written("a", 0, "old"), written("b", 10, "draft"), written("a", 20, "new")];
    const fit = obligation([], { missionResultIds: ["new"] }, Notebook.parse({ missions })).missionFit;
    expect(fit.status).toBe("fits");
  });

  test("a person's links are shown, what is unlinked is listed, and nothing is scored (domain:O4)", () => {
    const alignment = missionAlignment({ personId: "p", notebook, asOf: day(100) });
    expect(alignment).toEqual({
      personId: "p",
      links: [{ linkId: "l1", person: { id: "calm", text: "leave people calmer" }, company: results[1] }],
      unlinkedOfPerson: [],
      unlinkedOfCompany: [results[0]],
      brokenLinkIds: ["l2"],
      missing: [],
    });
  });

  test("equal words are not a link (domain:O4)", () => {
    const same = Notebook.parse({
      missions: [
        { ...entry, id: "ours", owner: "company", statements: results },
        { ...entry, id: "mine", owner: "person", statements: results },
      ],
    });
    const alignment = missionAlignment({ personId: "p", notebook: same, asOf: day(100) });
    expect(alignment).toMatchObject({ links: [], unlinkedOfPerson: results, unlinkedOfCompany: results });
  });

  test("a mission that nobody wrote is missing (domain:O4)", () => {
    const alignment = missionAlignment({ personId: "z", notebook: Notebook.parse({}), asOf: day(100) });
    expect(alignment.missing).toHaveLength(2);
  });
});

describe("both sides win, each in its own record", () => {
  const buyer = exampleEvidence({
    id: "b",
    kind: "buyer-win-stated",
    occurredAt: day(9),
    quote: { speaker: "Ada", text: "two days a month" },
  });
  const seller = exampleEvidence({
    id: "s",
    kind: "seller-win-recorded",
    occurredAt: day(9),
    topic: "a reference in healthcare",
  });

  test.each<[string, Evidence[], string]>([
    ["both", [buyer, seller], "both"],
    ["the buyer's alone", [buyer], "buyer-only"],
    ["ours alone", [seller], "seller-only"],
    ["neither", [], "neither"],
    ["the buyer's as told by us", [{ ...buyer, actorSide: "seller" }, seller], "seller-only"],
    ["ours as told by the buyer", [buyer, { ...seller, actorSide: "buyer" }], "buyer-only"],
  ])("%s (domain:O20)", (_name, evidence, status) => {
    expect(obligation(evidence, { status: "won", closedAt: day(10) }).winWin.status).toBe(status);
  });

  test("with speaker and words (domain:O20)", () => {
    expect(obligation([buyer, seller]).winWin).toMatchObject({
      buyer: { evidenceId: "b", speaker: "Ada", text: "two days a month" },
      seller: { evidenceId: "s", text: "a reference in healthcare" },
    });
  });
});

describe("whether the need was met", () => {
  const word = (id: string, kind: Evidence["kind"], at: number, more: Partial<Evidence> = {}) =>
    exampleEvidence({ id, kind, occurredAt: day(at), ...more });

  test.each<[string, Evidence[], string]>([
    ["nobody said", [], "unknown"],
    ["a benefit confirmed", [word("b", "benefit-confirmed", 5)], "met"],
    ["a benefit denied", [word("b", "benefit-confirmed", 5, { polarity: -1 })], "not-met"],
    ["the sale regretted", [word("r", "sale-regretted", 5, { polarity: 0 })], "not-met"],
    ["regretted, then confirmed", [word("r", "sale-regretted", 5), word("b", "benefit-confirmed", 6)], "met"],
    ["confirmed by us", [word("b", "benefit-confirmed", 5, { actorSide: "seller" })], "unknown"],
  ])("%s (domain:O1)", (_name, evidence, status) => {
    expect(obligation(evidence).needMet.status).toBe(status);
  });
});

describe("our own no", () => {
  const no = exampleEvidence({ id: "no", kind: "said-no", occurredAt: day(30), reason: "no fit" });

  test("is a record of stewardship, and no advance (domain:O10)", () => {
    const before = assess([]);
    const after = assess([{ ...no, grade: 4 }]);
    expect(after.obligation.saidNo).toEqual({
      evidenceId: "no",
      at: day(30),
      personId: "p",
      reason: "no fit",
    });
    expect(after.advances.ledger).toEqual(before.advances.ledger);
    expect(after.momentum.points.basis).toBe(0);
  });

  test("a buyer's word is none of ours (domain:O10)", () => {
    expect(obligation([{ ...no, actorSide: "buyer", grade: 3 }]).saidNo).toBeNull();
  });
});

test("what the buyer says weighs nothing in stewardship next to what the buyer does (domain:O6)", () => {
  const spent = exampleEvidence({ id: "a", kind: "resource-spent", occurredAt: day(10), hours: 4 });
  const says = exampleEvidence({ id: "w", kind: "buyer-reply", occurredAt: day(20), grade: 3 });
  const does = { ...says, id: "v", grade: 4 as const };
  const since = (piece: Evidence) => {
    const { stewardship } = obligation([spent, piece]);
    return stewardship.status === "known" ? stewardship.hoursSinceReciprocal.value : null;
  };
  expect([since(says), since(does)]).toEqual([4, 0]);
});
