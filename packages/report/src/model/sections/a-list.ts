import {
  type AccountAssessment,
  type AListRow,
  advocates,
  aList,
  type LeaderAccount,
  nextYearNeedQueue,
  referralQueue,
} from "@headway/core";
import { countedFacts } from "../counted-number.ts";
import type { ReviewCard, ReviewFact, ReviewSection } from "../review.ts";
import { reviewNumber, reviewNumbers } from "../review-number.ts";
import type { OwnView, ReviewScope } from "../review-scope.ts";
import { coverage, fact, reviewCard, subjectOf } from "../review-subject.ts";
import { sectionOf } from "../section-frame.ts";

/**
 * The clients who benefited most, and what to ask them for (`domain:T8`, `domain:T12`, `domain:T17`). The queues of
 * asks are the seller's; a leader sees who is on the list and by which neutral facts.
 */
export function aListSection(scope: ReviewScope): ReviewSection {
  const { own, asOf, source } = scope;
  const members = scope.accounts.filter(({ triage }) => triage.class === "a-list");
  const ids = members.map(({ accountId }) => accountId);
  const cards = own === null ? members.map((account) => leaderCard(account, scope)) : ownCards(own, scope);
  const benefiting = countedFacts("account", ids, { asOf, rule: "domain:T8", unit: "clients" });
  return sectionOf("a-list", {
    totals: [reviewNumber("On the A-list", benefiting, source), ...shareNumbers(own, scope)],
    cards: cards.slice(0, scope.cards),
    more: Math.max(0, cards.length - scope.cards),
    empty: {
      status: "unknown",
      text: "No client's benefit is confirmed on record. Ask a client what the work together has brought.",
    },
  });
}

function shareNumbers(own: OwnView | null, { source }: ReviewScope) {
  if (own === null) return [];
  return reviewNumbers("Your hours on the A-list", own.person.triage.share.aList, source);
}

function ownCards({ accounts }: OwnView, scope: ReviewScope): ReviewCard[] {
  const { policy } = scope.whole;
  const needs = new Map(nextYearNeedQueue({ accounts }).map((row) => [row.accountId, row]));
  const referrals = new Map(
    referralQueue({ accounts, policy, asOf: scope.asOf }).map((row) => [row.accountId, row]),
  );
  const backed = new Set(advocates({ accounts }).map(({ accountId }) => accountId));
  const assessed = new Map(accounts.map((account) => [account.accountId, account]));
  return aList({ accounts }).flatMap((row) => {
    const account = assessed.get(row.accountId);
    if (account === undefined) return [];
    const need = needs.get(row.accountId);
    const referral = referrals.get(row.accountId);
    const asks = [
      needFact(need?.status ?? "to-ask", need?.need ?? null),
      referral?.status === "to-ask"
        ? fact("Ask", `for a referral: ${referral.reason}`)
        : fact("Referral", `wait: ${referral?.reason ?? ""}`),
      ...(backed.has(row.accountId)
        ? [fact("Advocate", "acknowledged that we stood up for them", "good")]
        : []),
    ];
    return [memberCard(row, account, asks, scope)];
  });
}

function needFact(status: "to-ask" | "asked" | "stated", need: string | null): ReviewFact {
  if (status === "stated") return fact("Needs next year", need ?? "stated", "good");
  return status === "asked"
    ? fact("Next year's need", "asked, no answer yet")
    : fact("Ask", "what they need from us next year", "warning");
}

function memberCard(
  row: AListRow,
  { triage }: AccountAssessment,
  asks: readonly ReviewFact[],
  scope: ReviewScope,
): ReviewCard {
  const { source } = scope;
  const { asks: asked } = triage;
  const known = [row.benefit.value !== null, row.delivery.value !== null, row.collaboration.value !== null];
  return reviewCard("a-list", row.accountId, {
    subject: subjectOf("account", row.accountId, scope),
    title: source.nameOf("account", row.accountId),
    facts: [fact("Why", row.by === "decided" ? "by your decision" : row.reason, "good"), ...asks],
    numbers: [
      reviewNumber("Confirmed benefit", row.benefit, source),
      ...reviewNumbers("Promises kept", row.delivery, source),
      reviewNumber("Collaboration", row.collaboration, source),
      reviewNumber("Worth beside money", row.intrinsic, source),
      reviewNumber("Referrals given", asked.referralsGiven, source),
    ],
    coverage: coverage(known, "of benefit, delivery and collaboration are known"),
    missing:
      row.delivery.missing[0] ??
      row.collaboration.missing[0] ??
      (asked.nextYearNeed.status === "stated" ? null : "what they need next year"),
  });
}

function leaderCard({ accountId, triage }: LeaderAccount, scope: ReviewScope): ReviewCard {
  return reviewCard("a-list", accountId, {
    subject: subjectOf("account", accountId, scope),
    title: scope.source.nameOf("account", accountId),
    facts: [
      ...(triage.decision === null ? [] : [fact("Decided", triage.decision.reason)]),
      ...triage.facts.map((text) => fact("Fact", text)),
    ],
    coverage: coverage([triage.facts.length > 0 || triage.decision !== null], "reasons are on record"),
  });
}
