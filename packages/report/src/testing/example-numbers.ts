import type { ReviewEvidence, ReviewNumber } from "../model/review.ts";

/** One piece of evidence of the example; what is not named is a buyer's act of grade 3 that adds 1. */
export function exampleEvidence(over: Partial<ReviewEvidence> & { words: string }): ReviewEvidence {
  return {
    evidenceId: `ev-${over.words.length}-${over.at ?? "fact"}`,
    at: "2026-11-12T09:30:00.000Z",
    side: "buyer",
    grade: 3,
    amount: 1,
    url: "https://app.crm.example/record/meeting/8841",
    ...over,
  };
}

/** A number of the example whose prior and amounts add up; the basis follows from them. */
export function exampleNumber(
  label: string,
  text: string,
  value: number | null,
  over: Partial<ReviewNumber> = {},
): ReviewNumber {
  const prior = over.prior ?? 0;
  const evidence = over.evidence ?? [];
  const further = over.furtherEvidence ?? null;
  const basis = evidence.reduce((sum, { amount }) => sum + amount, prior + (further?.amount ?? 0));
  return {
    label,
    text,
    value,
    unit: "",
    interval: null,
    n: evidence.length + (further?.n ?? 0),
    how: "Counted from the evidence below.",
    rule: "advances@1",
    prior,
    basis,
    evidence,
    furtherEvidence: further,
    missing: [],
    alternatives: [],
    ...over,
  };
}

/** Advances of a deal, with one piece of evidence for each. */
export function advancesOf(words: readonly string[], grade = 3): ReviewNumber {
  return exampleNumber("Advances in 28 days", String(words.length), words.length, {
    unit: "advances",
    how: "Each counts once: a buyer’s act or word of grade 2 or better that moved the deal.",
    evidence: words.map((text, index) =>
      exampleEvidence({
        words: text,
        evidenceId: `ev-${index}`,
        at: `2026-11-${String(4 + 5 * index).padStart(2, "0")}T10:00:00.000Z`,
        grade: Math.min(4, grade + (index % 2)),
      }),
    ),
  });
}

/** A total over the whole portfolio, most of it beyond what is listed. */
export function totalOf(label: string, count: number, unit: string): ReviewNumber {
  const listed = Math.min(count, 2);
  return exampleNumber(label, `${count.toLocaleString("en")}`, count, {
    unit,
    how: `Counted over all open deals as of the review.`,
    evidence: Array.from({ length: listed }, (_, index) =>
      exampleEvidence({
        words: ["Nordhavn Logistics, renewal 2027", "Bakker & Visser, warehouse rollout"][index] ?? "",
        side: null,
        grade: null,
        at: null,
      }),
    ),
    furtherEvidence: count > listed ? { n: count - listed, amount: count - listed } : null,
  });
}
