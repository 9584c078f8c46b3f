import type { Advance } from "../deal/advance.ts";
import type { Goal } from "../notebook/goal.ts";
import type { Portfolio } from "../portfolio/portfolio.ts";
import type { Standpoint } from "../standpoint.ts";

/** Says which advances move which goal. */
export interface GoalLinks {
  /** Whether an advance moves a goal: linked to it by somebody, or at a deal or account that the goal names. */
  moves(goal: Goal, advance: Advance): boolean;
  /** Whether anything could move a goal at all. */
  isLinkable(goal: Goal): boolean;
}

/** Reads the links of the notebook once. */
export function goalLinks(portfolio: Portfolio, { notebook }: Standpoint): GoalLinks {
  const accountOfDeal = new Map(portfolio.deals.map(({ id, accountId }) => [id, accountId]));
  const linked = new Set<string>();
  const linkable = new Set<string>();
  for (const { goalId, effort } of notebook.fitLinks) {
    const [, id] = Object.values(effort);
    if (effort.type === "plan-item") continue;
    linked.add(`${goalId}/${effort.type}/${id}`);
    linkable.add(goalId);
  }
  return {
    moves(goal, advance) {
      const accountId = advance.accountId ?? accountOfDeal.get(advance.dealId ?? "");
      const keys = [`evidence/${advance.evidenceId}`, `deal/${advance.dealId}`, `account/${accountId}`];
      return keys.some((key) => linked.has(`${goal.id}/${key}`)) || isNamed(goal, advance, accountId);
    },
    isLinkable: (goal) => linkable.has(goal.id) || isMovable(goal),
  };
}

/** A goal with a situation and neither deals nor accounts is about that situation everywhere. */
function isNamed(goal: Goal, advance: Advance, accountId: string | undefined): boolean {
  const { situation, dealIds, accountIds } = goal;
  if (situation !== undefined && situation !== advance.situation) return false;
  if (dealIds === undefined && accountIds === undefined) return situation !== undefined;
  const atDeal = advance.dealId !== undefined && dealIds?.includes(advance.dealId) === true;
  return atDeal || (accountId !== undefined && accountIds?.includes(accountId) === true);
}

function isMovable({ situation, dealIds = [], accountIds = [], skill }: Goal): boolean {
  return situation !== undefined || skill !== undefined || dealIds.length + accountIds.length > 0;
}
