import fc from "fast-check";
import { expect, test } from "vitest";
import { fitCohorts } from "../cohort/fit-cohorts.ts";
import { waitCurves } from "../cohort/wait-curves.ts";
import { defaultPolicy as policy } from "../policy/default-policy.ts";
import { arbitraryEvidence } from "../testing/arbitrary-evidence.ts";
import { day } from "../testing/example-evidence.ts";
import { assessDeal } from "./assess-deal.ts";
import { assessDealStanding } from "./assess-deal-standing.ts";

const deal = { id: "d", accountId: "a", createdAt: day(0), status: "open" } as const;

/** Some of another deal, and some with the id of one before: of these one stands. */
const pieces = fc
  .tuple(arbitraryEvidence, fc.array(fc.tuple(fc.nat(24), fc.nat(24)), { maxLength: 8 }), fc.nat(24))
  .map(([evidence, pairs, other]) => {
    const doubles = pairs.flatMap(([one, two]) => {
      const [first, second] = [evidence[one], evidence[two]];
      return first && second ? [{ ...second, id: first.id }] : [];
    });
    return [...evidence, ...doubles].map((piece, index) =>
      index === other ? { ...piece, dealId: "another" } : piece,
    );
  });

test("a deal's standing is the assessment without articulation and obligation, number by number", () => {
  const cohorts = fitCohorts([], policy, day(150), []);
  const curves = waitCurves(cohorts);
  fc.assert(
    fc.property(pieces, fc.integer({ min: 0, max: 220 }), fc.boolean(), (evidence, at, fitted) => {
      const input = { deal, evidence, policy, asOf: day(at) };
      const { articulation, obligation, ...rest } = assessDeal({ ...input, ...(fitted && { cohorts }) });
      expect([articulation, obligation]).not.toContain(undefined);
      expect(JSON.stringify(assessDealStanding({ ...input, ...(fitted && { curves }) }))).toBe(
        JSON.stringify(rest),
      );
    }),
    { numRuns: 150, seed: 21 },
  );
});
