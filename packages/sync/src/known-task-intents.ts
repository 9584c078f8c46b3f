import type { CrmRecord, Patch } from "@headway/crm";
import type { RunContext } from "./run-context.ts";
import type { Intent, Settlement } from "./store.ts";

type TaskPatch = Extract<Patch, { readonly type: "upsert-task" }>;

/**
 * Settles tasks that were sent without an answer and have been read since, and returns the intents that are left to
 * send. Such a task was made: sending it again would take back what a person did with it meanwhile, and make anew one
 * that a person deleted (`invariant:W1`). One that lacks a link it was to have was made by half: it is sent by its id,
 * with the subject and the owner that it has now.
 */
export async function settleKnownTasks(
  { store, crm }: Pick<RunContext, "store" | "crm">,
  intents: readonly Intent[],
): Promise<readonly Intent[]> {
  const keys = intents.flatMap((intent) => sentKey(intent) ?? []);
  if (keys.length === 0) return intents;
  const known = await store.knownTasks(crm.crm, keys);
  const ids = [...known.values()].flatMap(({ id }) => id ?? []);
  const records = await store.recordsNamed(crm.crm, "task", ids);
  const settled: Settlement[] = [];
  const unsent: Intent[] = [];
  for (const intent of intents) {
    const id = known.get(sentKey(intent) ?? "")?.id ?? null;
    const half = id === null ? null : halfMade(intent.patch, records.get(id));
    if (id === null) unsent.push(intent);
    else if (half !== null) unsent.push({ ...intent, patch: half });
    else settled.push({ status: "done", intent, ref: { object: "task", id } });
  }
  if (settled.length > 0) await store.settle(crm.crm, settled);
  return unsent;
}

/** What is left to do for a task that stands without one of its links; `null` where it is whole, or gone. */
function halfMade(patch: Patch, record: CrmRecord | undefined): TaskPatch | null {
  if (patch.type !== "upsert-task" || record?.object !== "task") return null;
  const isLinked = patch.task.links.every(({ object, id }) => {
    const links = record.links[object];
    return links === undefined || (links.status === "known" && links.value.includes(id));
  });
  if (isLinked) return null;
  const task = {
    ...patch.task,
    subject: record.subject ?? patch.task.subject,
    ownerId: record.ownerId ?? patch.task.ownerId,
  };
  return { ...patch, knownId: record.id, task };
}

/** The key of a task that was sent before. */
function sentKey({ patch, attempts }: Intent): string | undefined {
  return patch.type === "upsert-task" && attempts > 0 ? patch.key : undefined;
}
