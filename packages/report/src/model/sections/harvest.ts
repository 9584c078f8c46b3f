import {
  type Advance,
  assessHarvest,
  type Explained,
  type GoalsInput,
  planEffect,
  type SprintIndex,
  sprintIndex,
} from "@headway/core";
import type { ReviewCard, ReviewNumber, ReviewSection } from "../review.ts";
import { reviewNumber } from "../review-number.ts";
import type { OwnView, ReviewScope } from "../review-scope.ts";
import { coverage, fact, reviewCard } from "../review-subject.ts";
import { sectionOf } from "../section-frame.ts";

/** A seller's own finding and nobody else's (`domain:O11`); a leader sees what the plan does to all (`domain:O12`). */
export function harvest(scope: ReviewScope): ReviewSection {
  return scope.own === null ? effectOfPlan(scope) : ownHarvest(scope, scope.own);
}

function ownHarvest({ whole, asOf, source }: ReviewScope, { person }: OwnView): ReviewSection {
  const { closes, policy } = whole;
  const finding = assessHarvest({ personId: person.personId, closes, policy, asOf });
  const signs = finding.signs.map(({ type, state }) =>
    fact(type.replaceAll("-", " "), state, state === "present" ? "warning" : "plain"),
  );
  return sectionOf("harvest", {
    cards: [
      reviewCard("harvest", person.personId, {
        title: finding.text,
        facts: [
          fact("Closes", `${finding.closes} in ${finding.periods.length} periods`),
          ...signs,
          ...finding.alternatives.map((text) => fact("Could also be", text)),
        ],
        numbers: [
          reviewNumber("Late closes that did not grow", finding.share, source),
          withoutNames(reviewNumber("The same of everybody else", finding.teamShare, source)),
          reviewNumber("More than the others", finding.peak, source),
        ],
        coverage: coverage(
          finding.signs.map(({ state }) => state !== "unknown"),
          "signs can be told from the record",
        ),
        missing: finding.missing[0] ?? null,
      }),
    ],
    empty: { status: "unknown", text: "Nothing was closed on record." },
  });
}

/** Others' closes as one sum, so that no colleague can be read off. */
function withoutNames(number: ReviewNumber): ReviewNumber {
  const { evidence, furtherEvidence, prior, basis } = number;
  const n = evidence.length + (furtherEvidence?.n ?? 0);
  return { ...number, evidence: [], furtherEvidence: n === 0 ? null : { n, amount: basis - prior } };
}

function effectOfPlan(scope: ReviewScope): ReviewSection {
  return sectionOf("harvest", {
    cards: [planCard(scope), sprintCard(scope)],
    empty: { status: "unknown", text: "Nothing was closed on record." },
  });
}

function planCard({ whole: { closes, policy }, asOf, source }: ReviewScope): ReviewCard {
  const { share, aboveEven, after, evenShare, people, periods, missing, ...effect } = planEffect({
    closes,
    policy,
    asOf,
  });
  const number = (label: string, explained: Explained) => reviewNumber(label, explained, source);
  const extent = `${effect.closes} closes of ${people} people in ${periods.length} periods; it names nobody`;
  const known = [share, after.cancelled, after.elationChange].map(({ value }) => value !== null);
  return reviewCard("harvest", "plan", {
    title: "What the incentive plan does",
    facts: [
      fact("Rests on", extent),
      fact("If closes fell evenly", `the share would be ${evenShare.toFixed(2)}`),
    ],
    numbers: [
      number("Late closes that did not grow", share),
      number("More than evenly", aboveEven),
      number("Cancelled, pushed less others", after.cancelled),
      number("Elation afterwards, pushed less others", after.elationChange),
      number("Dip in the next period", after.nextPeriodDip),
    ],
    coverage: coverage(known, "of timing, cancellations and elation afterwards are known"),
    missing: missing[0] ?? after.cancelled.missing[0] ?? null,
  });
}

function sprintCard({ input, source }: ReviewScope): ReviewCard {
  const { period, index, elatedAfterSale, lateDays, ...sprint } = sprintOf(input);
  const number = (label: string, explained: Explained) => reviewNumber(label, explained, source);
  const known = [index, elatedAfterSale].map(({ value }) => value !== null);
  return reviewCard("harvest", "sprint", {
    title: `Sprint or steady: ${period.name}`,
    facts: [fact("If nothing bunched", `both late shares would be ${lateDays.toFixed(2)}`)],
    numbers: [
      number("Advances after the sale", sprint.advancesAfterSale),
      number("Elated after the sale", elatedAfterSale),
      number("Late advances", sprint.lateAdvances),
      number("Late closes", sprint.lateCloses),
      number("Bunching of closes", index),
    ],
    coverage: coverage(known, "of bunching and elation are known"),
    missing: index.missing[0] ?? elatedAfterSale.missing[0] ?? null,
  });
}

/** The index looks at advances from the period's first day on; years of earlier ones would only be sorted. */
function sprintOf(input: GoalsInput): SprintIndex {
  const { assessment } = input;
  const { period } = sprintIndex({ ...input, assessment: { ...assessment, deals: [], accounts: [] } });
  const since = (ledger: readonly Advance[]) => ledger.filter(({ at }) => Date.parse(at) >= period.fromMs);
  const deals = assessment.deals.map((deal) => {
    const { ledger, ...advances } = deal.advances;
    return { ...deal, advances: { ...advances, ledger: since(ledger) } };
  });
  const accounts = assessment.accounts.map((account) => ({ ...account, ledger: since(account.ledger) }));
  return sprintIndex({ ...input, assessment: { ...assessment, deals, accounts } });
}
