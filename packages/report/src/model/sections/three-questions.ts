import { type PlanProposal, type QuestionCheck, type WeeklyPlan, weeklyPlan } from "@headway/core";
import { countedFacts } from "../counted-number.ts";
import type { ReviewCard, ReviewCoverage, ReviewSection } from "../review.ts";
import { reviewNumber } from "../review-number.ts";
import type { OwnView, ReviewScope } from "../review-scope.ts";
import { coverage, dayOf, fact, reviewCard } from "../review-subject.ts";
import { sectionOf } from "../section-frame.ts";

const proposed = 3;

/**
 * The three questions (`domain:V14`, `domain:V15`). A seller sees the own plan with what answers each; a leader sees
 * what deals and accounts would answer, and of the third that it is each seller's own.
 */
export function threeQuestions(scope: ReviewScope): ReviewSection {
  const cards = scope.own === null ? leaderCards(scope) : ownCards(scope, scope.own);
  return sectionOf("three-questions", {
    cards,
    empty: { status: "unknown", text: "No plan of the week is on record." },
  });
}

function ownCards(scope: ReviewScope, { person }: OwnView): ReviewCard[] {
  const plan = weeklyPlan({ ...scope.input, personId: person.personId });
  return plan.questions.map((question) => ownCard(question, plan, scope));
}

function ownCard(check: QuestionCheck, plan: WeeklyPlan, scope: ReviewScope): ReviewCard {
  const chosen = plan.chosen.filter(({ item }) => item.question === check.question);
  const goals = plan.goals.filter((goal) => isAbout(check.question, goal.class));
  return reviewCard("three-questions", check.question, {
    title: check.text,
    at: plan.toAt,
    facts: [
      check.answered
        ? fact("Answered", "this week's plan has an answer", "good")
        : fact("Open", "no answer yet", "warning"),
      ...chosen.map(({ item, missing }) =>
        fact(
          "Planned",
          `${item.what}${missing.length === 0 ? "" : `; missing: ${missing.join(", ")}`}`,
          missing.length === 0 ? "good" : "warning",
        ),
      ),
      ...check.proposals.map((proposal) => proposalFact(proposal, scope)),
      ...plan.carriedOver
        .filter((item) => item.question === check.question)
        .map((item) => fact("Carried over", item.what, "warning")),
    ],
    numbers: goals.map((goal) => reviewNumber(`Progress of “${goal.text}”`, goal.advances, scope.source)),
    coverage: coverage([check.answered], "answers are in the plan"),
    missing: check.answered ? null : (chosen[0]?.missing[0] ?? "one dated item in this week's plan"),
  });
}

function isAbout(question: QuestionCheck["question"], goalClass: string): boolean {
  return (question === "capability") === (goalClass === "professional-development");
}

function proposalFact({ text, reason, dueAt, dealId, accountId }: PlanProposal, { source }: ReviewScope) {
  const about =
    dealId !== undefined
      ? `${source.nameOf("deal", dealId)}: `
      : accountId !== undefined
        ? `${source.nameOf("account", accountId)}: `
        : "";
  return fact("You could", `${about}${text}${dueAt === undefined ? "" : `, by ${dayOf(dueAt)}`} (${reason})`);
}

function leaderCards(scope: ReviewScope): ReviewCard[] {
  const privately = "the answers stand in each seller's own review and are not shown here";
  const capability = reviewCard("three-questions", "capability", {
    title: "How will you advance your capabilities?",
    facts: [fact("Each seller's own", privately)],
  });
  return [accountsCard(scope), dealsCard(scope), capability];
}

function accountsCard({ accounts, asOf, source }: ReviewScope): ReviewCard {
  const quiet = accounts.filter(({ advanceKinds }) => advanceKinds.length === 0);
  const moved = accounts.filter(({ advanceKinds }) => advanceKinds.length > 0);
  const stalled = quiet.filter(({ stall }) => stall.state === "stalled").slice(0, proposed);
  const ids = moved.map(({ accountId }) => accountId);
  const confirmed = countedFacts("account", ids, { asOf, rule: "domain:V15", unit: "accounts" });
  return reviewCard("three-questions", "account-health", {
    title: "What will you do to advance the health of a key account?",
    facts: stalled.map(({ accountId }) => fact("Stalled", source.nameOf("account", accountId), "warning")),
    numbers: [reviewNumber("Accounts with a confirmed advance", confirmed, source)],
    coverage: share(moved.length, accounts.length, "accounts confirmed an advance"),
    missing: quiet.length === 0 ? null : "one thing each quiet client would confirm, with a date",
  });
}

function dealsCard({ shown, deals, asOf, source }: ReviewScope): ReviewCard {
  const open = deals.filter(({ status }) => status === "open");
  const asked = open.filter(({ nextAsk }) => nextAsk !== null);
  const ids = asked.map(({ dealId }) => dealId);
  const withAsk = countedFacts("deal", ids, { asOf, rule: "domain:V15", unit: "deals" });
  const first = shown.slice(0, proposed);
  return reviewCard("three-questions", "buying-decision", {
    title: "What is needed to advance closer to a positive buying decision?",
    facts: first.flatMap(({ dealId, nextAsk }) =>
      nextAsk === null ? [] : [fact(source.nameOf("deal", dealId), nextAsk.text)],
    ),
    numbers: [reviewNumber("Open deals with a next ask", withAsk, source)],
    coverage: share(asked.length, open.length, "open deals have a next ask"),
    missing: shown[0]?.nextAsk?.missing ?? null,
  });
}

function share(known: number, of: number, what: string): ReviewCoverage | null {
  return of === 0 ? null : { known, of, text: `${known} of ${of} ${what}` };
}
