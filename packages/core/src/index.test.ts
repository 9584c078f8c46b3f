import { expect, test } from "vitest";
import * as core from "./index.ts";
import { day, exampleDeal, exampleEvidence } from "./testing/example-evidence.ts";

test("every kind belongs to one of the five situations (domain:V11)", () => {
  for (const kind of core.EvidenceKind.options) {
    expect(core.Situation.options).toContain(core.evidenceKinds[kind].situation);
    expect(core.evidenceKinds[kind].meaning).not.toBe("");
  }
});

test("only kinds of the buyer's side can move an axis, an account or elation (domain:O6)", () => {
  const moving = core.EvidenceKind.options.filter((kind) =>
    ["axes", "commitment", "qualified-out", "account", "elation"].includes(core.evidenceKinds[kind].moves),
  );
  expect(moving.filter((kind) => core.evidenceKinds[kind].side !== "buyer")).toEqual([]);
});

test("acts with a cost outrank words, these outrank traces, and our own acts weigh nothing (domain:O6)", () => {
  const weights = core.defaultPolicy.gradeWeights;
  expect(weights[4]).toBeGreaterThan(weights[3]);
  expect(weights[3]).toBeGreaterThan(weights[2]);
  expect([weights[1], weights[0]]).toEqual([0, 0]);
});

test("there is no way to rank people (domain:R13)", () => {
  expect(Object.keys(core).filter((name) => /rank|leaderboard|score|compare/i.test(name))).toEqual([]);
  const people = [{ id: "p" }, { id: "q" }];
  const evidence = [exampleEvidence({ id: "s", kind: "shortlisted", occurredAt: day(5), personId: "q" })];
  const portfolio = { deals: [exampleDeal({ ownerId: "q" })], accounts: [], people };
  const assessed = core.assessPortfolio({ portfolio, evidence, policy: core.defaultPolicy, asOf: day(9) });
  expect(assessed.people.map(({ personId }) => personId)).toEqual(["p", "q"]);
});

test("size and revenue cannot be handed in, so they cannot weigh (domain:T9)", () => {
  const account = { id: "a", amount: 1, annualRevenue: 1 };
  const large = { ...account, amount: 100, annualRevenue: 100 };
  const evidence = [exampleEvidence({ id: "b", kind: "benefit-confirmed", occurredAt: day(5) })];
  const assess = (facts: typeof account) =>
    JSON.stringify(
      core.assessAccount({ account: facts, evidence, policy: core.defaultPolicy, asOf: day(9) }),
    );
  expect(assess(large)).toBe(assess(account));
});
