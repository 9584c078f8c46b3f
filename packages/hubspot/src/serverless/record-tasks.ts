import { CrmError, type PushOutcome, type Reading, type RecordRef } from "@headway/crm";
import type { Client } from "../client.ts";
import { mapRowError } from "../map-error.ts";
import { isStoredObject, objectSources } from "../object-source.ts";
import type { Placed } from "../push.ts";
import type { Outcomes } from "../push-rows.ts";
import type { TaskPatch } from "../push-tasks.ts";
import { takeBackDoubles } from "../task-doubles.ts";
import { keyProperty } from "../task-key.ts";
import { taskTypeIds } from "../task-links.ts";
import { findTasks } from "../task-lookup.ts";
import { creatingRow, type KeyUse, taskPlural, updatingRow, upsertingRow } from "../task-row.ts";
import { malformed, member, Rows, readAnswer, rowId } from "../vendor-answers.ts";
import { refused, write } from "./record-push.ts";

type PlacedTask = Placed<TaskPatch>;

/** Writes the tasks of one record one after the other, by key where it is unique, else after looking for it. */
export async function pushRecordTasks(
  client: Client,
  placed: readonly PlacedTask[],
  outcomes: Outcomes,
): Promise<void> {
  if (placed.length === 0) return;
  const keyUse = await keyUseOf(client);
  if (keyUse === "unique") {
    for (const each of placed) await write(outcomes, each.index, () => upsert(client, each));
    return;
  }
  const found = await findTasks(
    client,
    placed.map(({ patch }) => patch),
  );
  for (const each of placed) {
    const lookup = found.get(each.patch.key);
    await write(outcomes, each.index, () => updateOrCreate(client, each, keyUse, lookup));
  }
  await takeBackDoubles(client, placed, outcomes);
}

async function keyUseOf(client: Client): Promise<KeyUse> {
  try {
    const { body } = await client.get(client.paths.properties(taskPlural, `/${keyProperty}`));
    return member(body, "hasUniqueValue") === true ? "unique" : "in-body-and-property";
  } catch (error) {
    if (CrmError.is(error) && error.code === "not-found") return "in-body";
    throw error;
  }
}

async function upsert(client: Client, placed: PlacedTask): Promise<PushOutcome> {
  const path = client.paths.objects(taskPlural, "/batch/upsert");
  const answer = await client.post(path, { inputs: [upsertingRow(placed).input] });
  const { results, errors = [] } = readAnswer(Rows, answer, path);
  const id = rowId(results[0]);
  if (id !== null) return link(client, placed, id, member(results[0], "new") === true);
  if (errors.length === 0) throw malformed(path, "no result and no error", answer);
  return { status: "refused", ...mapRowError(errors[0]) };
}

/** The deal comes last: a task that hangs on it has its other links, and counts as made when the function runs again. */
async function link(
  client: Client,
  { patch }: PlacedTask,
  id: string,
  created: boolean,
): Promise<PushOutcome> {
  for (const to of patch.task.links.toReversed()) {
    const doubt = await linkOne(client, id, to);
    if (doubt === undefined) continue;
    const reason = `task ${id} is written, its link to ${to.object}/${to.id} is not certain: ${doubt}`;
    return { status: "unknown", reason };
  }
  return { status: "written", ref: { object: "task", id }, created };
}

/** Why a link is not certain; `undefined` where it is. */
async function linkOne(
  client: Client,
  taskId: string,
  { object, id }: RecordRef,
): Promise<string | undefined> {
  if (!isStoredObject(object)) return `a task cannot hang on a \`${object}\``;
  const path = client.paths.associations(taskPlural, objectSources[object].plural, "/batch/create");
  const types = [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId: taskTypeIds[object] }];
  try {
    const inputs = [{ from: { id: taskId }, to: { id }, types }];
    const { results } = readAnswer(Rows, await client.post(path, { inputs }, "associations"), path);
    return results.length > 0 ? undefined : "HubSpot did not confirm it";
  } catch (error) {
    if (!CrmError.is(error)) throw error;
    return error.message;
  }
}

async function updateOrCreate(
  client: Client,
  placed: PlacedTask,
  keyUse: KeyUse,
  lookup: Reading<string | null> | undefined,
): Promise<PushOutcome> {
  if (placed.patch.task.links.length === 0) {
    const reason = `without a unique \`${keyProperty}\` a task needs a link, under which to look whether it exists`;
    return refused("unsupported", reason, "links");
  }
  if (lookup?.status !== "known") {
    return { status: "not-sent", reason: lookup?.reason ?? "it could not be looked for" };
  }
  const known = lookup.value;
  const { input } = known === null ? creatingRow(placed, keyUse) : updatingRow(placed, known, keyUse);
  const { properties, associations } = input;
  const path = client.paths.objects(taskPlural, known === null ? "" : `/${known}`);
  const method = known === null ? "POST" : "PATCH";
  const request = { method, path, body: { properties, associations } } as const;
  const answer = await client.send(request, known === null ? "unsafe" : "safe");
  const id = rowId(answer.body);
  if (id === null) throw malformed(path, "a task without an id", answer);
  return { status: "written", ref: { object: "task", id }, created: known === null };
}
