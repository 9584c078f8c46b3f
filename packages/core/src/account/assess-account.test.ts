import { describe, expect, test } from "vitest";
import type { Evidence } from "../evidence/evidence.ts";
import { defaultPolicy } from "../policy/default-policy.ts";
import { parsePolicy } from "../policy/parse-policy.ts";
import { day, exampleDeal, exampleEvidence } from "../testing/example-evidence.ts";
import { assessAccount } from "./assess-account.ts";

const assess = (evidence: Evidence[], asOf = day(100), policy = defaultPolicy) =>
  assessAccount({ account: { id: "a" }, deals: [exampleDeal()], evidence, policy, asOf });
const elation = (evidence: Evidence[], asOf = day(100)) => assess(evidence, asOf).elation;
const sign = (id: string, kind: Evidence["kind"], at = 100, more: Partial<Evidence> = {}) =>
  exampleEvidence({ id, kind, occurredAt: day(at), ...more });

describe("account advances are a set of four kinds (domain:V6)", () => {
  test.each<[string, Evidence[], number | null]>([
    [
      "each kind once",
      [sign("1", "relationship-opened", 5), sign("2", "time-committed", 6), sign("3", "time-committed", 7)],
      2,
    ],
    [
      "all four",
      [
        sign("1", "relationship-opened"),
        sign("2", "time-committed"),
        sign("3", "resource-committed"),
        sign("4", "stronger-position-confirmed"),
      ],
      4,
    ],
    ["not by the seller's word", [sign("1", "relationship-opened", 5, { actorSide: "seller" })], 0],
    ["nothing recorded: unknown", [], null],
  ])("%s", (_name, evidence, value) => expect(assess(evidence).accountAdvances.value).toBe(value));

  test("outside the window a kind no longer stands", () => {
    const evidence = [sign("1", "relationship-opened", 5)];
    expect(assess(evidence, day(369)).accountAdvances.value).toBe(1);
    expect(assess(evidence, day(371)).accountAdvances.value).toBe(0);
  });

  test("momentum holds the advances of the account and of its deals (domain:V13)", () => {
    const { ledger, momentum } = assess([sign("1", "time-committed", 90), sign("2", "shortlisted", 95)]);
    expect(ledger.map(({ evidenceId }) => evidenceId)).toEqual(["1", "2"]);
    expect(momentum.points.n).toBe(2);
  });
});

test("without the deals' facts their advances still enter an account's momentum", () => {
  const evidence = [
    sign("1", "shortlisted", 95),
    sign("2", "shortlisted", 95, { accountId: "z", dealId: "z" }),
  ];
  const input = { account: { id: "a" }, evidence, policy: defaultPolicy, asOf: day(100) };
  expect(assessAccount(input).ledger.map(({ evidenceId }) => evidenceId)).toEqual(["1"]);
});

describe("elation (domain:E2)", () => {
  const thanks = sign("t", "personal-thanks");
  const help = sign("h", "help-requested");

  test("three points of two kinds without a negative are elation", () => {
    const { state, balance, probability, effectiveSampleSize } = elation([thanks, help]);
    expect(effectiveSampleSize).toBeCloseTo(3, 12);
    expect(balance.value).toBeCloseTo(4 / 5, 12);
    expect(probability).toBeCloseTo(1 - (2 / 3) ** 4, 12);
    expect(state).toBe("elated");
  });

  test.each<[string, Evidence[], number]>([
    ["one referral of three points is one sign", [sign("r", "referral-given")], 1],
    ["points of 2 and 1 are worth (2 + 1)² / (4 + 1) signs", [thanks, help], 9 / 5],
    ["two kinds of the same points are two", [thanks, sign("n", "reference-given")], 2],
  ])("the interval is as wide as its signs are few: %s", (_name, evidence, signs) => {
    const { balance } = elation(evidence);
    expect(balance.interval?.[0]).toBeCloseTo(0.1 ** (1 / (1 + signs)), 9);
    expect(balance.interval?.[1]).toBeCloseTo(0.9 ** (1 / (1 + signs)), 9);
  });

  test("an interval never leaves its own balance out, however much a policy lets one sign weigh", () => {
    const policy = parsePolicy({ version: "heavy", elation: { points: { "referral-given": 30 } } });
    const { balance } = assess([sign("r", "referral-given")], day(100), policy).elation;
    expect(balance.value).toBeCloseTo(31 / 32, 12);
    expect(balance.interval?.[0]).toBeCloseTo(0.1 ** 0.5, 9);
    expect(balance.interval?.[1]).toBeCloseTo(31 / 32, 12);
  });

  test.each<[string, Evidence[], string]>([
    ["one kind is not enough", [sign("r", "referral-given"), sign("r2", "referral-given", 99)], "neutral"],
    [
      "all of it prompted is not enough",
      ["personal-thanks", "referral-given", "reference-given", "benefit-confirmed"].map((kind, k) =>
        sign(`${k}`, kind as Evidence["kind"], 100, { prompted: true }),
      ),
      "neutral",
    ],
    [
      "an open complaint blocks it",
      [thanks, help, sign("b", "benefit-confirmed"), sign("r", "referral-given"), sign("c", "complaint")],
      "neutral",
    ],
    [
      "a settled complaint does not",
      [
        thanks,
        help,
        sign("b", "benefit-confirmed"),
        sign("r", "referral-given"),
        sign("c", "complaint", 90),
        sign("s", "complaint-resolved", 95),
      ],
      "elated",
    ],
    ["a complaint alone is strain", [sign("c", "complaint")], "strained"],
    ["between one and two points there is no label", [help, sign("s", "survey-high")], "unknown"],
    ["silence is unknown, not bad", [sign("m", "seller-email")], "unknown"],
  ])("%s", (_name, evidence, state) => expect(elation(evidence).state).toBe(state));

  test("settling a complaint is a line of its own", () => {
    const { balance } = elation([sign("c", "complaint"), sign("s", "complaint-resolved")]);
    expect(balance.otherBases[0]?.basis).toBeCloseTo(1.5, 12);
    expect(balance.otherBases[0]?.contributions).toMatchObject([
      { evidenceId: "c", amount: 2 },
      { evidenceId: "s", amount: -1.5, note: "settled c" },
    ]);
  });

  test("a resolution settles the complaint of its topic", () => {
    const about = (id: string, kind: Evidence["kind"], at: number, topic: string) =>
      sign(id, kind, at, { topic });
    const evidence = [
      about("c1", "complaint", 90, "bill"),
      about("c2", "complaint", 91, "delay"),
      about("s", "complaint-resolved", 95, "bill"),
    ];
    expect(elation(evidence).openComplaints).toEqual(["c2"]);
  });

  test("under one point even the balance is unknown", () => {
    expect(elation([sign("s", "survey-high")]).balance).toMatchObject({ status: "unknown", value: null });
    expect(elation([help]).balance.status).toBe("known");
  });

  test("points halve in 180 days, benefits in 365", () => {
    expect(elation([thanks], day(280)).effectiveSampleSize).toBeCloseTo(1, 12);
    expect(elation([sign("b", "benefit-confirmed")], day(465)).effectiveSampleSize).toBeCloseTo(1.5, 12);
  });

  test("the k-th newest of a kind counts 1/k", () => {
    const { balance } = elation([sign("t1", "personal-thanks"), sign("t2", "personal-thanks", 100 - 180)]);
    expect(balance.contributions.map(({ evidenceId, amount }) => [evidenceId, amount])).toEqual([
      ["t2", 0.5],
      ["t1", 2],
    ]);
  });

  test("the label outlasts a small fall, and no more", () => {
    const gained = [
      sign("t", "personal-thanks", 0),
      sign("h", "help-requested", 0),
      sign("r", "referral-given", 0),
    ];
    const fell = (asOf: number) => elation(gained, day(asOf));
    expect(fell(170)).toMatchObject({ state: "elated" });
    expect(fell(170).probability).toBeGreaterThan(0.7);
    expect(fell(200).probability).toBeLessThan(0.8);
    expect(fell(200).state).toBe("elated");
    const blow = sign("s", "survey-low", 190);
    expect(elation([...gained, blow], day(200)).probability).toBeLessThan(0.7);
    expect(elation([...gained, blow], day(200)).state).toBe("neutral");
  });

  test("a complaint settled long ago does not take the label away", () => {
    const gained = [
      sign("t", "personal-thanks", 0),
      sign("h", "help-requested", 0),
      sign("r", "referral-given", 0),
    ];
    const settled = [sign("c", "complaint", -900), sign("s", "complaint-resolved", -890)];
    const { state, probability } = elation([...settled, ...gained], day(195));
    expect(probability).toBeLessThan(0.8);
    expect(probability).toBeGreaterThan(0.7);
    expect(state).toBe("elated");
  });

  test("what never reached the mark is not elated below it", () => {
    const weak = [sign("t", "personal-thanks", 60), sign("h", "help-requested", 0)];
    expect(elation(weak).probability).toBeGreaterThan(0.7);
    expect(elation(weak).probability).toBeLessThan(0.8);
    expect(elation(weak).state).toBe("neutral");
  });

  test("a mail linked to two deals thanks once", () => {
    const source = { crm: "memory", object: "email", id: "1" };
    const twice = [
      sign("t1", "personal-thanks", 100, { source }),
      sign("t2", "personal-thanks", 100, { source, dealId: "e" }),
    ];
    expect(elation(twice).effectiveSampleSize).toBeCloseTo(2, 12);
  });

  test("wins and our own acts are no input (domain:E1)", () => {
    const acts = [
      sign("w", "contract-signed"),
      sign("e", "stage-edited"),
      sign("m", "seller-email"),
      sign("x", "personal-thanks", 100, { actorSide: "seller" }),
    ];
    expect(elation([thanks, ...acts]).balance.basis).toBe(elation([thanks]).balance.basis);
  });
});
