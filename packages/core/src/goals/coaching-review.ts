import type { Explained } from "../explain/explained.ts";
import { dayMs, type Instant, instantMs, instantOf } from "../instant.ts";
import { countAdvances, liveAdvances } from "./advance-lines.ts";
import { goalLinks } from "./goal-links.ts";
import { type GoalProgress, goalProgress } from "./goal-progress.ts";
import { goalsOf, goalsStandpoint, type PersonGoalsInput, personIn } from "./goals-input.ts";

/** Who reads the review, and the period it is about; without one the policy's review days up to now. */
export interface CoachingReviewInput extends PersonGoalsInput {
  /** `self` sees everything; a `leader` only what the policy's leader view allows. */
  readonly reader: "self" | "leader";
  /** After this instant. */
  readonly fromAt?: string | undefined;
  /** Up to this instant. */
  readonly toAt?: string | undefined;
}

/** A review sheet: the stated goals and the progress on them in the preceding period (domain:V3). */
export interface CoachingReview {
  readonly status: "open";
  readonly personId: string;
  readonly advances: Explained;
  readonly fromAt: Instant;
  readonly toAt: Instant;
  /** Every stated goal that was not reached before the period, in the order of the notebook. */
  readonly goals: readonly GoalProgress[];
  readonly withoutProgressGoalIds: readonly string[];
  /** Advances of the period that move no stated goal. */
  readonly besideGoals: Explained;
}

/** A leader asked, and the policy shows leaders no named people. */
export interface WithheldReview {
  readonly status: "withheld";
  readonly personId: string;
  readonly reason: string;
}

/** Progress goal by goal. Throws a `RangeError` for a seller the assessment lacks. */
export function coachingReview(input: CoachingReviewInput): CoachingReview | WithheldReview {
  const from = goalsStandpoint(input);
  const { policy, asOf } = from;
  const person = personIn(input);
  if (input.reader === "leader" && policy.people.leaderView !== "named") return withheld(input.personId);
  const toMs = input.toAt === undefined ? from.asOfMs : instantMs(input.toAt);
  const fromMs =
    input.fromAt === undefined ? toMs - policy.goals.reviewDays * dayMs : instantMs(input.fromAt);
  const links = goalLinks(input.portfolio, from);
  const stated = goalsOf("person", person.personId, from).filter(
    ({ reachedAt }) => reachedAt === undefined || instantMs(reachedAt) > fromMs,
  );
  const goals = stated.map((goal) => goalProgress(goal, [person], { fromMs, toMs }, links, from));
  const advances = liveAdvances(person.ledger).filter(
    ({ at }) => instantMs(at) > fromMs && instantMs(at) <= toMs,
  );
  const beside = advances.filter((advance) => !stated.some((goal) => links.moves(goal, advance)));
  return {
    status: "open",
    personId: person.personId,
    advances: countAdvances(advances, { rule: "V3", asOf }),
    fromAt: instantOf(fromMs),
    toAt: instantOf(toMs),
    goals,
    withoutProgressGoalIds: goals.filter((goal) => goal.advances.value === 0).map(({ goalId }) => goalId),
    besideGoals: countAdvances(beside, { rule: "V3", asOf }),
  };
}

function withheld(personId: string): WithheldReview {
  const reason =
    "leaders see named people only where the policy names a written basis; the seller can share it";
  return { status: "withheld", personId, reason };
}
