import { CrmError, type ObjectName, type RecordRef } from "@headway/crm";
import type { Client } from "./client.ts";
import { isStoredObject, objectSources, type StoredObject } from "./object-source.ts";
import type { Placed } from "./push.ts";
import type { Outcomes } from "./push-rows.ts";
import type { TaskPatch } from "./push-tasks.ts";
import { Rows, readAnswer, rowId } from "./vendor-answers.ts";

/** HubSpot's ids of the links from a task (hubspot facts §5). */
export const taskTypeIds: { readonly [Name in ObjectName]?: number } = {
  deal: 216,
  account: 192,
  contact: 204,
};

interface Wanted {
  readonly index: number;
  readonly taskId: string;
  readonly link: RecordRef;
}

/** HubSpot makes 2,000 associations at once (hubspot facts §1). */
const batchLimit = 2_000;

/**
 * Links tasks that were just written to what they hang on; linking twice is linking once. A task
 * whose links HubSpot did not confirm is not called written: its outcome becomes `unknown`. Tasks
 * created in this very call with their links inside are linked already and left out.
 */
export async function linkTasks(
  client: Client,
  placed: readonly Placed<TaskPatch>[],
  outcomes: Outcomes,
): Promise<void> {
  const wanted = placed.flatMap(({ patch, index }): Wanted[] => {
    const outcome = outcomes.get(index);
    if (outcome?.status !== "written") return [];
    return patch.task.links.map((link) => ({ index, taskId: outcome.ref.id, link }));
  });
  for (const object of new Set(wanted.map(({ link }) => link.object))) {
    if (!isStoredObject(object)) continue;
    const own = wanted.filter(({ link }) => link.object === object);
    for (let start = 0; start < own.length; start += batchLimit) {
      await linkBatch(client, object, own.slice(start, start + batchLimit), outcomes);
    }
  }
}

async function linkBatch(
  client: Client,
  object: StoredObject,
  wanted: readonly Wanted[],
  outcomes: Outcomes,
): Promise<void> {
  const path = client.paths.associations(
    objectSources.task.plural,
    objectSources[object].plural,
    "/batch/create",
  );
  const types = [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId: taskTypeIds[object] }];
  const inputs = wanted.map(({ taskId, link }) => ({ from: { id: taskId }, to: { id: link.id }, types }));
  try {
    const rows = readAnswer(Rows, await client.post(path, { inputs }, "associations"), path);
    const made = new Set(
      rows.results.map((row) => `${rowId(row, "fromObjectId")} ${rowId(row, "toObjectId")}`),
    );
    const missing = wanted.filter(({ taskId, link }) => !made.has(`${taskId} ${link.id}`));
    for (const each of missing) doubt(each, "HubSpot did not confirm it", outcomes);
  } catch (error) {
    if (!CrmError.is(error)) throw error;
    const isRefusal = ["invalid", "conflict", "not-found"].includes(error.code);
    if (isRefusal && wanted.length > 1) {
      const middle = Math.ceil(wanted.length / 2);
      await linkBatch(client, object, wanted.slice(0, middle), outcomes);
      return linkBatch(client, object, wanted.slice(middle), outcomes);
    }
    for (const each of wanted) doubt(each, error.message, outcomes);
    if (["aborted", "deadline-exceeded", "unauthenticated"].includes(error.code)) throw error;
  }
}

function doubt({ index, taskId, link }: Wanted, reason: string, outcomes: Outcomes): void {
  outcomes.set(index, {
    status: "unknown",
    reason: `task ${taskId} is written, its link to ${link.object}/${link.id} is not certain: ${reason}`,
  });
}
