import { CrmError } from "@headway/crm";
import type { Client } from "./client.ts";
import type { Outcomes } from "./push-rows.ts";
import type { TaskPatch } from "./push-tasks.ts";
import { findTasks } from "./task-lookup.ts";
import { taskPlural } from "./task-row.ts";

/**
 * Looks at the tasks once more after some were created: where somebody else made one with the same key at the same
 * moment, the older stays and ours goes. Whoever does likewise comes to the same one. What cannot be looked for or
 * taken back stays as it is: the task is there, at worst twice.
 */
export async function takeBackDoubles(
  client: Client,
  placed: readonly { readonly patch: TaskPatch; readonly index: number }[],
  outcomes: Outcomes,
): Promise<void> {
  const made = placed.flatMap(({ patch, index }) => {
    const outcome = outcomes.get(index);
    const isMade = outcome?.status === "written" && outcome.created;
    return isMade ? [{ patch, index, id: outcome.ref.id }] : [];
  });
  if (made.length === 0) return;
  try {
    const lookups = await findTasks(
      client,
      made.map(({ patch }) => patch),
    );
    for (const { patch, index, id } of made) {
      const lookup = lookups.get(patch.key);
      if (lookup?.status !== "known" || lookup.value === null || lookup.value === id) continue;
      const path = client.paths.objects(taskPlural, `/${id}`);
      await client.send({ method: "DELETE", path }, "safe");
      outcomes.set(index, { status: "written", ref: { object: "task", id: lookup.value }, created: false });
    }
  } catch (error) {
    // The writes are done and have their outcomes, whatever ended this.
    if (!CrmError.is(error)) throw error;
  }
}
