import { describe, expect, test } from "vitest";
import type { DealFacts } from "../deal/deal-facts.ts";
import type { Evidence } from "../evidence/evidence.ts";
import type { Explained } from "../explain/explained.ts";
import { parsePolicy } from "../policy/parse-policy.ts";
import { exampleAccount, examplePiece } from "../testing/example-account.ts";
import { day, exampleDeal } from "../testing/example-evidence.ts";
import { disagreements } from "./disagreement.ts";

const happy = [examplePiece("r", "referral-given", 100)];
const falls = [examplePiece("c", "complaint", 180)];
const advance = examplePiece("s", "shortlisted", 170, { dealId: "d" });
const shown = (evidence: Evidence[], deals: DealFacts[] = [exampleDeal()], asOf = 190) =>
  disagreements({ accounts: [exampleAccount({ evidence, deals, asOf })] });

describe("a deal that advances while elation falls is shown with both numbers (domain:E2, domain:V7)", () => {
  test("each number stands for itself, down to its evidence", () => {
    const [one] = shown([...happy, ...falls, advance]);
    // On day 100 the balance is (1 + 3) / 5; on day 190 the referral is worth 3 · 2^-.5 and the complaint 2 · 2^(-1/18).
    const forUs = 1 + 3 * Math.SQRT1_2;
    const against = 1 + 2 * 2 ** (-1 / 18);
    expect(one).toMatchObject({ accountId: "a", dealId: "d", negativeEvidenceIds: ["c"] });
    expect(one?.advances).toMatchObject({ value: 1, contributions: [{ evidenceId: "s" }] });
    expect(one?.elationBefore.value).toBeCloseTo(4 / 5, 12);
    expect(one?.elation.value).toBeCloseTo(forUs / (forUs + against), 12);
    expect(one?.text).toBe(
      "The deal made one advance in 90 days, while the client's evidence balance fell from 0.80 to 0.52.",
    );
  });

  test("nothing is blended: every number in it is one of the three explained ones", () => {
    const [one] = shown([...happy, ...falls, advance]);
    const numbers = Object.entries(one ?? {}).filter(([, value]) => typeof value !== "string");
    expect(numbers.map(([name]) => name).sort()).toEqual([
      "advances",
      "elation",
      "elationBefore",
      "negativeEvidenceIds",
    ]);
    const units = [one?.advances, one?.elation].map((number) => (number as Explained).unit);
    expect(new Set(units).size).toBe(2);
  });

  test.each<[string, Evidence[], DealFacts[] | undefined, number?]>([
    ["fading alone is no fall", [...happy, advance], undefined],
    ["no advance within ninety days", [...happy, ...falls, { ...advance, occurredAt: day(99) }], undefined],
    ["a lapsed advance", [...happy, ...falls, promise()], undefined],
    ["a closed deal", [...happy, ...falls, advance], [exampleDeal({ status: "lost", closedAt: day(185) })]],
    ["a deal of another client", [...happy, ...falls, advance], [exampleDeal({ accountId: "z" })]],
    ["nothing known before it", [...falls, advance], undefined],
    [
      "a small fall",
      [...happy, examplePiece("l", "survey-low", 150, { prompted: true }), advance],
      undefined,
    ],
    ["a negative longer ago", [...happy, ...falls, advance], undefined, 271],
  ])("%s: not shown", (_name, evidence, deals, asOf) => expect(shown(evidence, deals, asOf)).toEqual([]));

  test("a fall that an older negative went before is fading, however small a fall is looked for", () => {
    const policy = parsePolicy({ relationship: { disagreement: { fall: 0.01 } } });
    const account = (evidence: Evidence[]) =>
      exampleAccount({ evidence: [...happy, advance, ...evidence], asOf: 195, policy });
    expect(account([examplePiece("l", "survey-low", 104)]).relationship.elationFall).toBeNull();
    expect(account([examplePiece("l", "survey-low", 106)]).relationship.elationFall).not.toBeNull();
  });
});

function promise(): Evidence {
  const commitment = { what: "send the list", owner: "buyer", dueAt: day(172) } as const;
  return examplePiece("p", "next-step-committed", 170, { dealId: "d", commitment });
}
