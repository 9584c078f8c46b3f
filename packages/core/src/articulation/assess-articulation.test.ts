import { describe, expect, test } from "vitest";
import { assessDeal } from "../deal/assess-deal.ts";
import type { DealFacts } from "../deal/deal-facts.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { parsePolicy } from "../policy/parse-policy.ts";
import { day, exampleDeal, exampleEvidence } from "../testing/example-evidence.ts";
import type { ArticulationCard } from "./articulation.ts";

type Said = Partial<Evidence> & Pick<Evidence, "id">;
const quote = { speaker: "Ada, head of finance", text: "We lose two days a month on this" };
const piece = (kind: "need" | "motivation" | "help", at: number, said: Said) =>
  exampleEvidence({
    kind: `${kind}-articulated`,
    occurredAt: day(at),
    articulation: "own-words",
    quote,
    ...said,
  });
const all = (at: number) => [
  piece("need", at, { id: "n" }),
  piece("motivation", at, { id: "m" }),
  piece("help", at, { id: "h" }),
];
const assess = (evidence: Evidence[], at: number, deal: Partial<DealFacts> = {}, policy = parsePolicy({})) =>
  assessDeal({ deal: exampleDeal(deal), evidence, policy, asOf: day(at) });
function card(...parts: Parameters<typeof assess>): ArticulationCard {
  const { articulation } = assess(...parts);
  if (articulation.status === "unknown") throw new Error("expected a card");
  return articulation;
}

describe("how far the buyer has put it into words", () => {
  test.each<[string, Partial<Evidence>, number]>([
    ["a note of ours", { actorSide: "seller", articulation: "seller-asserted" }, 1],
    ["a note of ours that claims to be the buyer's words", { actorSide: "seller" }, 1],
    ["what a machine wrote", { actorSide: "system" }, 1],
    ["a buyer's piece without grade", { grade: 1 }, 1],
    ["agreement with our wording", { articulation: "buyer-confirmed" }, 2],
    ["own words without the words", { quote: undefined }, 2],
    ["own words without a speaker", { quote: { speaker: " ", text: "yes" } }, 2],
    ["own words", {}, 3],
    ["own words to a colleague", { articulation: "to-third-party" }, 4],
  ])("%s: level (domain:O14)", (_name, said, level) => {
    const evidence = [piece("need", 5, { ...(said as Said), id: "n" })];
    const { need } = card(evidence, 10);
    expect(need.level.value).toBe(level);
    expect(need.level.contributions).toMatchObject([{ evidenceId: "n", amount: level }]);
  });

  test("motivation is a part of its own (domain:O14)", () => {
    const { need, motivation } = card([piece("motivation", 5, { id: "m" })], 10);
    expect([need.level.value, motivation.level.value]).toEqual([0, 3]);
  });

  test("how we help is a part of its own, with its own rule (domain:O15)", () => {
    const { help, motivation } = card([piece("help", 5, { id: "h", articulation: "to-third-party" })], 10);
    expect([help.level.value, motivation.level.value]).toEqual([4, 0]);
    expect(help.level.rule.id).toBe("domain:O15");
  });

  test("without a word on any part nothing is known, instead of level 0 (domain:O14)", () => {
    expect(assess([], 10).articulation).toEqual({
      status: "unknown",
      missing: [
        "the buyer's own words on the need",
        "the buyer's own words on the motivation to change",
        "the buyer's own words on how we help",
      ],
    });
  });

  test("only words of a buyer-side person count: a quote whose speaker is ours is our assertion (domain:O18)", () => {
    const spoken = (speaker: string) => [
      piece("need", 5, { id: "n", quote: { speaker, text: "They need it" } }),
    ];
    const policy = parsePolicy({ articulation: { ownSpeakers: ["*@ours.example"] } });
    expect(card(spoken("p"), 10).need.level.value).toBe(1);
    expect(card(spoken("joe@ours.example"), 10, {}, policy).need.level.value).toBe(1);
    expect(card(spoken("joe@ours.example"), 10).need.level.value).toBe(3);
    expect(card(spoken("ada@theirs.example"), 10, {}, policy).need.level.value).toBe(3);
  });

  test("the owner of the deal is ours too (domain:O18)", () => {
    const evidence = [piece("need", 5, { id: "n", personId: "q", quote: { speaker: "p", text: "They do" } })];
    expect(card(evidence, 10).need.level.value).toBe(1);
  });
});

describe("ready", () => {
  test("all three in own words within 120 days (domain:O14)", () => {
    const evidence = [
      piece("need", 0, { id: "n" }),
      piece("motivation", 60, { id: "m" }),
      piece("help", 90, { id: "h" }),
    ];
    expect(card(evidence, 120)).toMatchObject({ ready: true, partsReady: { value: 3 } });
    expect(card(evidence, 121)).toMatchObject({ ready: false, partsReady: { value: 2 } });
    expect(card(evidence, 121).need).toMatchObject({ isFresh: false, level: { value: 3 } });
  });

  test("agreement with our wording is not enough (domain:O15)", () => {
    const [need, motivation] = all(5) as [Evidence, Evidence];
    const help = piece("help", 5, { id: "h", articulation: "buyer-confirmed" });
    expect(card([need, motivation, help], 10).ready).toBe(false);
  });

  test("at the proposal only what was on record by then counts (domain:O19)", () => {
    const proposal = exampleEvidence({ id: "p", kind: "proposal-sent", occurredAt: day(20) });
    const late = all(10).map((one) => ({ ...one, recordedAt: day(21) }));
    expect(card([...all(10), proposal], 40).atProposal).toEqual({ at: day(20), ready: true });
    expect(card([...late, proposal], 40).atProposal).toEqual({ at: day(20), ready: false });
    expect(card(all(10), 40).atProposal).toBeNull();
  });
});

describe("the buyer's version beside ours", () => {
  const ours = piece("help", 3, {
    id: "s",
    actorSide: "seller",
    articulation: "seller-asserted",
    quote: { speaker: "p", text: "Synergies" },
  });
  const theirs = piece("help", 5, { id: "b", quote: { speaker: "Ada", text: "Payday on the first" } });

  test("both are shown verbatim, and nothing says which is better (domain:O16)", () => {
    expect(card([ours, theirs], 10).help).toMatchObject({
      buyerVersion: { evidenceId: "b", speaker: "Ada", text: "Payday on the first", at: day(5) },
      sellerVersion: { evidenceId: "s", speaker: "p", text: "Synergies", at: day(3) },
      buyerSaysItBetter: null,
    });
  });

  test("only a person's mark says better, and only on the part it names (domain:O16)", () => {
    const mark = exampleEvidence({ id: "k", kind: "articulated-better", occurredAt: day(6), topic: "help" });
    const { help, need } = card([ours, theirs, mark], 10);
    expect(help.buyerSaysItBetter).toEqual({ evidenceId: "k", markedBy: "p", at: day(6) });
    expect(need.buyerSaysItBetter).toBeNull();
    const machine = { ...mark, actorSide: "system" as const };
    expect(card([ours, theirs, machine], 10).help.buyerSaysItBetter).toBeNull();
  });

  test("of several versions on one level the newest is shown (domain:O16)", () => {
    const later = { ...theirs, id: "b2", occurredAt: day(7), recordedAt: day(7) };
    const confirmed = { ...later, id: "b3", articulation: "buyer-confirmed" as const };
    expect(card([later, theirs, confirmed], 10).help).toMatchObject({
      buyerVersion: { evidenceId: "b2" },
      level: { value: 3, contributions: [{ evidenceId: "b2" }] },
    });
  });

  test("texts are never compared: the same words give the same level (domain:O16)", () => {
    const echo = { ...theirs, quote: { speaker: "Ada", text: "Synergies" } };
    expect(card([ours, echo], 10).help.level.value).toBe(3);
  });
});

describe("time to articulation", () => {
  test("from the buyer's first act to the last of the three parts (domain:O17)", () => {
    const first = exampleEvidence({ id: "r", kind: "buyer-reply", occurredAt: day(4), grade: 2 });
    const { timeToArticulation } = card([first, ...all(10), piece("help", 25, { id: "h", grade: 3 })], 60);
    expect(timeToArticulation).toMatchObject({ status: "articulated", startedAt: day(4) });
    expect(timeToArticulation.days.value).toBe(21);
    const sum = timeToArticulation.days.contributions.reduce((total, { amount }) => total + amount, 0);
    expect(sum).toBeCloseTo(21, 9);
  });

  test("not yet: the days so far, censored at the close (domain:O17)", () => {
    const evidence = [piece("need", 4, { id: "n" })];
    expect(card(evidence, 60).timeToArticulation).toMatchObject({ status: "waiting", days: { value: 56 } });
    const closed = card(evidence, 60, { status: "lost", closedAt: day(30) }).timeToArticulation;
    expect(closed).toMatchObject({ status: "waiting", days: { value: 26 } });
  });

  test("three parts that lie further apart than the days of readiness are not complete (domain:O17)", () => {
    const evidence = [
      piece("need", 0, { id: "n" }),
      piece("motivation", 100, { id: "m" }),
      piece("help", 121, { id: "h" }),
    ];
    expect(card(evidence, 130).timeToArticulation.status).toBe("waiting");
  });
});
