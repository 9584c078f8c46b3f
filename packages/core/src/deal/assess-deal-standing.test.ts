import fc from "fast-check";
import { expect, test } from "vitest";
import { fitCohorts } from "../cohort/fit-cohorts.ts";
import { defaultPolicy as policy } from "../policy/default-policy.ts";
import { arbitraryEvidence } from "../testing/arbitrary-evidence.ts";
import { day } from "../testing/example-evidence.ts";
import { assessDeal } from "./assess-deal.ts";
import { assessDealStanding } from "./assess-deal-standing.ts";

const deal = { id: "d", accountId: "a", createdAt: day(0), status: "open" } as const;

test("a deal's standing is the assessment without articulation and obligation, number by number", () => {
  const cohorts = fitCohorts([], policy, day(150), []);
  fc.assert(
    fc.property(arbitraryEvidence, fc.integer({ min: 0, max: 220 }), fc.boolean(), (evidence, at, fitted) => {
      const input = { deal, evidence, policy, asOf: day(at), ...(fitted ? { cohorts } : {}) };
      const { articulation, obligation, ...rest } = assessDeal(input);
      expect([articulation, obligation]).not.toContain(undefined);
      expect(JSON.stringify(assessDealStanding(input))).toBe(JSON.stringify(rest));
    }),
    { numRuns: 150, seed: 21 },
  );
});
