import type { Evidence } from "../evidence/evidence.ts";
import type { GoalsInput } from "../goals/goals-input.ts";
import type { Goal } from "../notebook/goal.ts";
import { Notebook } from "../notebook/notebook.ts";
import type { PlanItem } from "../notebook/plan-item.ts";
import { parsePolicy } from "../policy/parse-policy.ts";
import { assessPortfolio } from "../portfolio/assess-portfolio.ts";
import type { Portfolio } from "../portfolio/portfolio.ts";
import { day, exampleDeal } from "./example-evidence.ts";

/** A goal of person `p` for business development, written on day 0. */
export function exampleGoal(goal: Partial<Goal> & Pick<Goal, "id">): Goal {
  return {
    writtenAt: day(0),
    personId: "p",
    owner: { type: "person", id: "p" },
    class: "business-development",
    area: "revenue",
    text: `goal ${goal.id}`,
    ...goal,
  };
}

/** An item of `p`’s plan about a buying decision, without a wanted commitment. */
export function examplePlanItem(item: Partial<PlanItem> & Pick<PlanItem, "id" | "plannedFor">): PlanItem {
  return { writtenAt: day(0), personId: "p", question: "buying-decision", what: `item ${item.id}`, ...item };
}

/** What a view about goals is read from; see {@link exampleGoalsInput}. */
export interface ExampleGoals {
  readonly asOf: number;
  readonly evidence?: readonly Evidence[];
  readonly notebook?: unknown;
  readonly policy?: unknown;
  readonly portfolio?: Partial<Portfolio>;
}

/** The assessed portfolio of deal `d`, account `a` and person `p`, as of a day. */
export function exampleGoalsInput(example: ExampleGoals): GoalsInput {
  const portfolio: Portfolio = {
    deals: [exampleDeal()],
    accounts: [{ id: "a", ownerId: "p" }],
    people: [{ id: "p" }],
    ...example.portfolio,
  };
  const policy = parsePolicy(example.policy);
  const notebook = Notebook.parse(example.notebook ?? {});
  const evidence = example.evidence ?? [];
  const assessment = assessPortfolio({ portfolio, evidence, policy, notebook, asOf: day(example.asOf) });
  return { assessment, portfolio, policy, notebook };
}
