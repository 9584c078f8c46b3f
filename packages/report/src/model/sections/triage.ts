import {
  type EffortFreed,
  effortFreed,
  notThisPeriod,
  type TriageProposalRow,
  triageProposals,
} from "@headway/core";
import { countedFacts } from "../counted-number.ts";
import type { ReviewCard, ReviewNumber, ReviewSection } from "../review.ts";
import type { SharesChart } from "../review-chart.ts";
import { reviewNumber, reviewNumbers } from "../review-number.ts";
import type { OwnView, ReviewScope } from "../review-scope.ts";
import { coverage, dayOf, fact, reviewCard, subjectOf } from "../review-subject.ts";
import { sectionOf } from "../section-frame.ts";

/**
 * What is proposed and decided about accounts (`domain:T19`), the month's box for painful ones (`domain:T15`) and
 * hours set free (`domain:T7`). Hours and proposals are the seller's; a leader sees decisions with their reasons.
 */
export function triage(scope: ReviewScope): ReviewSection {
  return scope.own === null ? leaderTriage(scope) : ownTriage(scope, scope.own);
}

function ownTriage(scope: ReviewScope, own: OwnView): ReviewSection {
  const { person, accounts } = own;
  const { box } = person.triage;
  const freed = effortFreed({ person, accounts });
  const rows = triageProposals({ accounts });
  const { source } = scope;
  const cards = rows.slice(0, scope.cards).map((row) => proposalCard(row, scope));
  return sectionOf("triage", {
    totals: [
      ...reviewNumbers("Used of the month's box", box.used, source),
      reviewNumber("Left in the box", box.left, source),
      reviewNumber("Hours set free, before the pause", freed.before, source),
      reviewNumber("Hours on paused accounts since", freed.since, source),
      ...winsByPeriodEnd(scope),
    ],
    chart: boxChart(own, scope),
    cards: [boxCard(own, freed, scope), ...cards],
    more: rows.length - cards.length,
    empty: { status: "none", text: "Nothing is proposed and nothing was decided." },
  });
}

function boxCard({ person }: OwnView, freed: EffortFreed, { source }: ReviewScope): ReviewCard {
  const { box } = person.triage;
  const goTo = freed.goTo.slice(0, 5);
  return reviewCard("triage", "box", {
    title: `Your time box of ${box.month}`,
    facts: [
      fact("Hours set free", freed.text),
      ...goTo.map(({ accountId }) => fact("Could go to", source.nameOf("account", accountId))),
      ...(box.suggestion === null ? [] : [fact("Stop", box.suggestion, "warning")]),
    ],
    coverage: coverage([box.state !== "unknown"], "of the month's hours are logged at all"),
    missing: box.state === "unknown" ? "any logged work of this month" : null,
  });
}

function proposalCard(row: TriageProposalRow, scope: ReviewScope): ReviewCard {
  const { decision, expiresAt, isOpen } = row;
  return reviewCard("triage", row.accountId, {
    subject: subjectOf("account", row.accountId, scope),
    title: scope.source.nameOf("account", row.accountId),
    facts: [
      ...row.proposals.map(({ class: name, facts }) =>
        fact(`Proposed: ${name.replaceAll("-", " ")}`, facts.join("; "), isOpen ? "warning" : "plain"),
      ),
      ...(decision === null ? [] : [fact("You decided", decidedWords(decision, expiresAt), "good")]),
      ...row.disagreements.map((one) => fact("Somebody else thinks", `${one.class}: ${one.reason}`)),
    ],
    coverage: coverage([decision !== null], "decisions are made"),
    missing: isOpen ? "your decision" : null,
  });
}

function decidedWords(
  decision: NonNullable<TriageProposalRow["decision"]>,
  expiresAt: string | null,
): string {
  return `${decision.class}: ${decision.reason}${expiresAt === null ? "" : `, until ${dayOf(expiresAt)}`}`;
}

/** Deals a win of which cannot be expected by the period's end; the cut is about pursuit, never about the ledger. */
function winsByPeriodEnd({ input, asOf, source, whole }: ReviewScope): ReviewNumber[] {
  const { deals, cohorts } = input.assessment;
  const list = notThisPeriod({ deals, cohorts, policy: whole.policy, asOf });
  const unit = `open deals by ${dayOf(list.periodEndAt)}`;
  const count = (label: string, rows: typeof list.deals) =>
    reviewNumber(
      label,
      countedFacts(
        "deal",
        rows.map(({ dealId }) => dealId),
        { unit, asOf, rule: "domain:T2" },
      ),
      source,
    );
  // A signed deal waits for paper, not for another step of the buyer's.
  const signed = new Set(deals.flatMap(({ dealId, preference }) => (preference.value === 4 ? [dealId] : [])));
  const unlikely = list.deals.filter(({ dealId }) => !signed.has(dealId));
  return [
    count("Not to be won straight from the present wait", unlikely),
    count("Of which that cannot be said", list.unknown),
  ];
}

function boxChart({ person }: OwnView, { source }: ReviewScope): SharesChart | null {
  const { box, share } = person.triage;
  if (box.state === "unknown" || box.used.value === null) return null;
  const left = Math.max(0, box.left.value ?? 0);
  const onAList = share.aList.value === null ? "unknown" : `${Math.round(share.aList.value * 100)}%`;
  return {
    type: "shares",
    title: `Hours for painful accounts in ${box.month}`,
    summary: `${box.used.value.toFixed(1)} h used, ${left.toFixed(1)} h left; ${onAList} of all hours went to the A-list.`,
    unit: "hours",
    parts: [
      ...box.accounts.map(({ accountId, hours }) => ({
        label: source.nameOf("account", accountId),
        value: hours,
        tone: "warning" as const,
      })),
      { label: "left", value: left, tone: "plain" as const },
    ],
  };
}

function leaderTriage(scope: ReviewScope): ReviewSection {
  const { accounts, asOf, source } = scope;
  const decided = accounts.filter(({ triage: { decision } }) => decision !== null);
  const classes = [...new Set(accounts.map(({ triage: one }) => one.class))].sort();
  const cards = decided.slice(0, scope.cards);
  return sectionOf("triage", {
    totals: [
      ...classes.map((name) => {
        const ids = accounts
          .filter(({ triage: one }) => one.class === name)
          .map(({ accountId }) => accountId);
        return reviewNumber(
          `Accounts: ${name.replaceAll("-", " ")}`,
          countedFacts("account", ids, { unit: "accounts", asOf, rule: "domain:T19" }),
          source,
        );
      }),
      ...winsByPeriodEnd(scope),
    ],
    cards: cards.map(({ accountId, triage: { class: inForce, decision, facts } }) =>
      reviewCard("triage", accountId, {
        subject: subjectOf("account", accountId, scope),
        title: source.nameOf("account", accountId),
        facts: [
          fact(inForce.replaceAll("-", " "), decision?.reason ?? ""),
          ...facts.map((text) => fact("Fact", text)),
        ],
        coverage: coverage([true], "decisions are on record"),
      }),
    ),
    more: decided.length - cards.length,
    empty: {
      status: "none",
      text: "No decision is on record. Proposals, time boxes and hours stand in each seller's own review.",
    },
  });
}
