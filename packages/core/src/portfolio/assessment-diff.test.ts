import { describe, expect, test } from "vitest";
import { defaultPolicy } from "../policy/default-policy.ts";
import { parsePolicy } from "../policy/parse-policy.ts";
import { policyChanges } from "../policy/policy-diff.ts";
import { day, exampleDeal, exampleEvidence } from "../testing/example-evidence.ts";
import { assessPortfolio } from "./assess-portfolio.ts";
import { assessmentChanges } from "./assessment-diff.ts";

const evidence = [
  exampleEvidence({ id: "weak", kind: "shortlisted", grade: 2, occurredAt: day(10) }),
  exampleEvidence({ id: "strong", dealId: "e", kind: "contract-signed", grade: 4, occurredAt: day(10) }),
];
const portfolio = {
  deals: [exampleDeal(), exampleDeal({ id: "e" })],
  accounts: [{ id: "a", ownerId: "p" }],
  people: [{ id: "p" }],
};
const assess = (policy: typeof defaultPolicy) =>
  assessPortfolio({ portfolio, evidence, policy, asOf: day(40) });

describe("what another policy would change", () => {
  const stricter = parsePolicy({ version: "strict", advance: { minimumGrade: 3 } });
  const changes = assessmentChanges(assess(defaultPolicy), assess(stricter));

  test("is told answer by answer, for whom it changes and for nobody else", () => {
    expect(changes).toContainEqual({ about: "deal", id: "d", path: "preference", before: 1, after: null });
    expect(changes).toContainEqual({
      about: "deal",
      id: "d",
      path: "advances.ledger[weak]",
      before: "listed",
      after: null,
    });
    expect(changes.filter(({ about }) => about === "deal").map(({ id }) => id)).not.toContain("e");
    expect(changes.some(({ about, path }) => about === "person" && path === "momentum.points")).toBe(true);
  });

  test("is nothing for a policy that only has another name", () => {
    const renamed = parsePolicy({ version: "renamed" });
    expect(assessmentChanges(assess(defaultPolicy), assess(renamed))).toEqual([]);
  });
});

describe("where two policies differ", () => {
  test("is named by path", () => {
    const other = parsePolicy({ stall: { quantile: 0.8 }, elation: { points: { complaint: -3 } } });
    expect(policyChanges(defaultPolicy, other)).toEqual([
      { path: "elation.points.complaint", before: -2, after: -3 },
      { path: "stall.quantile", before: 0.9, after: 0.8 },
    ]);
  });

  test("rules are compared by id, their order apart", () => {
    const rule = { id: "mine", version: "1" };
    const before = { evidenceRules: [{ id: "x" }, { id: "y" }] };
    expect(policyChanges(before, { evidenceRules: [rule, { id: "x" }, { id: "y" }] })).toEqual([
      { path: "evidenceRules[mine]", before: undefined, after: rule },
    ]);
    expect(policyChanges(before, { evidenceRules: [{ id: "y" }, { id: "x" }] })).toEqual([
      { path: "evidenceRules (order)", before: ["x", "y"], after: ["y", "x"] },
    ]);
  });

  test("the same policy differs nowhere", () => {
    expect(policyChanges(defaultPolicy, parsePolicy({}))).toEqual([]);
  });
});
