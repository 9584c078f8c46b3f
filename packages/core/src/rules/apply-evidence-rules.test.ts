import { describe, expect, test } from "vitest";
import { Evidence } from "../evidence/evidence.ts";
import { applyEvidenceRules } from "./apply-evidence-rules.ts";
import { type EvidenceRule, type RuleCondition, EvidenceRule as RuleSchema } from "./evidence-rule.ts";
import type { RuleSubject } from "./rule-subject.ts";

const subject = (fields: RuleSubject["fields"], more: Partial<RuleSubject> = {}): RuleSubject => ({
  crm: "memory",
  object: "deal",
  id: "1",
  occurredAt: "2026-03-01T10:00:00Z",
  recordedAt: "2026-03-01T11:00:00Z",
  dealIds: ["7"],
  fields,
  ...more,
});
const rule = (id: string, where: RuleCondition[], more: Partial<EvidenceRule> = {}): EvidenceRule => ({
  id,
  version: "1",
  on: { object: "deal", where },
  gives: { kind: "problem-confirmed", actorSide: "buyer", grade: 2 },
  ...more,
});
const matches = (fields: RuleSubject["fields"], condition: RuleCondition) =>
  applyEvidenceRules(subject(fields), [rule("r", [condition])]).matchedRuleIds.length === 1;

describe("conditions", () => {
  test.each<[string, RuleSubject["fields"], RuleCondition, boolean]>([
    ["equals, whatever the case", { a: "Yes " }, { field: "a", equals: "yes" }, true],
    ["equals a number", { a: 3 }, { field: "a", equals: 3 }, true],
    ["equals a boolean given as text", { a: "true" }, { field: "a", equals: true }, true],
    ["equals, but absent", {}, { field: "a", equals: "" }, false],
    ["one of", { a: "b" }, { field: "a", oneOf: ["c", "B"] }, true],
    ["contains a whole word", { a: "We signed it." }, { field: "a", contains: ["SIGNED"] }, true],
    ["contains no part of a word", { a: "He resigned" }, { field: "a", contains: ["signed"] }, false],
    [
      "contains a phrase over a line break",
      { a: "go\n  ahead" },
      { field: "a", contains: ["go ahead"] },
      true,
    ],
    ["contains a typographic apostrophe", { a: "we\u2019ve" }, { field: "a", contains: ["we've"] }, true],
    ["lacks a word that is there", { a: "not signed" }, { field: "a", lacks: ["not"] }, false],
    ["lacks, with nothing there", {}, { field: "a", lacks: ["not"] }, true],
    ["a wildcard", { a: "Demo: Acme (2)" }, { field: "a", matches: "demo:*(*)" }, true],
    ["a wildcard that needs its text twice", { a: "aba" }, { field: "a", matches: "ab*ba" }, false],
    ["a wildcard is no regular expression", { a: "axc" }, { field: "a", matches: "a.c" }, false],
    ["present", { a: "x" }, { field: "a", present: true }, true],
    ["present, but empty", { a: "  " }, { field: "a", present: true }, false],
    ["not present", { a: null }, { field: "a", present: false }, true],
    ["at least", { a: 5 }, { field: "a", atLeast: 5 }, true],
    ["at most", { a: "6.5" }, { field: "a", atMost: 6 }, false],
    ["a bound on no number", { a: "many" }, { field: "a", atLeast: 0 }, false],
    ["all tests of a condition hold at once", { a: "b" }, { field: "a", present: true, equals: "c" }, false],
    ["a name on the prototype is no field", {}, { field: "toString", present: true }, false],
  ])("%s", (_name, fields, condition, expected) => expect(matches(fields, condition)).toBe(expected));

  test("a hostile pattern takes no time", () => {
    const pattern = `${"*a".repeat(100)}*b`;
    expect(matches({ a: "a".repeat(100_000) }, { field: "a", matches: pattern })).toBe(false);
  });
});

describe("evidence from rules", () => {
  const anything: RuleCondition = { field: "name", present: true };

  test("one record of two deals gives a piece for each, with ids that stay", () => {
    const twice = () =>
      applyEvidenceRules(subject({ name: "x" }, { dealIds: ["7", "8", "7"] }), [rule("r", [anything])]);
    expect(twice().evidence.map(({ id, dealId }) => [id, dealId])).toEqual([
      ["memory:deal:1:r:7", "7"],
      ["memory:deal:1:r:8", "8"],
    ]);
    expect(twice()).toEqual(twice());
  });

  test("ids cannot run into each other", () => {
    const [one] = applyEvidenceRules(subject({ name: "x" }, { id: "1:r" }), [rule("r", [anything])]).evidence;
    expect(one?.id).toBe("memory:deal:1%3Ar:r:7");
  });

  test("a record of no deal gives one piece without a deal", () => {
    const { evidence } = applyEvidenceRules(subject({ name: "x" }, { dealIds: [], accountId: "9" }), [
      rule("r", [anything]),
    ]);
    expect(evidence).toMatchObject([{ id: "memory:deal:1:r", accountId: "9" }]);
    expect(evidence[0]).not.toHaveProperty("dealId");
  });

  test("the first rule of a kind speaks, and all that match are named", () => {
    const rules = [
      rule("a", [anything]),
      rule("b", [anything]),
      rule("c", [{ field: "gone", present: true }]),
    ];
    const { evidence, matchedRuleIds } = applyEvidenceRules(subject({ name: "x" }), rules);
    expect(evidence.map((piece) => piece.rule.id)).toEqual(["a"]);
    expect(matchedRuleIds).toEqual(["a", "b"]);
  });

  test("an exclusive rule silences those after it", () => {
    const other = { kind: "shortlisted", actorSide: "buyer", grade: 2 } as const;
    const rules = [rule("a", [anything], { exclusive: true }), rule("b", [anything], { gives: other })];
    const { evidence, matchedRuleIds } = applyEvidenceRules(subject({ name: "x" }), rules);
    expect(evidence.map(({ kind }) => kind)).toEqual(["problem-confirmed"]);
    expect(matchedRuleIds).toEqual(["a", "b"]);
  });

  test.each([
    ["a date is due at its end", "2026-04-02", "2026-04-02T23:59:59.999Z"],
    ["an instant", "2026-04-02T10:00:00+02:00", "2026-04-02T08:00:00.000Z"],
    ["milliseconds", 1_775_088_000_000, "2026-04-02T00:00:00.000Z"],
    ["no date", "soon", undefined],
    ["nothing", null, undefined],
  ])("a promise from fields: %s", (_name, due, dueAt) => {
    const promise: EvidenceRule = RuleSchema.parse({
      ...rule("r", [anything]),
      gives: {
        kind: "next-step-committed",
        actorSide: "buyer",
        grade: 2,
        commitment: { what: { field: "step" }, dueField: "due" },
      },
    });
    const { evidence } = applyEvidenceRules(subject({ name: "x", step: "send papers", due }), [promise]);
    expect(evidence[0]?.commitment).toEqual({
      what: "send papers",
      owner: "buyer",
      ...(dueAt ? { dueAt } : {}),
    });
    expect(Evidence.safeParse(evidence[0]).success).toBe(true);
  });

  test.each([
    ["a field of the record", { field: "partner" }, "88"],
    ["an empty field", { field: "none" }, undefined],
    ["a text", "77", "77"],
  ])("the other client of an introduction, from %s (domain:E5)", (_name, otherAccountId, expected) => {
    const introduction = RuleSchema.parse({
      ...rule("i", [anything]),
      gives: { kind: "introduction-made", actorSide: "seller", grade: 0, topic: "hiring", otherAccountId },
    });
    const { evidence } = applyEvidenceRules(subject({ name: "x", partner: 88, none: null }), [introduction]);
    expect(evidence[0]?.otherAccountId).toBe(expected);
    expect(Evidence.safeParse(evidence[0]).success).toBe(true);
  });

  test("in whose words something was said, which only four answers can be (domain:O14)", () => {
    const gives = { kind: "need-articulated", actorSide: "buyer", grade: 3, articulation: "own-words" };
    const said = RuleSchema.parse({ ...rule("w", [anything]), gives });
    const { evidence } = applyEvidenceRules(subject({ name: "x" }), [said]);
    expect(evidence[0]?.articulation).toBe("own-words");
    const wrong = { ...rule("w", [anything]), gives: { ...gives, articulation: "well" } };
    expect(RuleSchema.safeParse(wrong).success).toBe(false);
  });
});
