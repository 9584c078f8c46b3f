import { describe, expect, test } from "vitest";
import { assessDeal } from "../deal/assess-deal.ts";
import { defaultPolicy } from "../policy/default-policy.ts";
import { exampleAccount } from "../testing/example-account.ts";
import { day, exampleDeal, exampleEvidence } from "../testing/example-evidence.ts";
import { counts } from "./counting.ts";
import type { Evidence } from "./evidence.ts";
import { EvidenceKind } from "./kind.ts";
import { ActorSide, Situation } from "./situation.ts";

describe("only words and acts of a buyer-side person count (domain:O18)", () => {
  test.each([
    ["buyer", 4, true],
    ["buyer", 3, true],
    ["buyer", 2, true],
    ["buyer", 1, false],
    ["buyer", 0, false],
    ["seller", 4, false],
    ["system", 4, false],
  ] as const)("of the %s, grade %i: %s", (actorSide, grade, expected) => {
    const said = exampleEvidence({
      id: "x",
      kind: "preference-stated",
      occurredAt: day(1),
      actorSide,
      grade,
    });
    expect(counts(said, defaultPolicy)).toBe(expected);
  });

  test("a seller who says whatever the buyer could say moves neither deal nor client", () => {
    const saying = (actorSide: Evidence["actorSide"]) =>
      EvidenceKind.options.map((kind, k) =>
        exampleEvidence({ id: `${k}`, kind, occurredAt: day(10 + k), actorSide, grade: 3, preference: 2 }),
      );
    const read = (evidence: Evidence[]) => {
      const input = { evidence, policy: defaultPolicy, asOf: day(300) };
      const { advances, preference } = assessDeal({ deal: exampleDeal(), ...input });
      const { elation, accountAdvances } = exampleAccount({ evidence, asOf: 300 });
      return [advances.ledger.length, preference.basis, elation.effectiveSampleSize, accountAdvances.basis];
    };
    expect(read(saying("seller"))).toEqual([0, 0, 0, 0]);
    expect(read(saying("system"))).toEqual([0, 0, 0, 0]);
    expect(read(saying("buyer")).every((number) => number > 0)).toBe(true);
    expect(ActorSide.options).toHaveLength(3);
  });
});

describe("what an advance is depends on the situation (domain:V11)", () => {
  const commitment = { what: "send the papers", owner: "buyer", dueAt: day(200) } as const;
  const promises = Situation.options.map((situation, k) =>
    exampleEvidence({
      id: situation,
      kind: "next-step-committed",
      occurredAt: day(10 + k),
      situation,
      commitment,
    }),
  );
  const { advances } = assessDeal({
    deal: exampleDeal(),
    evidence: promises,
    policy: defaultPolicy,
    asOf: day(100),
  });

  test("every entry of the ledger is typed to one of the five, by its evidence", () => {
    expect(advances.ledger.map(({ situation }) => situation)).toEqual([...Situation.options]);
    expect(advances.ledger.map(({ step }) => step)).toEqual(
      Situation.options.map((situation) => `commitment:${situation}`),
    );
  });

  test("five situations are five counts, with no exchange rate between them", () => {
    expect(advances.bySituation).toEqual({ account: 1, opportunity: 1, meeting: 1, call: 1, development: 1 });
    expect(advances.forward.unit).not.toMatch(/point|score|weight/);
  });

  test("evidence without one of the five is refused", () => {
    const untyped = { ...promises[0], situation: "party" };
    expect(Situation.safeParse(untyped.situation).success).toBe(false);
  });
});
