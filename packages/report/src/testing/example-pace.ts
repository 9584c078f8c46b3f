import type { ReviewSection } from "../model/review.ts";
import { exampleAccount, exampleCard, exampleFact } from "./example-cards.ts";
import { totalOf } from "./example-numbers.ts";
import { exampleSection } from "./example-section.ts";

/** Advances for the hours spent, by team. */
export function busy(): ReviewSection {
  const teams = [
    ["Benelux", 2.1, 1.4, 3.0, 61],
    ["Nordics", 1.2, 0.7, 1.9, 48],
    ["Iberia", 2.9, 1.9, 4.1, 37],
  ] as const;
  return exampleSection({
    place: "behind",
    id: "busy",
    title: "Advancing, or only busy?",
    purpose:
      "Advances per ten hours of selling, by team, beside the team’s own earlier twelve weeks. Never a ranking.",
    chart: {
      type: "intervals",
      title: "Advances per ten hours",
      unit: "advances per ten hours",
      summary:
        "The intervals of Benelux and Iberia overlap; nothing can be said of Coastal, where too little time is logged.",
      rows: [
        ...teams.map(([label, value, low, high, n]) => ({ label, value, interval: [low, high] as const, n })),
        { label: "Coastal", value: null, interval: null, n: 4 },
      ],
      mark: { value: 1.8, label: "12 weeks before" },
    },
    cards: [
      exampleCard({
        id: "busy-1",
        title: "Coastal",
        subject: { object: "team", id: "t4", name: "Coastal", url: null },
        facts: [exampleFact("Hours logged:", "31% of working hours: withheld under 60%", "warning")],
        missing: "Logged calls and meetings of two weeks",
      }),
    ],
  });
}

function curve(label: string, n: number, speed: number) {
  const points = Array.from({ length: 27 }, (_, week) => {
    const share = 1 - Math.exp(-speed * week);
    const band = 0.03 + week * 0.0025;
    return { day: week * 7, share, low: Math.max(0, share - band), high: Math.min(1, share + band) };
  });
  return { label, n, points };
}

/** Curves of three cohorts. */
export function curves(): ReviewSection {
  return exampleSection({
    place: "behind",
    id: "stall-curves",
    title: "How long an advance takes",
    purpose:
      "The share of deals with their next advance after so many days, by cohort; the stall clock reads from here.",
    chart: {
      type: "curves",
      title: "Time to the next advance",
      unit: "days since the last advance",
      summary:
        "Half of the new business advances within 32 days, half of the renewals within 61, half of the public tenders within 110.",
      series: [
        curve("New business", 812, 0.15),
        curve("Renewals", 344, 0.08),
        curve("Public tenders", 96, 0.044),
      ],
    },
  });
}

/** Who is glad. */
export function elation(): ReviewSection {
  return exampleSection({
    place: "behind",
    id: "elation",
    title: "Who is glad of us, and why",
    purpose:
      "The balance of good and bad evidence by account, with the reasons. Silence is unknown, not neutral.",
    totals: [totalOf("Elated accounts", 23, "accounts"), totalOf("Unknown", 391, "accounts")],
    chart: {
      type: "intervals",
      title: "Evidence balance",
      unit: "balance of evidence",
      summary: "Nordhavn lies wholly above the mark; Solera and Amberg may lie on either side.",
      rows: [
        { label: "Amberg Optik", value: 0.52, interval: [0.31, 0.72], n: 6 },
        { label: "Clínica Solera", value: 0.74, interval: [0.58, 0.87], n: 11 },
        { label: "Nordhavn Logistics", value: 0.81, interval: [0.68, 0.91], n: 14 },
      ],
      mark: { value: 0.667, label: "elated above" },
    },
    cards: [
      exampleCard({
        id: "elation-1",
        title: "Amberg Optik",
        subject: exampleAccount("90", "Amberg Optik"),
        facts: [
          exampleFact("Open complaint:", "invoices wrong twice", "bad"),
          exampleFact("Good:", "asked for our opinion on a tender", "good"),
        ],
        coverage: { known: 2, of: 5, text: "2 of 5 kinds of evidence seen" },
        missing: "Whether the invoices are mended, in their words",
      }),
    ],
  });
}
