import type { RunContext } from "./run-context.ts";
import type { Intent, Settlement } from "./store.ts";

/**
 * Settles tasks that were sent without an answer and have been read since, and returns the intents that are left to
 * send. Such a task was made: sending it again would take back what a person did with it meanwhile, and make anew one
 * that a person deleted (`invariant:W1`).
 */
export async function settleKnownTasks(
  { store, crm }: Pick<RunContext, "store" | "crm">,
  intents: readonly Intent[],
): Promise<readonly Intent[]> {
  const keys = intents.flatMap((intent) => sentKey(intent) ?? []);
  if (keys.length === 0) return intents;
  const known = await store.knownTasks(crm.crm, keys);
  const settled = intents.flatMap((intent): Settlement[] => {
    const id = known.get(sentKey(intent) ?? "")?.id ?? null;
    return id === null ? [] : [{ status: "done", intent, ref: { object: "task", id } }];
  });
  if (settled.length === 0) return intents;
  await store.settle(crm.crm, settled);
  const done = new Set(settled.map(({ intent }) => intent.id));
  return intents.filter(({ id }) => !done.has(id));
}

/** The key of a task that was sent before. */
function sentKey({ patch, attempts }: Intent): string | undefined {
  return patch.type === "upsert-task" && attempts > 0 ? patch.key : undefined;
}
