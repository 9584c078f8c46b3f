import { describe, expect, test } from "vitest";
import { defaultPolicy } from "./default-policy.ts";
import { parsePolicy } from "./parse-policy.ts";
import { Policy } from "./policy.ts";

const rule = {
  id: "signed-field",
  version: "1",
  on: { object: "deal", where: [{ field: "contract_signed", equals: true }] },
  gives: { kind: "contract-signed", actorSide: "buyer", grade: 4 },
};

describe("a policy is data", () => {
  test("the default is valid", () => expect(Policy.parse(defaultPolicy)).toEqual(defaultPolicy));

  test.each([[undefined], [{}]])("%o gives the default", (input) =>
    expect(parsePolicy(input)).toEqual(defaultPolicy),
  );

  test("a part of it goes over the default, key by key", () => {
    const policy = parsePolicy({ version: "ours-1", elation: { points: { complaint: -4 } } });
    expect(policy.version).toBe("ours-1");
    expect(policy.elation.points).toEqual({ ...defaultPolicy.elation.points, complaint: -4 });
    expect(policy.momentum).toEqual(defaultPolicy.momentum);
  });

  test("your rules come first, a default of the same id gives way", () => {
    const own = parsePolicy({ evidenceRules: [rule, { ...rule, id: "email-signed" }] }).evidenceRules;
    expect(own.map(({ id }) => id).slice(0, 2)).toEqual(["signed-field", "email-signed"]);
    expect(own).toHaveLength(defaultPolicy.evidenceRules.length + 1);
  });

  test("the default rules can be left out", () => {
    expect(parsePolicy({ evidenceRules: [rule], keepDefaultRules: false }).evidenceRules).toEqual([rule]);
  });

  test("parsing twice changes nothing", () => {
    const once = parsePolicy({ evidenceRules: [rule], stall: { quantile: 0.8 } });
    expect(parsePolicy(once)).toEqual(once);
  });

  test.each<[string, unknown, string]>([
    ["no policy", "strict", "`policy`: expected object"],
    ["a wrong type", { momentum: { halfLifeDays: "90" } }, "`momentum.halfLifeDays`: expected number"],
    ["an unknown key", { momentum: { halflife: 90 } }, "`momentum`: unknown key `halflife`"],
    ["a section emptied", { stall: null }, "`stall`: expected object"],
    ["out of range", { stall: { quantile: 90 } }, "`stall.quantile`: expected at most 1"],
    ["an unknown kind", { elation: { points: { hug: 1 } } }, "`elation.points`: unknown key `hug`"],
    [
      "a rule in a list",
      { evidenceRules: [{ ...rule, gives: { ...rule.gives, actorSide: "client" } }] },
      '`evidenceRules[0].gives.actorSide`: expected "buyer" or "seller" or "system"',
    ],
    [
      "a grade that cannot count",
      { advance: { minimumGrade: 0 } },
      "`advance.minimumGrade`: expected 2 or 3 or 4",
    ],
  ])("%s is refused with its path and what was expected", (_name, input, message) => {
    expect(() => parsePolicy(input)).toThrow(message);
  });
});
