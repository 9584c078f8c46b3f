import fc from "fast-check";
import { expect, test } from "vitest";
import { collectAccountSpells, collectClusterSpells } from "../account/collect-account-spells.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { defaultPolicy } from "../policy/default-policy.ts";
import { arbitraryEvidence } from "../testing/arbitrary-evidence.ts";
import { day, exampleDeal, exampleEvidence } from "../testing/example-evidence.ts";
import { collectSpells } from "./collect-spells.ts";
import { mayEndWait } from "./may-end-wait.ts";

const deal = exampleDeal({ id: "d", accountId: "a", createdAt: day(1) });
const verdicts = [undefined, "order", "qualified-out", "continuation", "no-sale"] as const;

/** The same pieces on a few records; each says few things at most, and some are of no deal. */
function onRecords(evidence: readonly Evidence[]): Evidence[] {
  return evidence.map(({ dealId, job, preference, commitment, verdict: _, ...piece }, k): Evidence => {
    const verdict = verdicts[Math.floor(k / 3) % verdicts.length];
    return {
      ...piece,
      id: `e${k}`,
      ...(k % 4 === 0 || dealId === undefined ? {} : { dealId }),
      ...(k % 5 === 1 && job !== undefined ? { job } : {}),
      ...(k % 6 === 2 && preference !== undefined ? { preference } : {}),
      ...(k % 7 === 3 && commitment !== undefined ? { commitment } : {}),
      ...(verdict === undefined ? {} : { verdict }),
      source: { ...piece.source, id: `r${k % 19}` },
    };
  });
}

function spellsOf(evidence: readonly Evidence[], minimumGrade: 2 | 3, asOf: string): unknown {
  const policy = { ...defaultPolicy, advance: { ...defaultPolicy.advance, minimumGrade } };
  const input = { account: { id: "a", createdAt: day(0) }, deals: [deal], evidence, policy, asOf };
  return [
    collectSpells(deal, evidence, policy, asOf),
    collectAccountSpells(input),
    collectClusterSpells(input),
  ];
}

test("records of which no piece may end a wait make no difference to any wait (domain:O18)", () => {
  let left = 0;
  fc.assert(
    fc.property(
      fc.array(arbitraryEvidence, { minLength: 4, maxLength: 4 }),
      fc.constantFrom(2 as const, 3 as const),
      fc.integer({ min: 100, max: 230 }).map(day),
      (lists, minimumGrade, asOf) => {
        const evidence = onRecords(lists.flat());
        const telling = new Set(evidence.filter(mayEndWait).map(({ source }) => source.id));
        const part = evidence.filter(({ source }) => telling.has(source.id));
        left += evidence.length - part.length;
        expect(spellsOf(part, minimumGrade, asOf)).toEqual(spellsOf(evidence, minimumGrade, asOf));
      },
    ),
    { seed: 20260101, numRuns: 300 },
  );
  expect(left).toBeGreaterThan(100);
});

test.each([
  { of: "our own proposal", piece: { kind: "proposal-sent", actorSide: "seller" }, may: false },
  { of: "a reply", piece: { kind: "buyer-reply", actorSide: "buyer" }, may: false },
  {
    of: "a call that went on",
    piece: { kind: "call-connected", actorSide: "buyer", verdict: "continuation" },
    may: false,
  },
  {
    of: "a call that ended in an order",
    piece: { kind: "call-connected", actorSide: "buyer", verdict: "order" },
    may: true,
  },
  { of: "a signature", piece: { kind: "contract-signed", actorSide: "buyer" }, may: true },
  {
    of: "a signature that the seller entered",
    piece: { kind: "contract-signed", actorSide: "seller" },
    may: false,
  },
  { of: "an agreed no", piece: { kind: "qualified-out", actorSide: "buyer" }, may: true },
  { of: "a new relationship", piece: { kind: "relationship-opened", actorSide: "buyer" }, may: true },
  {
    of: "a reply with a promise",
    piece: { kind: "buyer-reply", actorSide: "buyer", commitment: { what: "x", owner: "buyer" } },
    may: true,
  },
  {
    of: "a reply that names a job",
    piece: { kind: "buyer-reply", actorSide: "buyer", job: "requirements" },
    may: true,
  },
] as const)("$of may end a wait: $may", ({ piece, may }) => {
  expect(mayEndWait(exampleEvidence({ id: "e", occurredAt: day(3), ...piece }))).toBe(may);
});
