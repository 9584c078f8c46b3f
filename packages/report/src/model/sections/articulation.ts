import type { ArticulationCard, ArticulationPart, ArticulationPartName } from "@headway/core";
import { countedFacts } from "../counted-number.ts";
import type { ReviewCard, ReviewFact, ReviewQuote, ReviewSection } from "../review.ts";
import { reviewNumber } from "../review-number.ts";
import type { ReviewDeal, ReviewScope } from "../review-scope.ts";
import { coverage, dayOf, fact, reviewCard, subjectOf } from "../review-subject.ts";
import { sectionOf } from "../section-frame.ts";

const parts: readonly (readonly [ArticulationPartName, string])[] = [
  ["need", "Need"],
  ["motivation", "Motivation to change"],
  ["help", "How we help"],
];
const levels = [
  "nobody has said it on record",
  "said by our side only",
  "the buyer confirmed our wording",
  "in the buyer's own words",
  "said by the buyer to others in the company",
];

/** The articulation of open deals (`domain:O14`, `domain:O15`), in the order of the deals that matter. */
export function articulation(scope: ReviewScope): ReviewSection {
  const { deals, shown, source, asOf } = scope;
  const open = deals.filter(({ status }) => status === "open");
  const known = open.filter((deal) => deal.articulation.status === "known");
  const ready = open.filter((deal) => deal.articulation.status === "known" && deal.articulation.ready);
  const cards = shown.flatMap((deal) =>
    deal.articulation.status === "known" ? [{ deal, card: deal.articulation }] : [],
  );
  const about = { asOf, rule: "domain:O14", unit: "deals" };
  const count = (label: string, some: readonly ReviewDeal[]) =>
    reviewNumber(
      label,
      countedFacts(
        "deal",
        some.map(({ dealId }) => dealId),
        about,
      ),
      source,
    );
  const chosen = cards.slice(0, scope.cards);
  return sectionOf("articulation", {
    totals: [
      count("All three in the buyer's own words", ready),
      count("Something of it on record", known),
      count(
        "Nothing of it on record",
        open.filter((deal) => deal.articulation.status === "unknown"),
      ),
    ],
    cards: chosen.map(({ deal, card }) => articulationCard(deal, card, scope)),
    more: known.length - chosen.length,
    empty:
      open.length === 0
        ? { status: "none", text: "No deal is open." }
        : {
            status: "unknown",
            text: "No buyer's words are on record. After the next meeting log one sentence as the buyer said it.",
          },
  });
}

function articulationCard(deal: ReviewDeal, card: ArticulationCard, scope: ReviewScope): ReviewCard {
  const known = parts.map(([name]) => (card[name].level.value ?? 0) >= 3 && card[name].isFresh);
  const missing = parts.find((_, index) => known[index] === false);
  return reviewCard("articulation", deal.dealId, {
    subject: subjectOf("deal", deal.dealId, scope),
    title: scope.source.nameOf("deal", deal.dealId),
    facts: [
      card.ready
        ? fact("Ready", "all three are said and fresh", "good")
        : fact("Not ready", `${known.filter((one) => one).length} of 3 are said and fresh`, "warning"),
      ...parts.flatMap(([name, label]) => partFacts(card[name], label)),
    ],
    numbers: [
      ...parts.map(([name, label]) => levelNumber(card[name], label, scope)),
      reviewNumber("Days to articulation", card.timeToArticulation.days, scope.source),
    ],
    quotes: parts.flatMap(([name]) => quoteOf(card[name], scope)),
    coverage: coverage(known, "of the buyer's own words are on record and fresh"),
    missing:
      missing === undefined
        ? null
        : `${missing[1].toLowerCase()}, in the buyer's own words, with speaker and date`,
  });
}

function levelNumber(part: ArticulationPart, label: string, { source }: ReviewScope) {
  const { value } = part.level;
  const number = reviewNumber(label, part.level, source);
  return value === null ? number : { ...number, text: `${value} of 4: ${levels[value] ?? ""}` };
}

/** Our wording beside the buyer's; which is better only a person says (`domain:O16`). */
function partFacts(
  { sellerVersion, buyerSaysItBetter, isFresh, level }: ArticulationPart,
  label: string,
): ReviewFact[] {
  return [
    ...(sellerVersion === null ? [] : [fact(`${label}, in our words`, `“${sellerVersion.text}”`)]),
    ...((level.value ?? 0) >= 3 && !isFresh
      ? [fact(label, "was said too long ago to count", "warning")]
      : []),
    ...(buyerSaysItBetter === null
      ? []
      : [
          fact(
            label,
            `a person marked on ${dayOf(buyerSaysItBetter.at)} that the buyer says it better`,
            "good",
          ),
        ]),
  ];
}

function quoteOf({ buyerVersion }: ArticulationPart, { source }: ReviewScope): ReviewQuote[] {
  if (buyerVersion === null) return [];
  const piece = source.evidence.get(buyerVersion.evidenceId);
  const url = piece === undefined ? null : source.urlOf(piece.source.object, piece.source.id);
  return [
    { words: buyerVersion.text, speaker: source.speakerOf(buyerVersion.speaker), at: buyerVersion.at, url },
  ];
}
