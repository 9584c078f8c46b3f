import type { ReviewCard, ReviewSection } from "../model/review.ts";
import { exampleCard, exampleDeal, exampleFact } from "./example-cards.ts";
import { advancesOf, exampleEvidence, exampleNumber, totalOf } from "./example-numbers.ts";
import { aList, stopChase, thanks } from "./example-relations.ts";
import { exampleSection } from "./example-section.ts";

const bakker = exampleDeal("1042", "Bakker & Visser, warehouse rollout");
const nordhavn = exampleDeal("1077", "Nordhavn Logistics, renewal 2027");
const solera = exampleDeal("1103", "Clínica Solera, patient portal");
const hinode = exampleDeal("1120", "日の出製作所 pilot");

/** What lies ahead: the first sections of the example. */
export function exampleWeek(): ReviewSection[] {
  return [commitmentsAhead(), threeQuestions(), meetingVerdicts(), aList(), thanks(), stopChase()];
}

const promises: readonly (readonly [string, typeof bakker, string, string, number])[] = [
  ["Maaike de Boer sends the signed security questionnaire", bakker, "2026-11-24", "Security", 4],
  ["Søren Lund puts the renewal before the board", nordhavn, "2026-11-26", "Board", 3],
  ["Dr. Inés Robles names who owns patient data", solera, "2026-11-27", "Data", 3],
  ["Tanaka-san gives the line for the trial run", hinode, "2026-12-01", "Trial", 3],
  ["Maaike de Boer introduces the head of finance", bakker, "2026-12-02", "Finance", 2],
  ["Søren Lund returns the marked-up contract", nordhavn, "2026-12-04", "Contract", 3],
  ["Clínica Solera books two days of its own IT", solera, "2026-12-08", "IT", 4],
];

function commitmentsAhead(): ReviewSection {
  return exampleSection({
    id: "commitments-ahead",
    title: "What customers have promised to do next",
    purpose: "The windshield: acts that buyers themselves committed to, with the day they are due.",
    totals: [
      totalOf("Buyer commitments ahead", 41, "commitments"),
      totalOf("Due within seven days", 12, "commitments"),
      totalOf("Open deals without any commitment ahead", 1284, "deals"),
    ],
    chart: {
      type: "timeline",
      title: "Six weeks ahead",
      summary:
        "12 commitments fall into the next seven days, 29 later; the fullest day is 26 November with four.",
      from: "2026-11-23T06:00:00.000Z",
      to: "2027-01-04T00:00:00.000Z",
      events: timelineEvents(),
    },
    cards: promises.map(([title, subject, at, topic, grade], index) =>
      promiseCard(title, subject, at, topic, grade, index),
    ),
    more: 34,
  });
}

function timelineEvents(): { at: string; label: string; lane: string }[] {
  const own = promises.map(([label, , at]) => ({ at, label, lane: "Buyer acts" }));
  const others = [26, 26, 26, 30].map((day) => ({
    at: `2026-11-${day}`,
    label: "Board paper",
    lane: "Buyer acts",
  }));
  const asks = ["2026-11-25", "2026-11-27", "2026-12-03", "2026-12-15"].map((at) => ({
    at,
    label: "Our next ask",
    lane: "Our asks",
  }));
  return [...own, ...others, ...asks, { at: "2026-12-18", label: "Renewal decision", lane: "Decisions" }];
}

function promiseCard(
  title: string,
  subject: typeof bakker,
  at: string,
  topic: string,
  grade: number,
  index: number,
): ReviewCard {
  return exampleCard({
    id: `promise-${index}`,
    title,
    subject,
    at,
    facts: [exampleFact("Prepare:", `one question about ${topic.toLowerCase()} that only they can answer`)],
    numbers: [
      advancesOf(
        [`${title}, agreed in the meeting`, "The buyer confirmed the date by mail"],
        Math.min(grade, 3),
      ),
    ],
    quotes:
      index === 0
        ? [
            {
              words: "You will have it on Tuesday, signed by me, not by my assistant.",
              speaker: "Maaike de Boer",
              at: "2026-11-19T14:10:00.000Z",
              url: "https://app.crm.example/record/meeting/8841",
            },
          ]
        : [],
    coverage: {
      known: index % 3 === 0 ? 3 : 2,
      of: 3,
      text: `${index % 3 === 0 ? 3 : 2} of 3 parts are on record: buyer, act, date`,
    },
    missing: index % 3 === 0 ? null : "Who on their side signs for it",
  });
}

function threeQuestions(): ReviewSection {
  const questions = [
    ["Why would they do anything at all?", "nobody on the buyer’s side has said it yet", "warning"],
    ["Why us?", "two reasons in the buyer’s words", "good"],
    ["Why now?", "only our own reason: the quarter ends", "bad"],
  ] as const;
  return exampleSection({
    id: "three-questions",
    title: "Three questions",
    purpose:
      "What do we want them to do, why would they, and what is it in their words? Ten minutes before each meeting.",
    totals: [totalOf("Meetings this week with all three answered", 9, "meetings")],
    cards: [bakker, nordhavn, solera].map((subject, index) =>
      exampleCard({
        id: `question-${index}`,
        title: subject.name,
        subject,
        at: `2026-11-2${4 + index}`,
        facts: questions.slice(index).map(([label, text, tone]) => exampleFact(label, text, tone)),
        coverage: { known: 3 - index, of: 3, text: `${3 - index} of 3 questions answered` },
        missing: index === 0 ? null : "The reason to act now, in the buyer’s own words",
      }),
    ),
    more: 11,
  });
}

function meetingVerdicts(): ReviewSection {
  return exampleSection({
    id: "meeting-verdicts",
    title: "What last week’s meetings came to",
    purpose: "An advance is an act the buyer owns, with a date. A pleasant talk is a continuation.",
    totals: [
      exampleNumber("Meetings that advanced", "38%", 0.38, {
        unit: "share",
        interval: [0.29, 0.48],
        how: "19.2 of (19.2 + 31.4), with a prior of 2 in 5.",
        prior: 2,
        n: 48,
        evidence: [
          exampleEvidence({ words: "Bakker & Visser agreed to the security review by 24 November" }),
        ],
        furtherEvidence: { n: 17, amount: 16.2 },
      }),
    ],
    chart: {
      type: "shares",
      title: "48 meetings",
      summary:
        "18 advanced, 3 were unplanned advances, 16 were continuations, 2 ended without a sale, 9 have no verdict.",
      unit: "meetings",
      parts: [
        { label: "Advance", value: 18, tone: "good" },
        { label: "Unplanned advance", value: 3, tone: "good" },
        { label: "Continuation", value: 16, tone: "plain" },
        { label: "No sale", value: 2, tone: "bad" },
        { label: "No verdict yet", value: 9, tone: "warning" },
      ],
    },
    cards: [
      exampleCard({
        id: "verdict-1",
        title: "Quarterly review with Nordhavn",
        subject: nordhavn,
        at: "2026-11-18",
        facts: [
          exampleFact("Verdict:", "not logged", "warning"),
          exampleFact("Wanted:", "a date for the board"),
        ],
        coverage: { known: 1, of: 4, text: "1 of 4 parts of a verdict are on record" },
        missing: "Did a buyer promise an act with a date?",
      }),
    ],
    more: 8,
  });
}
