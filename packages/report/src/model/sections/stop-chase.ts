import type { AccountAssessment, LeaderAccount } from "@headway/core";
import { countedFacts } from "../counted-number.ts";
import type { ReviewCard, ReviewSection } from "../review.ts";
import { reviewNumber, reviewNumbers } from "../review-number.ts";
import type { ReviewScope } from "../review-scope.ts";
import { coverage, dayOf, fact, reviewCard, subjectOf } from "../review-subject.ts";
import { sectionOf } from "../section-frame.ts";

/**
 * Accounts whose pursuit is paused or might be (`domain:T4`, `domain:T5`). The seller of an account sees how the
 * record reads, with the other readings beside it; a leader sees neutral facts and what was decided.
 */
export function stopChase(scope: ReviewScope): ReviewSection {
  const { own, asOf, source } = scope;
  const paused = scope.accounts.filter(({ triage }) => triage.pursuit === "paused");
  const about = { asOf, rule: "domain:T4", unit: "accounts" };
  const idsOf = (accounts: readonly { readonly accountId: string }[]) =>
    accounts.map(({ accountId }) => accountId);
  const proposed = own === null ? [] : own.accounts.filter(isProposed);
  const unknown =
    own === null ? [] : own.accounts.filter(({ triage }) => triage.chase.recommendation === "unknown");
  const all =
    own === null ? paused.map((account) => leaderCard(account, scope)) : ownCards(own.accounts, scope);
  const proposals =
    own === null
      ? []
      : [reviewNumber("Proposed to stop", countedFacts("account", idsOf(proposed), about), source)];
  return sectionOf("stop-chase", {
    totals: [
      reviewNumber("Pursuit paused", countedFacts("account", idsOf(paused), about), source),
      ...proposals,
    ],
    cards: all.slice(0, scope.cards),
    more: Math.max(0, all.length - scope.cards),
    empty:
      own !== null && unknown.length > 0
        ? {
            status: "unknown",
            text: `No account stands out; of ${unknown.length} too little of what we sent and got is on record.`,
          }
        : {
            status: "none",
            text:
              own === null
                ? "No pursuit is paused; what is proposed stands in each seller's own review."
                : "No account is being chased without an answer.",
          },
  });
}

function isProposed({ triage }: AccountAssessment): boolean {
  return triage.chase.recommendation === "stop" || triage.reading.state === "behaves-as-if";
}

function ownCards(accounts: readonly AccountAssessment[], scope: ReviewScope): ReviewCard[] {
  return accounts
    .filter((account) => isProposed(account) || account.triage.pursuit === "paused")
    .map((account) => ownCard(account, scope));
}

function ownCard({ accountId, triage }: AccountAssessment, scope: ReviewScope): ReviewCard {
  const { chase, reading, renewal } = triage;
  const { source } = scope;
  return reviewCard("stop-chase", accountId, {
    subject: subjectOf("account", accountId, scope),
    title: source.nameOf("account", accountId),
    facts: [
      ...(triage.pursuit === "paused" ? [fact("Paused", pausedWords(triage))] : []),
      ...(chase.recommendation === "stop" ? [fact("Stop writing and calling", chase.reason, "warning")] : []),
      ...(reading.text === null ? [] : [fact("For you to judge", reading.text, "warning")]),
      ...reading.otherReadings.map(({ reading: other, tellsApart }) =>
        fact("Or", `${other}; what tells them apart: ${tellsApart}`),
      ),
      ...(reading.history.line === null ? [] : [fact("History", reading.history.line)]),
      ...chase.noticesStillDue.map(({ text, dueAt }) =>
        fact("Still due", `${text}, by ${dayOf(dueAt)}`, "bad"),
      ),
      fact("Renewals", renewal.text),
    ],
    numbers: [
      reviewNumber("Unanswered in a row", chase.unanswered, source),
      ...reviewNumbers("Answered", chase.replyRate, source),
      reviewNumber("Deadline messages without an answer", chase.deadlineMessages, source),
      reviewNumber("Evidence for the reading", reading.logOdds, source),
      reviewNumber("Late deferrals after a chase", reading.deferralsAfterChase, source),
    ],
    coverage: coverage(
      reading.signs.map(({ status }) => status !== "unknown"),
      "signs can be told from the record",
    ),
    missing: reading.logOdds.missing[0] ?? chase.replyRate.missing[0] ?? decisionMissing(triage),
  });
}

function pausedWords({ decision, facts }: AccountAssessment["triage"]): string {
  return decision.inForce === null
    ? facts.join("; ")
    : `${decision.inForce.reason}, decided ${dayOf(decision.inForce.writtenAt)}`;
}

function decisionMissing({ decision }: AccountAssessment["triage"]): string | null {
  return decision.inForce === null ? "your decision" : null;
}

function leaderCard({ accountId, triage }: LeaderAccount, scope: ReviewScope): ReviewCard {
  const { decision, facts } = triage;
  const why = decision === null ? [] : [fact("Decided", `${decision.reason}, ${dayOf(decision.writtenAt)}`)];
  return reviewCard("stop-chase", accountId, {
    subject: subjectOf("account", accountId, scope),
    title: scope.source.nameOf("account", accountId),
    facts: [...why, ...facts.map((text) => fact("Fact", text))],
    coverage: coverage([decision !== null], "decisions are on record"),
    missing: decision === null ? "the seller's decision" : null,
  });
}
