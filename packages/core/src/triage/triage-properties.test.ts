import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Evidence } from "../evidence/evidence.ts";
import { evidenceKinds } from "../evidence/kind.ts";
import type { Explained } from "../explain/explained.ts";
import { defaultPolicy } from "../policy/default-policy.ts";
import { parsePolicy } from "../policy/parse-policy.ts";
import { assessPortfolio } from "../portfolio/assess-portfolio.ts";
import { arbitraryEvidence } from "../testing/arbitrary-evidence.ts";
import { day, exampleDeal, exampleEvidence } from "../testing/example-evidence.ts";
import { aList } from "./a-list.ts";

// A fixed seed: the same cases every time.
fc.configureGlobal({ seed: 20260102, numRuns: 300 });

const triageKinds: Evidence["kind"][] = [
  "benefit-confirmed",
  "promise-made",
  "promise-kept-confirmed",
  "broken-promise-confirmed",
  "broken-promise-made-good",
  "learned-from-client",
  "client-learned",
  "collaboration-enjoyed",
  "deal-deferred",
  "deadline-message",
  "seller-email",
  "one-sided-ask",
  "complaint",
  "seller-task",
  "customer-backed",
  "backing-acknowledged",
];
function asCatalogued(kind: Evidence["kind"]): Pick<Evidence, "kind" | "actorSide" | "grade" | "polarity"> {
  const { side, polarity } = evidenceKinds[kind];
  return { kind, actorSide: side, grade: side === "buyer" ? 3 : 0, polarity };
}

/** Any evidence at all, of kinds that triage looks at, by the side and grade that makes most of it count. */
const evidenceOf = fc
  .tuple(arbitraryEvidence, fc.array(fc.constantFrom(...triageKinds), { minLength: 25, maxLength: 25 }))
  .map(([evidence, kinds]) =>
    evidence.map((piece, index) => ({
      ...piece,
      ...asCatalogued(kinds[index] ?? piece.kind),
      accountId: index % 2 === 0 ? "a" : "b",
      topic: ["profit", "cash-flow", "x"][index % 3],
      occurredAt: day(60 + ((index * 7) % 130)),
      recordedAt: day(60 + ((index * 7) % 130)),
    })),
  );

/** A note of ours keeps each account on record, since whether anything is recorded at all is no line of a sum. */
function assess(evidence: Evidence[], price = 1, policy = defaultPolicy) {
  const won = { status: "won" as const, closedAt: day(150) };
  const deals = [
    exampleDeal({ ...won, price: { currency: "EUR", amount: 1000 } }),
    exampleDeal({ ...won, id: "e", accountId: "b", price: { currency: "EUR", amount: price } }),
  ];
  const accounts = ["a", "b"].map((id) => ({ id, ownerId: "p" }));
  const notes = ["a", "b"].map((accountId) =>
    exampleEvidence({ id: `note-${accountId}`, kind: "seller-note", occurredAt: day(30), accountId }),
  );
  const portfolio = { deals, accounts, people: [{ id: "p" }] };
  return assessPortfolio({ portfolio, evidence: [...notes, ...evidence], policy, asOf: day(200) });
}

/** Every explained number under a value, by its path. */
function numbersIn(value: unknown, path = ""): [string, Explained][] {
  if (typeof value !== "object" || value === null) return [];
  if ("contributions" in value && "unit" in value) return [[path, value as Explained]];
  return Object.entries(value).flatMap(([key, inner]) => numbersIn(inner, `${path}.${key}`));
}

function listed({ contributions, otherBases }: Explained, id: string): boolean {
  const lines = [...contributions, ...otherBases.flatMap((basis) => basis.contributions)];
  return lines.some(({ evidenceId }) => evidenceId === id);
}

describe("for any evidence that triage looks at", () => {
  test("a piece removed changes only numbers that list it, before or after (domain:T1, domain:T8, domain:T15)", () => {
    fc.assert(
      fc.property(evidenceOf, fc.nat(), (evidence, pick) => {
        const gone = evidence[pick % Math.max(1, evidence.length)];
        if (gone === undefined || evidence.length < 2) return;
        const triages = (given: Evidence[]) => {
          const { accounts, people } = assess(given);
          return numbersIn([accounts[0]?.triage, accounts[1]?.triage, people[0]?.triage]);
        };
        const after = new Map(triages(evidence.filter((piece) => piece !== gone)));
        for (const [path, number] of triages(evidence)) {
          const other = after.get(path);
          if (other === undefined || listed(number, gone.id) || listed(other, gone.id)) continue;
          expect([path, other.basis, other.value]).toEqual([path, number.basis, number.value]);
        }
      }),
    );
  });

  test("revenue never moves the A-list (domain:T9)", () => {
    fc.assert(
      fc.property(evidenceOf, fc.integer({ min: 1, max: 1_000_000 }), (evidence, factor) => {
        const rows = (price: number) =>
          aList(assess(evidence, price)).map(({ money, ...row }) => JSON.stringify(row));
        expect(rows(factor)).toEqual(rows(1));
      }),
    );
  });

  test("seller acts alone never put a client on the A-list (domain:T8)", () => {
    fc.assert(
      fc.property(evidenceOf, (evidence) => {
        const ours = evidence.map((piece): Evidence => ({ ...piece, actorSide: "seller" }));
        expect(aList(assess(ours))).toEqual([]);
      }),
    );
  });

  test("no time zone and no fiscal year moves a benefit, a promise or a renewal (domain:T8)", () => {
    const elsewhere = parsePolicy({
      calendar: { timeZone: "Asia/Tokyo", fiscalYearStartMonth: 5, periodMonths: 1 },
    });
    fc.assert(
      fc.property(evidenceOf, (evidence) => {
        const of = (policy = defaultPolicy) => {
          const triage = assess(evidence, 1, policy).accounts[0]?.triage;
          return JSON.stringify([triage?.mutuality, triage?.renewal, triage?.chase]);
        };
        expect(of(elsewhere)).toBe(of());
      }),
    );
  });
});
