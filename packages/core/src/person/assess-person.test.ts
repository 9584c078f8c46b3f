import { describe, expect, test } from "vitest";
import type { Evidence } from "../evidence/evidence.ts";
import { defaultPolicy } from "../policy/default-policy.ts";
import { day, exampleDeal, exampleEvidence } from "../testing/example-evidence.ts";
import { assessPerson } from "./assess-person.ts";
import type { PersonFacts } from "./person-facts.ts";

const assess = (evidence: Evidence[], person: Partial<PersonFacts> = {}, asOf = 200) =>
  assessPerson({
    person: { id: "p", ...person },
    deals: [exampleDeal()],
    evidence,
    policy: defaultPolicy,
    asOf: day(asOf),
  });
const piece = (id: string, kind: Evidence["kind"], at: number, more: Partial<Evidence> = {}) =>
  exampleEvidence({ id, kind, occurredAt: day(at), ...more });
const work = (id: string, at: number, hours: number) => piece(id, "seller-task", at, { hours });
const advance = piece("s", "shortlisted", 190);
/** 100 h in the window, 200 h before it with one advance. */
const record = [
  work("w1", 180, 60),
  work("w2", 190, 40),
  work("w3", 120, 200),
  advance,
  piece("j", "problem-confirmed", 110),
];

describe("busy ratio (domain:V1)", () => {
  test("advances an hour, with one's own earlier weeks as prior", () => {
    const { busy } = assess(record);
    // Prior: 1 advance in 200 h. Seen: 1 advance in 100 h.
    expect(busy.advancesPerHour.value).toBeCloseTo(2 / 300, 12);
    expect(busy.hoursPerAdvance.value).toBeCloseTo(150, 9);
    expect(busy.earlierAdvancesPerHour.value).toBeCloseTo(1 / 200, 12);
    expect(busy.loggingCoverage.value).toBeCloseTo(100 / 160, 12);
    expect(busy.note).toBe("about 150.0 h an advance");
  });

  test("without an advance it says more than so many hours", () => {
    const { busy } = assess(record.filter(({ id }) => id !== "s"));
    // Gamma(1, 300): the 90% quantile is ln 10 / 300.
    expect(busy.advancesPerHour.interval?.[1]).toBeCloseTo(Math.log(10) / 300, 9);
    expect(busy.note).toBe("no advance in the window: more than 130.3 h an advance");
  });

  test.each<[string, Evidence[], Partial<PersonFacts>]>([
    ["under 60% of working hours logged", record.filter(({ id }) => id !== "w2"), {}],
    ["without earlier weeks", record.filter(({ id }) => id !== "w3"), {}],
  ])("withheld %s", (_name, evidence, person) => {
    const { busy } = assess(evidence, person);
    expect(busy.advancesPerHour).toMatchObject({ status: "unknown", value: null });
    expect(busy.advancesPerHour.missing).not.toEqual([]);
    expect(busy.hoursPerAdvance.value).toBeNull();
  });

  test.each([
    [95, "unknown"],
    [96, "known"],
  ] as const)("of 160 working hours %i logged: %s", (hours, status) => {
    const evidence = [work("w1", 180, hours), work("w3", 120, 200), advance];
    expect(assess(evidence).busy.advancesPerHour.status).toBe(status);
  });

  test("recorded leave is leave, not a gap in the log", () => {
    const little = record.filter(({ id }) => id !== "w2");
    const leave = [{ fromAt: day(186), toAt: day(200) }];
    expect(assess(little, { leave }).busy.loggingCoverage.value).toBeCloseTo(60 / 80, 12);
    expect(assess(little, { leave }).busy.advancesPerHour.status).toBe("known");
  });
});

describe("effort (domain:V2)", () => {
  test.each<[string, Evidence[], Partial<Record<"askedForHelp" | "otherInbound" | "planned", number>>]>([
    ["nobody asked", [piece("e", "seller-email", 190)], { planned: 0.1 }],
    [
      "help was asked for",
      [piece("h", "help-requested", 189), piece("e", "seller-email", 190)],
      { askedForHelp: 0.1 },
    ],
    [
      "help was asked for, among other mail",
      [piece("h", "help-requested", 189), piece("b", "buyer-reply", 189), piece("e", "seller-email", 190)],
      { askedForHelp: 0.1 },
    ],
    [
      "a reply came in",
      [piece("b", "buyer-reply", 189), piece("e", "seller-email", 190)],
      { otherInbound: 0.1 },
    ],
    [
      "a reply came in long before",
      [piece("b", "buyer-reply", 180), piece("e", "seller-email", 190)],
      { planned: 0.1 },
    ],
    [
      "a reply came in elsewhere",
      [piece("b", "buyer-reply", 189, { accountId: "z" }), piece("e", "seller-email", 190)],
      { planned: 0.1 },
    ],
  ])("%s", (_name, evidence, split) => {
    expect(assess(evidence).effort).toMatchObject({ askedForHelp: 0, otherInbound: 0, planned: 0, ...split });
  });

  test("default hours, and a meeting's length with half an hour around it", () => {
    const evidence = [piece("c", "seller-call", 190), piece("m", "meeting-held", 191, { hours: 1 })];
    expect(assess(evidence).effort.total.contributions.map(({ amount }) => amount)).toEqual([0.15, 1.5]);
  });

  test("a record of two deals is worked once", () => {
    const source = { crm: "memory", object: "email", id: "1" };
    const evidence = [
      piece("e1", "seller-email", 190, { source }),
      piece("e2", "seller-email", 190, { source, dealId: "e" }),
    ];
    expect(assess(evidence).effort.total.value).toBeCloseTo(0.1, 12);
  });

  test("hours on accounts without a buyer-side event for 28 days", () => {
    const quiet = piece("q", "seller-email", 190, { accountId: "z", dealId: "z" });
    expect(assess([...record, quiet]).effort.quietAccounts).toBeCloseTo(0.1, 12);
  });

  test("response time runs from the first message not yet answered", () => {
    const evidence = [
      piece("b1", "buyer-reply", 190),
      piece("b2", "buyer-reply", 191),
      piece("e1", "seller-email", 192),
      piece("e2", "seller-email", 193),
    ];
    expect(assess(evidence).effort.medianResponseHours).toBeCloseTo(48, 9);
  });

  test("without any work there is no sum", () => {
    expect(assess([]).effort.total).toMatchObject({ status: "unknown", value: null });
  });
});

describe("credit (domain 3.11)", () => {
  test("an advance goes to the deal's owner, whoever logged it", () => {
    const logged = [{ ...advance, personId: "q" }];
    expect(assess(logged).ledger).toHaveLength(1);
    expect(assess(logged, { id: "q" }).ledger).toEqual([]);
  });

  test("an advance of an account goes to the account's owner, whoever logged it", () => {
    const evidence = [piece("t", "time-committed", 190, { dealId: undefined, personId: "q" })];
    const accounts = [{ id: "a", ownerId: "p" }];
    const ledgerOf = (id: string) =>
      assessPerson({ person: { id }, deals: [], accounts, evidence, policy: defaultPolicy, asOf: day(200) })
        .ledger;
    expect(ledgerOf("p")).toHaveLength(1);
    expect(ledgerOf("q")).toEqual([]);
  });

  test("without the deals' facts no advance is lost: the evidence names deal and person", () => {
    const input = { person: { id: "p" }, policy: defaultPolicy, asOf: day(200) };
    expect(assessPerson({ ...input, evidence: [advance] }).ledger).toHaveLength(1);
    expect(assessPerson({ ...input, evidence: [{ ...advance, personId: "q" }] }).ledger).toEqual([]);
  });

  test("without an owner it goes to the person the evidence names", () => {
    const deals = [{ ...exampleDeal(), ownerId: undefined }];
    const input = { person: { id: "p" }, deals, evidence: [advance], policy: defaultPolicy, asOf: day(200) };
    expect(assessPerson(input).ledger).toHaveLength(1);
  });
});

describe("development (domain:V10)", () => {
  const use = (id: string, at: number) => piece(id, "skill-applied", at, { topic: "listening" });

  test.each<[string, number[], boolean]>([
    ["three uses over 60 days, the last within 30", [120, 150, 180], true],
    ["two uses", [120, 180], false],
    ["over 59 days", [121, 150, 180], false],
    ["the last 31 days ago", [100, 130, 169], false],
  ])("sustained: %s", (_name, uses, sustained) => {
    const [step] = assess(uses.map((at) => use(`u${at}`, at))).development;
    expect(step).toMatchObject({ skill: "listening", applied: true, learned: false, sustained });
  });
});
