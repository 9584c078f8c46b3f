import type { ReviewSection } from "../model/review.ts";
import { exampleCard, exampleDeal, exampleFact } from "./example-cards.ts";
import { exampleEvidence, exampleNumber, totalOf } from "./example-numbers.ts";
import { exampleSection } from "./example-section.ts";

/** Hours that could be freed. */
export function triage(): ReviewSection {
  return exampleSection({
    place: "behind",
    id: "triage",
    title: "Triage with time boxes",
    purpose: "What the hours could go to instead.",
    totals: [
      exampleNumber("Hours freed a week", "46 h", 46, {
        unit: "h",
        prior: 0,
        evidence: [
          exampleEvidence({ words: "three deferrals at Oakridge", side: null, grade: null, amount: 6 }),
        ],
        furtherEvidence: { n: 11, amount: 40 },
      }),
    ],
    cards: [
      exampleCard({
        id: "triage-1",
        title: "Oakridge Utilities metering",
        subject: exampleDeal("1200", "Oakridge Utilities metering"),
        facts: [
          exampleFact("Proposed:", "pause, look again on 1 March"),
          exampleFact("Time box:", "30 minutes a month"),
        ],
        missing: "The rep’s decision",
      }),
    ],
  });
}

/** Forty weeks of momentum. */
export function momentum(): ReviewSection {
  const line = (label: string, base: number) => ({
    label,
    points: Array.from({ length: 40 }, (_, week) => ({
      at: new Date(Date.UTC(2026, 1, 2) + week * 7 * 86_400_000).toISOString(),
      value: base + Math.sin(week / 5) * base * 0.2 + week * base * 0.012,
    })),
  });
  return exampleSection({
    place: "behind",
    id: "momentum",
    title: "Momentum",
    purpose: "It does not begin at zero when a quarter does.",
    totals: [
      exampleNumber("Momentum", "61.2", 61.2, {
        unit: "points",
        how: "Each advance fades by half in 60 days.",
        prior: 0,
        evidence: [
          exampleEvidence({ words: "87 advances of this week", side: null, grade: null, amount: 61.2 }),
        ],
      }),
    ],
    chart: {
      type: "lines",
      title: "Forty weeks",
      unit: "points",
      summary: "It rose by a fifth since February, with a dip in July; quarters leave no trace in it.",
      series: [line("Whole portfolio", 42), line("Renewals", 17)],
    },
  });
}

/** A section that is empty. */
export function harvest(): ReviewSection {
  return exampleSection({
    place: "behind",
    id: "harvest",
    title: "Harvest check",
    purpose: "Deals closed late that were ripe earlier, or too early for the buyer.",
    empty: { status: "none", text: "No deal was closed out of season this month." },
  });
}

/** Results. */
export function rearView(): ReviewSection {
  return exampleSection({
    id: "rear-view",
    place: "rear-view",
    title: "Won and lost",
    purpose: "Results of the quarter, for the record.",
    totals: [
      totalOf("Won", 57, "deals"),
      totalOf("Lost", 91, "deals"),
      exampleNumber("Quota reached", "unknown", null, {
        missing: ["A quota for this quarter"],
        how: "No quota is on record.",
      }),
    ],
  });
}
