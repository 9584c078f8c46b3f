import { type Medal, medalView, quotaRatchet } from "@headway/core";
import type { ReviewCard, ReviewSection } from "../review.ts";
import { reviewNumber } from "../review-number.ts";
import type { ReviewScope } from "../review-scope.ts";
import { coverage, dayOf, fact, reviewCard, subjectOf } from "../review-subject.ts";
import { sectionOf } from "../section-frame.ts";

/** What lies behind (`domain:R10`), the outcomes as medals (`domain:E10`), and a seller's own quotas (`domain:R3`). */
export function rearView(scope: ReviewScope): ReviewSection {
  const { rearView: behind } = scope.windshield;
  const medals = medalView({ accounts: scope.input.assessment.accounts });
  const shown = medals.slice(0, scope.cards);
  return sectionOf("rear-view", {
    totals: [
      reviewNumber("Advances ever", behind.advances, scope.source),
      reviewNumber("Won", behind.won, scope.source),
      reviewNumber("Lost", behind.lost, scope.source),
    ],
    cards: [...quotaCards(scope), ...shown.map((medal) => medalCard(medal, scope))],
    more: medals.length - shown.length,
    empty: withoutMedals((behind.won.value ?? 0) + (behind.lost.value ?? 0)),
  });
}

/** A medal needs the client it was won with; a deal without an account has none. */
function withoutMedals(closed: number): NonNullable<ReviewSection["empty"]> {
  return closed === 0
    ? { status: "none", text: "No deal was closed on record." }
    : {
        status: "unknown",
        text: `${closed} deals are closed, and none of them is linked to an account that could be shown beside it.`,
      };
}

function quotaCards({ own, whole, asOf, source }: ReviewScope): ReviewCard[] {
  if (own === null) return [];
  const { notebook, policy } = whole;
  return quotaRatchet({ personId: own.person.personId, notebook, policy, asOf }).map((quota) =>
    reviewCard("rear-view", `quota-${quota.quotaId}`, {
      title: `Quota from ${dayOf(quota.fromAt)} to ${dayOf(quota.toAt)}: ${quota.target} ${quota.unit}`,
      at: quota.toAt,
      numbers: [
        reviewNumber("For the period itself", quota.base, source),
        reviewNumber("Recouped from before", quota.carried, source),
      ],
      coverage: coverage(
        [quota.base.value !== null, quota.carried.value !== null],
        "of its two parts are known",
      ),
      missing: quota.base.missing[0] ?? null,
    }),
  );
}

function medalCard(
  { dealId, accountId, outcome, closedAt, price, ...before }: Medal,
  scope: ReviewScope,
): ReviewCard {
  const money = price === null ? [] : [fact("Price", `${price.amount} ${price.currency}`)];
  const steps = before.advanceEvidenceIds.length;
  const signs = before.elationEvidenceIds.length;
  return reviewCard("rear-view", dealId, {
    subject: subjectOf("deal", dealId, scope),
    title: `${scope.source.nameOf("deal", dealId)}: ${outcome}`,
    at: closedAt,
    facts: [
      fact("Account", scope.source.nameOf("account", accountId)),
      fact(
        "Before it",
        `${steps} advances and ${signs} signs of the client's for us`,
        steps > 0 ? "good" : "plain",
      ),
      ...money,
    ],
    coverage: coverage([steps > 0, signs > 0], "of advances and signs before the close are on record"),
    missing: steps === 0 ? "what the buyer did on the way" : null,
  });
}
