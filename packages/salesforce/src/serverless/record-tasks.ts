import { type CallOptions, CrmError, type Patch, type PushOutcome } from "@headway/crm";
import type { Client } from "../client.ts";
import { taskKeyField } from "../field-names.ts";
import { taskFields } from "../push-tasks.ts";
import { idOf } from "../row-query.ts";
import { identifier, soql } from "../soql.ts";
import { isRow, ObjectDescribe, readBody } from "../vendor-answers.ts";
import { type RecordPush, refused, send } from "./record-push.ts";

/** How tasks are told apart: by a unique key, by one that has to be looked for, or not at all. */
export type KeyUse = "unique" | "looked-for" | "missing";

/** Asks what the org's tasks have for a key. */
export async function readKeyUse(client: Client, call: CallOptions): Promise<KeyUse> {
  const { body } = await client.send({ method: "GET", path: client.path("/sobjects/Task/describe") }, call);
  const { fields } = readBody(ObjectDescribe, body, "the describe of Task");
  const key = fields.find(({ name }) => name.toLowerCase() === taskKeyField.toLowerCase());
  if (key?.updateable !== true) return "missing";
  return key.externalId === false ? "looked-for" : "unique";
}

/** Makes or updates the task of a key. */
export async function upsertTask(
  run: RecordPush,
  patch: Extract<Patch, { type: "upsert-task" }>,
): Promise<PushOutcome> {
  const fields = taskFields(patch);
  const use = await run.keyUse();
  if (use === "unique") return upsertByKey(run, patch.key, fields);
  if (use === "looked-for") return updateOrCreate(run, patch.key, fields);
  const reason = `\`Task.${taskKeyField}\` is missing or not writable, and without it a task could be made twice; run \`headway provision\``;
  return refused("unsupported", reason, "headway_key");
}

type TaskFields = ReturnType<typeof taskFields>;

/** Where another run made the task at the same moment, the second attempt finds it. */
async function upsertByKey(
  run: RecordPush,
  key: string,
  body: TaskFields,
  attempt = 1,
): Promise<PushOutcome> {
  const path = run.client.path(`/sobjects/Task/${taskKeyField}/${encodeURIComponent(key)}`);
  try {
    const answer = await send(run, { method: "PATCH", path, body, replay: "safe" });
    return savedTask(answer.body, isRow(answer.body) && answer.body.created === true);
  } catch (error) {
    if (attempt > 1 || !CrmError.is(error) || error.code !== "conflict") throw error;
    return upsertByKey(run, key, body, attempt + 1);
  }
}

/** The oldest task of the key is the one; archived tasks are seen only among all rows. */
async function updateOrCreate(run: RecordPush, key: string, fields: TaskFields): Promise<PushOutcome> {
  const { client, budget } = run;
  const query = soql`SELECT Id FROM Task WHERE ${identifier(taskKeyField)} = ${key} AND IsDeleted = ${false} ORDER BY CreatedDate, Id`;
  const id = idOf((await client.query(query, { all: true }, budget())).rows[0]);
  if (id === null) {
    const body = { ...fields, [taskKeyField]: key };
    const path = client.path("/sobjects/Task");
    const answer = await send(run, { method: "POST", path, body, replay: "unsafe" });
    return savedTask(answer.body, true);
  }
  const path = client.path(`/sobjects/Task/${id}`);
  await send(run, { method: "PATCH", path, body: fields, replay: "safe" });
  return { status: "written", ref: { object: "task", id }, created: false };
}

function savedTask(body: unknown, created: boolean): PushOutcome {
  if (isRow(body) && typeof body.id === "string")
    return { status: "written", ref: { object: "task", id: body.id }, created };
  return { status: "unknown", reason: "Salesforce took the task and did not say which it is" };
}
