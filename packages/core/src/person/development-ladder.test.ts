import { describe, expect, test } from "vitest";
import type { Evidence } from "../evidence/evidence.ts";
import { defaultPolicy } from "../policy/default-policy.ts";
import { day, exampleEvidence } from "../testing/example-evidence.ts";
import { assessPerson } from "./assess-person.ts";

const step = (kind: Evidence["kind"], at: number, topic = "listening", more: Partial<Evidence> = {}) =>
  exampleEvidence({ id: `${kind}${at}`, kind, occurredAt: day(at), topic, ...more });
const ladder = (evidence: Evidence[], asOf = 200) =>
  assessPerson({ person: { id: "p" }, evidence, policy: defaultPolicy, asOf: day(asOf) }).development;
const uses = [120, 150, 180].map((at) => step("skill-applied", at));

describe("learned, applied, understood, sustained (domain:V10)", () => {
  test.each<[string, Evidence[], string]>([
    ["a course", [step("skill-learned", 10)], "learned"],
    ["once in the field", [step("skill-applied", 20)], "applied"],
    ["explained to a coach", [step("skill-understood", 30)], "understood"],
    ["three uses", uses, "applied sustained"],
    [
      "all four",
      [step("skill-learned", 10), step("skill-understood", 30), ...uses],
      "learned applied understood sustained",
    ],
  ])("%s: %s", (_name, evidence, reached) => {
    const [skill] = ladder(evidence);
    const steps = (["learned", "applied", "understood", "sustained"] as const).filter((one) => skill?.[one]);
    expect(steps.join(" ")).toBe(reached);
    expect(skill?.evidenceIds).toEqual(evidence.map(({ id }) => id));
  });

  test("each skill stands on its own ladder", () => {
    const evidence = [step("skill-learned", 10, "silence"), step("skill-applied", 20)];
    expect(ladder(evidence).map(({ skill, learned }) => [skill, learned])).toEqual([
      ["listening", false],
      ["silence", true],
    ]);
  });

  test("sustained is lost a month after the last use, and what was learned is not", () => {
    expect(ladder(uses, 210)[0]?.sustained).toBe(true);
    expect(ladder(uses, 211)[0]).toMatchObject({ sustained: false, applied: true });
  });

  test("a use in another situation, or without a name, is on no ladder", () => {
    expect(ladder([step("skill-applied", 20, "listening", { situation: "meeting" })])).toEqual([]);
    const { topic: _none, ...unnamed } = step("skill-applied", 20);
    expect(ladder([unnamed])).toEqual([]);
  });
});
