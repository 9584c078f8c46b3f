import type { Review, ReviewCard, ReviewEvidence, ReviewNumber } from "../model/review.ts";
import type { ReviewChart } from "../model/review-chart.ts";

/** A small review that has one text in every text field there is, addresses, days and ids among them. */
export function markedReview(text: string, chart: ReviewChart | null): Review {
  const number = markedNumber(text);
  return {
    crm: text,
    account: text,
    asOf: text,
    policyVersion: text,
    viewer: { type: "rep", personId: text, name: text },
    counts: { deals: 2, accounts: 1, shownDeals: 1 },
    gaps: [{ text, n: 1, remedy: text }],
    sections: [
      {
        id: "coaching",
        title: text,
        purpose: text,
        place: "first",
        totals: [number],
        chart,
        cards: [markedCard(text, number)],
        more: 2,
        empty: { status: "unknown", text },
      },
    ],
  };
}

function markedCard(text: string, number: ReviewNumber): ReviewCard {
  return {
    id: text,
    subject: { object: "deal", id: text, name: `of ${text}`, url: text },
    title: text,
    at: text,
    facts: [{ label: text, text, tone: "bad" }],
    numbers: [number],
    quotes: [{ words: text, speaker: text, at: text, url: text }],
    coverage: { known: 1, of: 2, text },
    missing: text,
  };
}

function markedNumber(text: string): ReviewNumber {
  const evidence: ReviewEvidence = {
    evidenceId: text,
    at: text,
    words: text,
    side: "buyer",
    grade: 3,
    amount: 1,
    url: text,
  };
  return {
    label: text,
    text,
    value: 1,
    unit: text,
    interval: [0, 2],
    n: 2,
    how: text,
    rule: text,
    prior: 0,
    basis: 2,
    evidence: [evidence, { ...evidence, url: null }],
    furtherEvidence: { n: 1, amount: 0 },
    missing: [text],
    alternatives: [text],
  };
}

/** One chart of each kind with as many entries as there are texts, each text in every text field it has. */
export function markedCharts(texts: readonly string[]): ReviewChart[] {
  const words = { title: texts[0] ?? "", summary: texts[1] ?? "" };
  const at = "2026-11-24T00:00:00.000Z";
  return [
    {
      ...words,
      type: "two-axes",
      unknown: 0,
      points: [{ buyingProgress: 1, preference: 1, deals: 3, stalled: 1, names: texts }],
    },
    {
      ...words,
      type: "intervals",
      unit: texts[2] ?? "",
      mark: { value: 0.5, label: texts[3] ?? "" },
      rows: texts.map((label) => ({ label, value: 0.5, interval: [0, 1], n: 1 })),
    },
    {
      ...words,
      type: "curves",
      unit: texts[4] ?? "",
      series: texts.map((label) => ({ label, n: 1, points: [{ day: 1, share: 0.5, low: 0, high: 1 }] })),
    },
    {
      ...words,
      type: "timeline",
      from: "2026-11-23T00:00:00.000Z",
      to: "2026-12-23T00:00:00.000Z",
      events: texts.map((text) => ({ at, label: text, lane: text })),
    },
    {
      ...words,
      type: "shares",
      unit: texts[5] ?? "",
      parts: texts.map((label) => ({ label, value: 1, tone: "plain" })),
    },
    {
      ...words,
      type: "lines",
      unit: texts[6] ?? "",
      series: texts.map((label) => ({ label, points: [{ at, value: 1 }] })),
    },
    {
      ...words,
      type: "calibration",
      said: texts[7] ?? "",
      came: texts[8] ?? "",
      bins: [{ expected: 0.5, came: 0.5, interval: [0.4, 0.6], n: 1 }],
    },
  ];
}
