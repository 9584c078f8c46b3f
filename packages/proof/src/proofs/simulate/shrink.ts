import type { Plan } from "./simulate.ts";

/** Tries whether a plan still fails in the same way. */
export type StillFails = (plan: Plan) => Promise<boolean>;

/**
 * Makes a failing plan as small as trying can: fewer edits and mishaps first by halves and then one by one, then
 * faults and settings one at a time. Gives the smallest that still fails.
 */
export async function shrink(plan: Plan, stillFails: StillFails, tries = 400): Promise<Plan> {
  let left = tries;
  let best = plan;
  const attempt = async (smaller: Plan): Promise<boolean> => {
    if (left <= 0 || JSON.stringify(smaller) === JSON.stringify(best)) return false;
    left -= 1;
    if (!(await stillFails(smaller))) return false;
    best = smaller;
    return true;
  };
  for (let before: Plan | null = null; before !== best && left > 0; ) {
    before = best;
    for (const list of listsOf(best)) await cutList(() => best, list, attempt);
    for (const change of simplerSettings(best)) await attempt({ ...best, ...change } as Plan);
  }
  return best;
}

type ListName = "edits" | "mishaps" | "differences" | "interferences" | "deeds";

function listsOf(plan: Plan): ListName[] {
  return plan.kind === "mirror" ? ["edits", "mishaps", "differences", "interferences"] : ["deeds"];
}

function listIn(plan: Plan, name: ListName): readonly unknown[] {
  return (plan as unknown as Readonly<Record<ListName, readonly unknown[]>>)[name];
}

/** Leaves out ever smaller pieces of a list. */
async function cutList(
  current: () => Plan,
  name: ListName,
  attempt: (plan: Plan) => Promise<boolean>,
): Promise<void> {
  for (
    let size = Math.ceil(listIn(current(), name).length / 2);
    size >= 1;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  ) {
    for (let start = 0; start < listIn(current(), name).length; ) {
      const list = listIn(current(), name);
      const rest = [...list.slice(0, start), ...list.slice(start + size)];
      if (!(await attempt({ ...current(), [name]: rest } as Plan))) start += size;
    }
  }
}

/** Settings without their difficulty, one at a time. */
function simplerSettings(plan: Plan): Readonly<Record<string, unknown>>[] {
  const rates = Object.keys(plan.rates).map((kind) => {
    return { rates: Object.fromEntries(Object.entries(plan.rates).filter(([each]) => each !== kind)) };
  });
  const common = [
    { rates: {} },
    ...rates,
    { indexLagMs: 0 },
    { shortPages: 0 },
    { latencyMs: 100 },
    { refuses: false },
  ];
  if (plan.kind === "tasks") return [...common, { workers: 1 }];
  const calm = { late: 0, doubled: 0, dropped: 0, reordered: 0 };
  return [
    ...common,
    { webhooks: false },
    { webhookRates: calm },
    { automation: "none" },
    { skewsMs: [] },
    { rotation: false },
    { tracked: true },
    ...(plan.workers > 1 ? [{ workers: plan.workers - 1 }, { workers: 1 }] : []),
  ];
}
