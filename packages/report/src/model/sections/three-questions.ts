import { type PlanProposal, type QuestionCheck, type WeeklyPlan, weeklyPlan } from "@headway/core";
import { countedFacts } from "../counted-number.ts";
import type { ReviewCard, ReviewSection } from "../review.ts";
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
  const { accounts, shown, deals, asOf, source } = scope;
  const about = { asOf, rule: "domain:V15" };
  const quiet = accounts.filter(({ advanceKinds }) => advanceKinds.length === 0);
  const moved = accounts.filter(({ advanceKinds }) => advanceKinds.length > 0);
  const open = deals.filter(({ status }) => status === "open");
  const asked = open.filter(({ nextAsk }) => nextAsk !== null);
  const stalled = quiet.filter(({ stall }) => stall.state === "stalled").slice(0, proposed);
  return [
    reviewCard("three-questions", "account-health", {
      title: "What will you do to advance the health of a key account?",
      facts: stalled.map(({ accountId }) => fact("Stalled", source.nameOf("account", accountId), "warning")),
      numbers: [
        reviewNumber(
          "Accounts with a confirmed advance",
          countedFacts(
            "account",
            moved.map(({ accountId }) => accountId),
            { ...about, unit: "accounts" },
          ),
          source,
        ),
      ],
      coverage: {
        known: moved.length,
        of: accounts.length,
        text: `${moved.length} of ${accounts.length} accounts confirmed an advance`,
      },
      missing: quiet.length === 0 ? null : "one thing each quiet client would confirm, with a date",
    }),
    reviewCard("three-questions", "buying-decision", {
      title: "What is needed to advance closer to a positive buying decision?",
      facts: shown
        .slice(0, proposed)
        .flatMap(({ dealId, nextAsk }) =>
          nextAsk === null ? [] : [fact(source.nameOf("deal", dealId), nextAsk.text)],
        ),
      numbers: [
        reviewNumber(
          "Open deals with a next ask",
          countedFacts(
            "deal",
            asked.map(({ dealId }) => dealId),
            { ...about, unit: "deals" },
          ),
          source,
        ),
      ],
      coverage: {
        known: asked.length,
        of: open.length,
        text: `${asked.length} of ${open.length} open deals have a next ask`,
      },
      missing: shown[0]?.nextAsk?.missing ?? null,
    }),
    reviewCard("three-questions", "capability", {
      title: "How will you advance your capabilities?",
      facts: [
        fact("Each seller's own", "the answers stand in each seller's own review and are not shown here"),
      ],
    }),
  ];
}
