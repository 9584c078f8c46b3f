import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AccountAssessment } from "../account/account-assessment.ts";
import type { Evidence } from "../evidence/evidence.ts";
import type { Basis } from "../explain/explained.ts";
import { arbitraryEvidence } from "../testing/arbitrary-evidence.ts";
import { exampleAccount } from "../testing/example-account.ts";
import { day, exampleDeal } from "../testing/example-evidence.ts";

const options = { seed: 20260101, numRuns: 150 };
const asOf = fc.integer({ min: 0, max: 400 });
const closedAt = fc.integer({ min: 0, max: 200 });
/** Pieces with the fields that relationships are read from. */
const pieces = fc
  .tuple(
    arbitraryEvidence,
    fc.array(fc.constantFrom("hiring", "cash flow"), { minLength: 25, maxLength: 25 }),
  )
  .map(([evidence, topics]) =>
    evidence.map((piece, k): Evidence => ({ ...piece, topic: topics[k] ?? "hiring", otherAccountId: "b" })),
  );
const assess = (evidence: Evidence[], at: number, close: number) =>
  plain(
    exampleAccount({ evidence, asOf: at, deals: [exampleDeal({ status: "won", closedAt: day(close) })] }),
  );

function plain(assessment: AccountAssessment): Pick<AccountAssessment, "relationship" | "medals"> {
  const { relationship, medals } = assessment;
  return JSON.parse(JSON.stringify({ relationship, medals }));
}

function basesIn(value: unknown): Basis[] {
  if (typeof value !== "object" || value === null) return [];
  const inner = Object.values(value).flatMap(basesIn);
  return "contributions" in value && "basis" in value ? [value as Basis, ...inner] : inner;
}

/** Every explained number by its place in the answer. */
function numbersIn(value: unknown, path = ""): Map<string, Basis> {
  const found = new Map<string, Basis>();
  if (typeof value !== "object" || value === null) return found;
  if ("contributions" in value && "otherBases" in value) found.set(path, value as unknown as Basis);
  for (const [key, inner] of Object.entries(value)) {
    for (const [name, basis] of numbersIn(inner, `${path}/${key}`)) found.set(name, basis);
  }
  return found;
}

function namesIn(basis: Basis): Set<string> {
  return new Set(basesIn(basis).flatMap(({ contributions }) => contributions.map((line) => line.evidenceId)));
}

describe("for any evidence about a client whatever (domain:E4, domain:E7, domain:E8)", () => {
  test("prior and contributions add up to the basis of every number", () => {
    fc.assert(
      fc.property(pieces, asOf, closedAt, (evidence, at, close) => {
        for (const { basis, prior, contributions } of basesIn(assess(evidence, at, close))) {
          const total = contributions.reduce((sum, { amount }) => sum + amount, prior);
          expect(Math.abs(total - basis)).toBeLessThan(1e-9);
        }
      }),
      options,
    );
  });

  test("the order of the evidence does not matter", () => {
    fc.assert(
      fc.property(pieces, asOf, closedAt, (evidence, at, close) => {
        expect(assess(evidence.toReversed(), at, close)).toEqual(assess(evidence, at, close));
      }),
      options,
    );
  });

  test("removing a piece changes only numbers that list it", () => {
    fc.assert(
      fc.property(pieces, asOf, closedAt, fc.nat(24), (evidence, at, close, index) => {
        const removed = evidence[index];
        if (removed === undefined) return;
        const before = numbersIn(assess(evidence, at, close));
        const after = numbersIn(
          assess(
            evidence.filter((piece) => piece !== removed),
            at,
            close,
          ),
        );
        for (const place of [
          "/relationship/turnToMe/rate",
          "/relationship/turnToMe/change",
          "/relationship/advisorShare",
          "/relationship/saleEffects/0/fall",
        ]) {
          const was = before.get(place);
          if (was && !namesIn(was).has(removed.id)) expect(after.get(place)).toEqual(was);
        }
      }),
      options,
    );
  });
});
