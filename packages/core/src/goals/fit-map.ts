import { basisOf, contribution, explain } from "../explain/explain.ts";
import type { Explained } from "../explain/explained.ts";
import { formula } from "../explain/rule-version.ts";
import type { Goal } from "../notebook/goal.ts";
import type { Effort } from "../person/read-effort.ts";
import type { Standpoint } from "../standpoint.ts";

/** A piece of work that serves no objective of the company and no requirement of a customer. */
export interface OrphanEffort {
  readonly evidenceId: string;
  readonly hours: number;
  /** The account, or `deal:ID`; `null` where neither is known. */
  readonly place: string | null;
}

/** Which work of the window serves what (domain:R9). */
export interface FitMap {
  /** Hours linked to any objective or requirement, of all hours. */
  readonly coverage: Explained;
  /** Hours linked to an objective of the company or the team. */
  readonly toCompany: Explained;
  /** Hours linked to a requirement of a customer. */
  readonly toCustomers: Explained;
  readonly goals: readonly { readonly goalId: string; readonly hours: number }[];
  /** Empty while nobody has written down an objective or a requirement: then nothing can be linked. */
  readonly orphans: readonly OrphanEffort[];
  /** Things planned that serve no goal. */
  readonly orphanPlanItemIds: readonly string[];
}

interface LinkedEffort {
  readonly effort: Effort;
  readonly goals: readonly Goal[];
}

/** Links the work of a seller's window to goals, by what people said and by the accounts and deals goals name. */
export function fitMap(personId: string, efforts: readonly Effort[], from: Standpoint): FitMap {
  const goals = from.notebook.goals.filter(({ owner }) => owner.type !== "person");
  const goalsOf = goalFinder(goals, from);
  const linked = efforts.map((effort) => ({ effort, goals: goals.length === 0 ? [] : goalsOf(effort) }));
  const share = (wanted: (goal: Goal) => boolean, missing: string) =>
    explainShare(linked, wanted, goals.some(wanted) ? [] : [missing], from);
  return {
    coverage: share(() => true, "a goal of the company or of a customer"),
    toCompany: share(isCompanyGoal, "a goal of the company"),
    toCustomers: share(({ owner }) => owner.type === "customer", "a goal of a customer"),
    goals: goals.map(({ id }) => ({ goalId: id, hours: hoursFor(id, linked) })),
    orphans: goals.length === 0 ? [] : linked.filter((one) => one.goals.length === 0).map(orphanOf),
    orphanPlanItemIds: orphanPlanItems(personId, from),
  };
}

function isCompanyGoal({ owner }: Goal): boolean {
  return owner.type === "company" || owner.type === "team";
}

function goalFinder(goals: readonly Goal[], { notebook }: Standpoint): (effort: Effort) => Goal[] {
  const linked = new Map<string, Set<string>>();
  const link = (key: string, goalId: string) => {
    const ids = linked.get(key);
    if (ids) ids.add(goalId);
    else linked.set(key, new Set([goalId]));
  };
  for (const { effort, goalId } of notebook.fitLinks) {
    if (effort.type === "evidence") link(`evidence/${effort.evidenceId}`, goalId);
    if (effort.type === "deal") link(`deal/${effort.dealId}`, goalId);
    if (effort.type === "account") link(`account/${effort.accountId}`, goalId);
  }
  for (const { id, dealIds = [], accountIds = [] } of goals) {
    for (const dealId of dealIds) link(`deal/${dealId}`, id);
    for (const accountId of accountIds) link(`account/${accountId}`, id);
  }
  return ({ seen: { evidence }, place }) => {
    const keys = [`evidence/${evidence.id}`, `deal/${evidence.dealId}`, `account/${place}`];
    const ids = new Set(keys.flatMap((key) => [...(linked.get(key) ?? [])]));
    return goals.filter(({ id }) => ids.has(id));
  };
}

function explainShare(
  linked: readonly LinkedEffort[],
  wanted: (goal: Goal) => boolean,
  noGoal: readonly string[],
  { asOf }: Standpoint,
): Explained {
  const served = linked.filter(({ goals }) => goals.some(wanted));
  const total = hoursOf(linked);
  const missing = total > 0 ? noGoal : [...noGoal, "any logged work of this seller"];
  return explain({
    value: missing.length === 0 ? hoursOf(served) / total : null,
    unit: "share of hours that serves a goal",
    valueFrom: "ratio",
    basis: hoursOf(served),
    otherBases: [basisOf({ name: "hours", prior: 0, basis: total, contributions: () => hourLines(linked) })],
    n: linked.length,
    asOf,
    rule: formula("R9"),
    contributions: () => hourLines(served),
    missing,
  });
}

function hoursOf(linked: readonly LinkedEffort[]): number {
  return linked.reduce((sum, { effort }) => sum + effort.hours, 0);
}

function hourLines(linked: readonly LinkedEffort[]) {
  return linked.map(({ effort }) => contribution(effort.seen.evidence, effort.hours));
}

function hoursFor(goalId: string, linked: readonly LinkedEffort[]): number {
  return hoursOf(linked.filter(({ goals }) => goals.some(({ id }) => id === goalId)));
}

function orphanOf({ effort }: LinkedEffort): OrphanEffort {
  return { evidenceId: effort.seen.evidence.id, hours: effort.hours, place: effort.place ?? null };
}

/** A plan item serves the goal it names, or the one that somebody linked it to. */
function orphanPlanItems(personId: string, { notebook }: Standpoint): string[] {
  if (notebook.planItems.length === 0) return [];
  const linked = new Set(
    notebook.fitLinks.flatMap(({ effort }) => (effort.type === "plan-item" ? [effort.planItemId] : [])),
  );
  return notebook.planItems
    .filter((item) => item.personId === personId && item.goalId === undefined && !linked.has(item.id))
    .map(({ id }) => id);
}
