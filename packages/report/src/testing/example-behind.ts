import type { ReviewSection } from "../model/review.ts";
import { exampleAccount, exampleCard, exampleDeal, exampleFact } from "./example-cards.ts";
import { advancesOf, exampleEvidence, exampleNumber, totalOf } from "./example-numbers.ts";

/** What lies behind the first screen of the example, and the rear-view mirror. */
export function exampleBehind(): ReviewSection[] {
  return [
    twoAxes(),
    stalled(),
    articulation(),
    coaching(),
    busy(),
    curves(),
    elation(),
    triage(),
    momentum(),
    harvest(),
    rearView(),
  ];
}

function section(
  over: Partial<ReviewSection> & Pick<ReviewSection, "id" | "title" | "purpose">,
): ReviewSection {
  return { place: "behind", totals: [], chart: null, cards: [], more: 0, empty: null, ...over };
}

function twoAxes(): ReviewSection {
  const points = [
    [0, 0, 412, 260],
    [1, 0, 288, 130],
    [2, 0, 160, 51],
    [2, 1, 120, 30],
    [3, 1, 96, 22],
    [3, -1, 31, 18],
    [4, 1, 60, 8],
    [4, 2, 44, 3],
    [5, 2, 21, 1],
    [5, 3, 12, 0],
    [6, 4, 9, 0],
    [1, -1, 15, 11],
  ] as const;
  return section({
    id: "two-axes",
    place: "first",
    title: "Where the deals stand",
    purpose: "Does the buyer progress, and do they lean towards us? A stage says neither.",
    totals: [
      totalOf("Deals that advanced this week", 87, "deals"),
      totalOf("The buyer advances, we fall", 6, "deals"),
    ],
    chart: {
      type: "two-axes",
      title: "1,268 open deals on two axes",
      summary: "Most have one buying job done or none and no known preference; 42 are preferred or further.",
      points: points.map(([buyingProgress, preference, deals, stalledDeals]) => ({
        buyingProgress,
        preference,
        deals,
        stalled: stalledDeals,
        names: ["Bakker & Visser", "Nordhavn"].slice(0, deals > 20 ? 2 : 1),
      })),
      unknown: 63,
    },
    cards: [
      exampleCard({
        id: "axes-1",
        title: "Bakker & Visser, warehouse rollout",
        subject: exampleDeal("1042", "Bakker & Visser, warehouse rollout"),
        facts: [
          exampleFact("Moved:", "from shortlisted to preferred", "good"),
          exampleFact("Jobs done:", "4 of 6"),
        ],
        numbers: [
          advancesOf([
            "“We want to do this with you.”",
            "finance joined the steering group",
            "security review agreed",
          ]),
        ],
        coverage: { known: 4, of: 6, text: "4 of 6 buying jobs have evidence" },
        missing: "Validation: a reference they chose themselves",
      }),
    ],
  });
}

function stalled(): ReviewSection {
  return section({
    id: "stalled-deals",
    place: "first",
    title: "Stalled deals",
    purpose: "Nine of ten advances come sooner than this. One in ten comes later, so ask before you close.",
    totals: [
      totalOf("Stalled", 212, "deals"),
      totalOf("Stalled, with our activity in the last week", 96, "deals"),
    ],
    cards: Array.from({ length: 9 }, (_, index) =>
      exampleCard({
        id: `stalled-${index}`,
        title:
          [
            "Oakridge Utilities metering",
            "Ferrovia Sud, ticketing",
            "Amberg Optik ERP",
            "Tūhono Health, intake",
          ][index % 4] ?? "",
        subject: exampleDeal(
          String(1200 + index),
          [
            "Oakridge Utilities metering",
            "Ferrovia Sud, ticketing",
            "Amberg Optik ERP",
            "Tūhono Health, intake",
          ][index % 4] ?? "",
        ),
        facts: [
          exampleFact("Last advance:", `${61 + 9 * index} days ago`, index > 3 ? "bad" : "warning"),
          exampleFact("Since then:", `${4 + index} acts of ours, none of theirs`),
          exampleFact("Next ask:", "Is this still worth your time this year?"),
        ],
        numbers: [
          exampleNumber("Chance of an advance in 28 days", `${11 - index}%`, (11 - index) / 100, {
            unit: "share",
            interval: [0.04, 0.19],
            how: "From the curve of 214 spells of the same cohort.",
            rule: "stall@3",
            n: 214,
            evidence: [
              exampleEvidence({
                words: "the last verified advance",
                at: "2026-09-14T00:00:00.000Z",
                amount: 0.02,
                grade: 2,
              }),
            ],
            prior: 0.09,
            missing: ["Any word of the buyer since September"],
          }),
        ],
        coverage: { known: 2, of: 5, text: "2 of 5 things to know about a stall" },
        missing: "Whether the sponsor is still there",
      }),
    ),
    more: 203,
  });
}

function articulation(): ReviewSection {
  return section({
    id: "articulation",
    place: "first",
    title: "In the buyer’s words",
    purpose: "A deal is understood when the buyer’s own sentence says why, and for whom it matters.",
    cards: [
      exampleCard({
        id: "words-1",
        title: "Clínica Solera, patient portal",
        subject: exampleDeal("1103", "Clínica Solera, patient portal"),
        quotes: [
          {
            words: "Every nurse loses forty minutes a shift to paper. I want those minutes back at the bed.",
            speaker: "Dr. Inés Robles",
            at: "2026-10-29T00:00:00.000Z",
            url: "https://app.crm.example/record/call/12",
          },
        ],
        coverage: { known: 2, of: 3, text: "2 of 3 of the buyer’s own words are on record" },
        missing: "What happens if they do nothing",
      }),
    ],
  });
}

function coaching(): ReviewSection {
  return section({
    id: "coaching",
    place: "first",
    title: "Coaching queue",
    purpose: "Deals and accounts without an advance, for an hour together. A queue of deals, not of people.",
    cards: [
      exampleCard({
        id: "coach-1",
        title: "Rehearse the ask: Ferrovia Sud, ticketing",
        subject: exampleDeal("1201", "Ferrovia Sud, ticketing"),
        facts: [
          exampleFact("Begin with:", "what would the buyer do next, if we did nothing?"),
          exampleFact("Time:", "20 minutes"),
        ],
        missing: "The act we want them to own",
        coverage: { known: 1, of: 3, text: "1 of 3 parts of a plan are there" },
      }),
    ],
    more: 14,
  });
}

function busy(): ReviewSection {
  const teams = [
    ["Benelux", 2.1, 1.4, 3.0, 61],
    ["Nordics", 1.2, 0.7, 1.9, 48],
    ["Iberia", 2.9, 1.9, 4.1, 37],
  ] as const;
  return section({
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

function curves(): ReviewSection {
  return section({
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

function elation(): ReviewSection {
  return section({
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

function triage(): ReviewSection {
  return section({
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

function momentum(): ReviewSection {
  const line = (label: string, base: number) => ({
    label,
    points: Array.from({ length: 40 }, (_, week) => ({
      at: new Date(Date.UTC(2026, 1, 2) + week * 7 * 86_400_000).toISOString(),
      value: base + Math.sin(week / 5) * base * 0.2 + week * base * 0.012,
    })),
  });
  return section({
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

function harvest(): ReviewSection {
  return section({
    id: "harvest",
    title: "Harvest check",
    purpose: "Deals closed late that were ripe earlier, or too early for the buyer.",
    empty: { status: "none", text: "No deal was closed out of season this month." },
  });
}

function rearView(): ReviewSection {
  return section({
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
