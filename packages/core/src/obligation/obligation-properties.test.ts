import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assessDeal } from "../deal/assess-deal.ts";
import type { Evidence } from "../evidence/evidence.ts";
import type { Basis, Explained } from "../explain/explained.ts";
import { defaultPolicy } from "../policy/default-policy.ts";
import { arbitraryEvidence } from "../testing/arbitrary-evidence.ts";
import { day, exampleDeal } from "../testing/example-evidence.ts";

const settings = { seed: 20260101, numRuns: 200 };
const kinds = [
  "need-articulated",
  "motivation-articulated",
  "help-articulated",
  "resource-spent",
  "proposal-sent",
  "contract-signed",
  "buyer-reply",
] as const;
const arbitrary = fc.tuple(arbitraryEvidence, fc.nat()).map(([evidence, shift]): Evidence[] =>
  evidence.map((piece, index) => ({
    ...piece,
    kind: kinds[(index + shift) % kinds.length] ?? "buyer-reply",
  })),
);
const deal = exampleDeal({ price: { currency: "EUR", amount: 90, listAmount: 120, margin: 7 } });

function numbersOf(evidence: Evidence[]): Map<string, Explained> {
  const { articulation, obligation } = assessDeal({ deal, evidence, policy: defaultPolicy, asOf: day(210) });
  const numbers = new Map<string, Explained>();
  walk({ articulation, obligation }, "", numbers);
  return numbers;
}

function walk(value: unknown, path: string, numbers: Map<string, Explained>): void {
  if (typeof value !== "object" || value === null) return;
  if ("valueFrom" in value) numbers.set(path, value as Explained);
  else for (const [key, inner] of Object.entries(value)) walk(inner, `${path}.${key}`, numbers);
}

const basesOf = (number: Explained): readonly Pick<Basis, "basis" | "prior" | "contributions">[] => [
  number,
  ...number.otherBases,
];
const listed = (number: Explained | undefined) =>
  new Set(
    number && basesOf(number).flatMap(({ contributions }) => contributions.map((line) => line.evidenceId)),
  );
const shown = (number: Explained | undefined) => JSON.stringify([number?.value, number?.basis, number?.n]);

describe("for any evidence of articulation and obligation", () => {
  test("prior and contributions add up to every basis (domain:O14)", () => {
    fc.assert(
      fc.property(arbitrary, (evidence) => {
        for (const number of numbersOf(evidence).values()) {
          for (const { basis, prior, contributions } of basesOf(number)) {
            const total = contributions.reduce((sum, { amount }) => sum + amount, prior);
            expect(Math.abs(total - basis)).toBeLessThan(1e-9);
          }
        }
      }),
      settings,
    );
  });

  test("a piece that is taken away changes only numbers that list it (domain:O14)", () => {
    fc.assert(
      fc.property(arbitrary, fc.nat(), (evidence, at) => {
        const gone = evidence[at % Math.max(1, evidence.length)];
        if (gone === undefined) return;
        const before = numbersOf(evidence);
        const after = numbersOf(evidence.filter(({ id }) => id !== gone.id));
        for (const [path, number] of before) {
          if (listed(number).has(gone.id) || !after.has(path)) continue;
          expect(`${path} ${shown(after.get(path))}`).toBe(`${path} ${shown(number)}`);
        }
      }),
      settings,
    );
  });

  test("nothing that our side says or records rises above level 1 (domain:O18)", () => {
    fc.assert(
      fc.property(arbitrary, (evidence) => {
        const ours = evidence.map((piece): Evidence => ({ ...piece, actorSide: "seller" }));
        for (const [path, number] of numbersOf(ours)) {
          if (path.endsWith(".level")) expect(number.basis).toBeLessThanOrEqual(1);
          if (path.endsWith(".partsReady")) expect(number.basis).toBe(0);
        }
      }),
      settings,
    );
  });
});
