import { describe, expect, test } from "vitest";
import type { Evidence } from "../evidence/evidence.ts";
import { defaultPolicy } from "../policy/default-policy.ts";
import { parsePolicy } from "../policy/parse-policy.ts";
import { assessPortfolio } from "../portfolio/assess-portfolio.ts";
import { day, exampleDeal, exampleEvidence } from "../testing/example-evidence.ts";
import { aList } from "./a-list.ts";

const piece = (id: string, kind: Evidence["kind"], at = 50, more: Partial<Evidence> = {}) =>
  exampleEvidence({ id, kind, occurredAt: day(at), ...more });
const benefit = (id: string, topic?: string, more: Partial<Evidence> = {}) =>
  piece(id, "benefit-confirmed", 50, { ...(topic === undefined ? {} : { topic }), ...more });
const promise = (id: string, what: string, due: number, done?: number) =>
  piece(id, "promise-made", 10, {
    topic: what,
    commitment: {
      what,
      owner: "seller",
      dueAt: day(due),
      ...(done === undefined ? {} : { fulfilledAt: day(done) }),
    },
  });
const kept = (id: string, topic?: string) =>
  piece(id, "promise-kept-confirmed", 60, topic === undefined ? {} : { topic });
const broken = (id: string, topic: string) => piece(id, "broken-promise-confirmed", 61, { topic });
const madeGood = (id: string, topic: string) => piece(id, "broken-promise-made-good", 62, { topic });

const portfolio = (evidence: Evidence[], policy = defaultPolicy, price = 1) =>
  assessPortfolio({
    portfolio: {
      deals: ["a", "b", "c"].map((accountId, k) =>
        exampleDeal({
          id: `d-${accountId}`,
          accountId,
          status: "won",
          closedAt: day(20),
          price: { currency: "EUR", amount: price * 10 ** k },
        }),
      ),
      accounts: ["a", "b", "c"].map((id) => ({ id, ownerId: "p" })),
      people: [],
    },
    evidence,
    policy,
    asOf: day(100),
  });
const mutuality = (evidence: Evidence[], policy = defaultPolicy) => {
  const account = portfolio(evidence, policy).accounts[0];
  if (!account) throw new Error("no account");
  return account.triage.mutuality;
};

describe("kinds of confirmed benefit (domain:T10)", () => {
  test.each<[string, Evidence[], number | null, string[]]>([
    [
      "the three named ones",
      [benefit("1", "cash-flow"), benefit("2", "profit"), benefit("3", "new-customers")],
      3,
      ["cash-flow", "new-customers", "profit"],
    ],
    ["the same twice is one", [benefit("1", "profit"), benefit("2", " Profit ")], 1, ["profit"]],
    [
      "others together are one more",
      [benefit("1", "profit"), benefit("2", "calm"), benefit("3")],
      2,
      ["other", "profit"],
    ],
    ["our own word confirms nothing", [benefit("1", "profit", { actorSide: "seller" })], 0, []],
    ["nor does a note without the client's act", [benefit("1", "profit", { grade: 1 })], 0, []],
    ["nor a benefit that failed to come", [benefit("1", "profit", { polarity: -1 })], 0, []],
    ["nothing recorded", [], null, []],
  ])("%s", (_name, evidence, value, kinds) => {
    const { benefit: number, benefitKinds } = mutuality(evidence);
    expect([number.value, benefitKinds]).toEqual([value, kinds]);
  });

  test("the catalogue is yours to extend", () => {
    const policy = parsePolicy({ triage: { benefitKinds: ["profit", "calm"] } });
    expect(mutuality([benefit("1", "calm"), benefit("2", "profit")], policy).benefitKinds).toEqual([
      "calm",
      "profit",
    ]);
  });
});

describe("we did what we said (domain:T11)", () => {
  test.each<[string, Evidence[], number | null, string[]]>([
    ["two kept by our log", [promise("1", "x", 20, 19), promise("2", "y", 20, 21)], 1, ["kept", "kept"]],
    [
      "two days late is not kept",
      [promise("1", "x", 20, 19), promise("2", "y", 20, 22)],
      0.5,
      ["kept", "made-good"],
    ],
    [
      "the client's word goes before ours",
      [promise("1", "x", 20, 19), broken("b", "x"), kept("k", "y")],
      0.5,
      ["broken", "kept"],
    ],
    [
      "without a topic a confirmation is for the latest that waits",
      [promise("1", "x", 20), promise("2", "y", 20), kept("k"), kept("l")],
      1,
      ["kept", "kept"],
    ],
    [
      "the same promise each month is two promises",
      [promise("1", "x", 20), promise("2", "x", 50), kept("k", "x"), broken("b", "x")],
      0.5,
      ["broken", "kept"],
    ],
    ["one promise is no record", [promise("1", "x", 20, 19)], null, ["kept"]],
    [
      "what nobody settled counts on neither side",
      [promise("1", "x", 20, 19), promise("2", "y", 20), kept("k", "z")],
      1,
      ["kept", "unsettled", "kept"],
    ],
    [
      "a date that is still ahead is open",
      [promise("1", "x", 20, 19), promise("2", "y", 120)],
      null,
      ["kept", "open"],
    ],
    [
      "done later than now is not done yet",
      [promise("1", "x", 20, 19), promise("2", "y", 120, 110)],
      null,
      ["kept", "open"],
    ],
  ])("%s", (_name, evidence, value, states) => {
    const { delivery, promises } = mutuality(evidence);
    expect([delivery.value, promises.map(({ status }) => status)]).toEqual([value, states]);
  });

  test("what is missing names the promise", () => {
    expect(mutuality([promise("2", "the report", 20)]).delivery.missing).toEqual([
      "2 settled promises of ours; there are 0",
      "whether this was done: the report",
    ]);
  });
});

describe("collaboration is two-way learning and our own word (domain:T13)", () => {
  const we = piece("w", "learned-from-client");
  const they = piece("t", "client-learned");
  const joy = piece("j", "collaboration-enjoyed");
  test.each<[string, Evidence[], number | null]>([
    ["both learn", [we, they], 1],
    ["only we learn", [we], 0],
    ["only they learn", [they], 0],
    ["enjoyed", [joy], 1],
    ["both, and enjoyed", [we, they, joy], 2],
    ["nothing said", [piece("x", "buyer-reply")], null],
  ])("%s", (_name, evidence, value) => expect(mutuality(evidence).collaboration.value).toBe(value));
});

describe("the A-list (domain:T8)", () => {
  test.each<[string, Evidence[], boolean, string]>([
    [
      "one confirmed benefit is enough",
      [benefit("1", "profit")],
      true,
      "1 kind of confirmed benefit, delivery unknown",
    ],
    [
      "no benefit, no place",
      [kept("k", "x"), kept("l", "y")],
      false,
      "missing: a benefit that the client confirmed",
    ],
    [
      "a broken promise keeps it off",
      [benefit("1", "profit"), broken("b", "x")],
      false,
      "a broken promise is not made good: x",
    ],
    [
      "until it is made good",
      [benefit("1", "profit"), broken("b", "x"), madeGood("g", "x")],
      true,
      "1 kind of confirmed benefit, delivery unknown",
    ],
    [
      "two of three kept are too few",
      [benefit("1", "profit"), kept("k", "x"), kept("l", "y"), broken("b", "z"), madeGood("g", "z")],
      false,
      "2 of 3 promises kept",
    ],
  ])("%s", (_name, evidence, isMember, reason) =>
    expect(mutuality(evidence)).toMatchObject({ isMember, reason }),
  );

  const of = (accountId: string) => ({ accountId, dealId: `d-${accountId}` });
  const order = (evidence: Evidence[], price = 1) =>
    aList(portfolio(evidence, defaultPolicy, price)).map(({ accountId, place }) => [place, accountId]);

  test("more kinds of benefit first, then delivery, then collaboration; equal bands are a tie", () => {
    const one = ["a", "b", "c"].map((id) => benefit(`p-${id}`, "profit", of(id)));
    expect(order(one)).toEqual([
      [1, "a"],
      [1, "b"],
      [1, "c"],
    ]);
    const more = benefit("more", "cash-flow", of("c"));
    const promises = ["x", "y"].map((topic) => ({ ...kept(`k${topic}`, topic), ...of("b") }));
    expect(order([...one, more])).toEqual([
      [1, "c"],
      [2, "a"],
      [2, "b"],
    ]);
    expect(order([...one, more, ...promises])).toEqual([
      [1, "c"],
      [2, "b"],
      [3, "a"],
    ]);
    const joy = { ...piece("j", "collaboration-enjoyed"), ...of("c") };
    expect(order([...one, joy])).toEqual([
      [1, "c"],
      [2, "a"],
      [2, "b"],
    ]);
  });

  test("revenue times one hundred changes nothing, and a new, small account can stand first (domain:T9)", () => {
    const evidence = [
      benefit("1", "profit", of("a")),
      benefit("2", "cash-flow", of("a")),
      benefit("3", "profit", of("b")),
      benefit("4", "profit", of("c")),
    ];
    const before = aList(portfolio(evidence));
    const after = aList(portfolio(evidence, defaultPolicy, 100));
    const apart = (rows: typeof before) => JSON.stringify(rows.map(({ money, ...row }) => row));
    expect(apart(after)).toBe(apart(before));
    expect(before[0]?.accountId).toBe("a");
    expect(before.map(({ money }) => money[0]?.value)).toEqual([1, 10, 100]);
    expect(after.map(({ money }) => money[0]?.value)).toEqual([100, 1000, 10000]);
  });

  test("an account of yesterday stands beside one of ten years (domain:T9)", () => {
    const two = ["a", "b"].map((id) => benefit(`p-${id}`, "profit", of(id)));
    const old = exampleEvidence({ id: "old", kind: "buyer-reply", occurredAt: day(-3650), ...of("b") });
    expect(order([...two, old])).toEqual([
      [1, "a"],
      [1, "b"],
    ]);
  });

  test("intrinsic value stands beside money and never in its currency (domain:T14)", () => {
    const evidence = [
      benefit("1", "profit", of("a")),
      piece("t", "personal-thanks", 50, of("a")),
      piece("w", "learned-from-client", 50, of("a")),
    ];
    const row = aList(portfolio(evidence))[0];
    expect(row?.intrinsic).toMatchObject({ value: 2, unit: "moments of learning, enjoyment and thanks" });
    expect(row?.money.map(({ unit, value }) => [unit, value])).toEqual([["EUR, won deals", 1]]);
    const lists = (ids: string[] = []) => ids.filter((id) => id.startsWith("deal:"));
    const amounts = row ? [row.benefit, row.delivery, row.collaboration, row.intrinsic] : [];
    expect(
      amounts.flatMap(({ contributions }) => lists(contributions.map((line) => line.evidenceId))),
    ).toEqual([]);
  });

  test("two currencies are two columns, of won deals alone (domain:T14)", () => {
    const two = assessPortfolio({
      portfolio: {
        deals: [
          ...["USD", "EUR"].map((currency) =>
            exampleDeal({ id: currency, status: "won", closedAt: day(5), price: { currency, amount: 7 } }),
          ),
          exampleDeal({ id: "open", price: { currency: "EUR", amount: 100 } }),
        ],
        accounts: [{ id: "a" }],
        people: [],
      },
      evidence: [],
      policy: defaultPolicy,
      asOf: day(100),
    }).accounts[0]?.triage.worth.money;
    expect(two?.map(({ unit, value }) => [unit, value])).toEqual([
      ["EUR, won deals", 7],
      ["USD, won deals", 7],
    ]);
  });
});
