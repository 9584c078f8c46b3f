import type { ReviewSection } from "../model/review.ts";
import { exampleCard, exampleDeal, exampleFact } from "./example-cards.ts";
import { advancesOf, exampleEvidence, exampleNumber, totalOf } from "./example-numbers.ts";
import { exampleSection } from "./example-section.ts";

/** Deals by buying progress and preference. */
export function twoAxes(): ReviewSection {
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
  return exampleSection({
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

/** Stalled deals. */
export function stalled(): ReviewSection {
  return exampleSection({
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

/** What the buyer said. */
export function articulation(): ReviewSection {
  return exampleSection({
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

/** The coaching queue. */
export function coaching(): ReviewSection {
  return exampleSection({
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
