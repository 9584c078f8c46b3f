import { objectSources } from "./object-source.ts";
import type { Placed } from "./push.ts";
import type { BatchRow } from "./push-rows.ts";
import type { TaskPatch } from "./push-tasks.ts";
import { bodyWithKey, keyProperty } from "./task-key.ts";
import { taskTypeIds } from "./task-links.ts";

/** Where a task's key is kept: in a unique property, in a property that is not unique and the body, or in the body alone. */
export type KeyUse = "unique" | "in-body-and-property" | "in-body";

/** The properties of a task as wanted; the due day is midnight UTC (hubspot facts §5). */
function taskProperties({ key, task }: TaskPatch, keyUse: KeyUse): Record<string, string> {
  return {
    hs_task_subject: task.subject,
    hs_task_body: keyUse === "unique" ? task.body : bodyWithKey(task.body, key),
    hs_timestamp: `${task.dueOn}T00:00:00.000Z`,
    hubspot_owner_id: task.ownerId ?? "",
    ...(keyUse === "in-body" ? {} : { [keyProperty]: key }),
    ...(task.status === "done" ? { hs_task_status: "COMPLETED" } : {}),
  };
}

/** The row that updates a task by its id. */
export function updatingRow({ patch, index }: Placed<TaskPatch>, id: string, keyUse: KeyUse): BatchRow {
  return { index, id, input: { id, properties: taskProperties(patch, keyUse) } };
}

/** The row that upserts a task by its key. */
export function upsertingRow({ patch, index }: Placed<TaskPatch>): BatchRow {
  const properties = taskProperties(patch, "unique");
  return { index, id: patch.key, input: { id: patch.key, idProperty: keyProperty, properties } };
}

/** The row that creates a task with its links. */
export function creatingRow({ patch, index }: Placed<TaskPatch>, keyUse: KeyUse): BatchRow {
  const properties = {
    hs_task_status: "NOT_STARTED",
    hs_task_type: "TODO",
    ...taskProperties(patch, keyUse),
  };
  const associations = patch.task.links.map((link) => ({
    to: { id: link.id },
    types: [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId: taskTypeIds[link.object] }],
  }));
  return { index, id: patch.key, input: { properties, associations } };
}

/** The path of tasks, for example with `/batch/update`. */
export const taskPlural = objectSources.task.plural;
