import {
  type Advance,
  assessHarvest,
  type GoalsInput,
  planEffect,
  type SprintIndex,
  sprintIndex,
} from "@headway/core";
import type { ReviewNumber, ReviewSection } from "../review.ts";
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

function effectOfPlan({ whole, asOf, source, input }: ReviewScope): ReviewSection {
  const { closes, policy } = whole;
  const effect = planEffect({ closes, policy, asOf });
  const sprint = sprintOf(input);
  const number = (label: string, explained: typeof effect.share) => reviewNumber(label, explained, source);
  return sectionOf("harvest", {
    cards: [
      reviewCard("harvest", "plan", {
        title: "What the incentive plan does",
        facts: [
          fact(
            "Rests on",
            `${effect.closes} closes of ${effect.people} people in ${effect.periods.length} periods; it names nobody`,
          ),
          fact("If closes fell evenly", `the share would be ${effect.evenShare.toFixed(2)}`),
        ],
        numbers: [
          number("Late closes that did not grow", effect.share),
          number("More than evenly", effect.aboveEven),
          number("Cancelled, pushed less others", effect.after.cancelled),
          number("Elation afterwards, pushed less others", effect.after.elationChange),
          number("Dip in the next period", effect.after.nextPeriodDip),
        ],
        coverage: coverage(
          [
            effect.share.value !== null,
            effect.after.cancelled.value !== null,
            effect.after.elationChange.value !== null,
          ],
          "of timing, cancellations and elation afterwards are known",
        ),
        missing: effect.missing[0] ?? effect.after.cancelled.missing[0] ?? null,
      }),
      reviewCard("harvest", "sprint", {
        title: `Sprint or steady: ${sprint.period.name}`,
        facts: [fact("If nothing bunched", `both late shares would be ${sprint.lateDays.toFixed(2)}`)],
        numbers: [
          number("Advances after the sale", sprint.advancesAfterSale),
          number("Elated after the sale", sprint.elatedAfterSale),
          number("Late advances", sprint.lateAdvances),
          number("Late closes", sprint.lateCloses),
          number("Bunching of closes", sprint.index),
        ],
        coverage: coverage(
          [sprint.index.value !== null, sprint.elatedAfterSale.value !== null],
          "of bunching and elation are known",
        ),
        missing: sprint.index.missing[0] ?? sprint.elatedAfterSale.missing[0] ?? null,
      }),
    ],
    empty: { status: "unknown", text: "Nothing was closed on record." },
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
