import type { ReviewSection } from "../model/review.ts";
import { exampleAccount, exampleCard, exampleFact } from "./example-cards.ts";
import { exampleEvidence, exampleNumber } from "./example-numbers.ts";
import { exampleSection } from "./example-section.ts";

/** What glad clients could be asked for. */
export function aList(): ReviewSection {
  return exampleSection({
    id: "a-list",
    title: "Asks on the A-list",
    purpose: "Clients who are glad of us: what they could be asked for, and what was given before.",
    cards: [
      exampleCard({
        id: "ask-1",
        title: "Ask Nordhavn for an introduction to its sister company",
        subject: exampleAccount("77", "Nordhavn Logistics"),
        facts: [
          exampleFact("Standing:", "elated since August", "good"),
          exampleFact("Given before:", "a reference call, in June"),
        ],
        numbers: [
          exampleNumber("Evidence balance", "0.81", 0.81, {
            unit: "",
            interval: [0.68, 0.91],
            how: "6.4 of (6.4 + 1.5)",
            rule: "elation@2",
            prior: 1,
            evidence: [
              exampleEvidence({ words: "“You saved our Christmas.”", grade: 3, amount: 0.8 }),
              exampleEvidence({ words: "introduced the head of operations", grade: 4, amount: 1, url: null }),
              exampleEvidence({
                words: "renewed a month early",
                grade: 4,
                at: "2026-08-02T00:00:00.000Z",
                amount: 1,
              }),
            ],
            furtherEvidence: { n: 5, amount: 2.6 },
            alternatives: ["Neutral, if the praise of June was asked for"],
          }),
        ],
        coverage: { known: 4, of: 5, text: "4 of 5 kinds of positive evidence seen" },
        missing: "An unprompted word since October",
      }),
    ],
  });
}

/** What clients said. */
export function thanks(): ReviewSection {
  return exampleSection({
    id: "thanks",
    title: "Thanks, and who turned to us",
    purpose: "What clients said by themselves; answer it the same week.",
    cards: [
      exampleCard({
        id: "thanks-1",
        title: "Clínica Solera",
        subject: exampleAccount("81", "Clínica Solera"),
        quotes: [
          {
            words: "I told my colleagues in Sevilla to call you before they call anybody else.",
            speaker: "Dr. Inés Robles",
            at: "2026-11-17T08:00:00.000Z",
            url: "https://app.crm.example/record/mail/551",
          },
          { words: "Gracias, de verdad.", speaker: null, at: null, url: null },
        ],
      }),
    ],
  });
}

/** A section of which nothing is known. */
export function stopChase(): ReviewSection {
  return exampleSection({
    id: "stop-chase",
    title: "Stop the chase",
    purpose: "Deals in which only we move. One honest question ends it, or begins it.",
    empty: { status: "unknown", text: "Replies are not connected, so that nobody can say who answers." },
  });
}
