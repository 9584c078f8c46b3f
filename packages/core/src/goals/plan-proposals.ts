import type { Instant } from "../instant.ts";
import type { PlanItem } from "../notebook/plan-item.ts";
import type { PersonAssessment } from "../person/person-assessment.ts";
import type { Standpoint } from "../standpoint.ts";
import { goalsOf, isOpenGoal, type PersonGoalsInput } from "./goals-input.ts";

/** Something that could go into the week; the seller chooses. */
export interface PlanProposal {
  readonly text: string;
  readonly reason: string;
  readonly dueAt?: Instant;
  readonly dealId?: string;
  readonly accountId?: string;
  readonly skill?: string;
}

/** Proposals for each of the three questions, stalled things first, as many as the policy says (domain:V15). */
export function planProposals(
  input: PersonGoalsInput,
  person: PersonAssessment,
  from: Standpoint,
): Record<PlanItem["question"], PlanProposal[]> {
  const { proposals } = from.policy.goals;
  return {
    "account-health": accountProposals(input).slice(0, proposals),
    "buying-decision": dealProposals(input).slice(0, proposals),
    capability: capabilityProposals(person, from).slice(0, proposals),
  };
}

/** Accounts of one's own where no customer has confirmed anything within the window. */
function accountProposals({ assessment, portfolio, personId }: PersonGoalsInput): PlanProposal[] {
  const own = new Set(portfolio.accounts.filter(({ ownerId }) => ownerId === personId).map(({ id }) => id));
  const quiet = assessment.accounts.filter(
    ({ accountId, advanceKinds, stall }) =>
      own.has(accountId) && advanceKinds.length === 0 && stall.snooze === null,
  );
  return stalledFirst(quiet).map(({ accountId }) => ({
    text: "Ask the customer for one thing that would strengthen the relationship, with a date",
    reason: "No confirmed account advance within the window",
    accountId,
  }));
}

function dealProposals({ assessment, portfolio, personId }: PersonGoalsInput): PlanProposal[] {
  const own = new Set(portfolio.deals.filter(({ ownerId }) => ownerId === personId).map(({ id }) => id));
  const open = assessment.deals.filter(({ dealId, stall }) => own.has(dealId) && stall.snooze === null);
  return stalledFirst(open).flatMap(({ dealId, nextAsk }) => {
    if (nextAsk === null) return [];
    const { text, reason, dueAt } = nextAsk;
    return [{ text, reason, ...(dueAt === undefined ? {} : { dueAt }), dealId }];
  });
}

function capabilityProposals({ personId, progress }: PersonAssessment, from: Standpoint): PlanProposal[] {
  const unused = progress.learning.neverApplied.map((skill) => ({
    text: `Apply ${skill} to one customer's case`,
    reason: "Learnt, and not applied yet",
    skill,
  }));
  const goals = goalsOf("person", personId, from)
    .filter((goal) => goal.class === "professional-development" && isOpenGoal(goal, from))
    .map(({ text, skill }) => ({
      text,
      reason: "A goal of one's own",
      ...(skill === undefined ? {} : { skill }),
    }));
  return [...unused, ...goals];
}

function stalledFirst<Item extends { readonly stall: { readonly state: string } }>(
  items: readonly Item[],
): Item[] {
  const isStalled = ({ stall }: Item) => stall.state === "stalled";
  return [...items.filter(isStalled), ...items.filter((item) => !isStalled(item))];
}
