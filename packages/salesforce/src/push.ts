import {
  type CallOptions,
  type CrmErrorCode,
  type ObjectName,
  type Patch,
  type PushOutcome,
  patchObject,
} from "@headway/crm";
import { timeLeft } from "@headway/crm/http";
import type { Client } from "./client.ts";
import { taskKeyField, writableObjects } from "./field-names.ts";
import { mapError } from "./map-error.ts";
import { describePart } from "./named-rows.ts";
import { objectSources } from "./object-source.ts";
import { outgoingFields } from "./outgoing-value.ts";
import { type ConditionalUpdate, pushConditionally } from "./push-conditional.ts";
import { type Outgoing, type PushRun, pushRows } from "./push-rows.ts";
import { taskFields, tasksWriter } from "./push-tasks.ts";
import { type OutgoingUpdate, updatesWriter } from "./push-updates.ts";
import { UnreadableValue } from "./read-value.ts";
import { pushTasksByLookup } from "./task-lookup.ts";
import { ObjectDescribe, readBody } from "./vendor-answers.ts";

type Describes = ReadonlyMap<ObjectName, ObjectDescribe>;
type Sorted =
  | { readonly type: "update"; readonly row: OutgoingUpdate }
  | { readonly type: "conditional"; readonly row: ConditionalUpdate }
  | { readonly type: "task" | "task-without-key"; readonly row: Outgoing }
  | { readonly type: "refused"; readonly outcome: PushOutcome };

/** Sends patches: updates first, then tasks; outcomes come in the order of the patches. */
export async function pushPatches(
  client: Client,
  patches: readonly Patch[],
  options: CallOptions,
): Promise<PushOutcome[]> {
  if (patches.length === 0) return [];
  const budget = timeLeft(options, client.options.ports);
  const describes = await readDescribes(client, patches, budget());
  const sorted = patches.map((patch, index) => sortPatch(patch, index, describes));
  const run: PushRun = { client, budget, outcomes: new Map(), hasSent: false };
  const updates = new Map(
    sorted.flatMap((one) => (one.type === "update" ? [[one.row.index, one.row] as const] : [])),
  );
  const rowsOf = (type: "task" | "task-without-key"): Outgoing[] =>
    sorted.flatMap((one) => (one.type === type ? [one.row] : []));
  await pushRows(run, updatesWriter(client, updates), [...updates.values()]);
  const conditional = sorted.flatMap((one) => (one.type === "conditional" ? [one.row] : []));
  const readable = new Map(conditional.map((row) => [row.index, row]));
  await pushConditionally(run, updatesWriter(client, readable), conditional);
  await pushRows(run, tasksWriter(client), rowsOf("task"));
  await pushTasksByLookup(run, rowsOf("task-without-key"));
  if (run.ended !== undefined && !run.hasSent) throw run.ended;
  return sorted.map((one, index) => (one.type === "refused" ? one.outcome : outcomeOf(run, index)));
}

function outcomeOf(run: PushRun, index: number): PushOutcome {
  return run.outcomes.get(index) ?? { status: "unknown", reason: "Salesforce's answer had no row for it" };
}

async function readDescribes(
  client: Client,
  patches: readonly Patch[],
  call: CallOptions,
): Promise<Describes> {
  const objects = [...new Set(patches.map(patchObject))].filter((object) => writableObjects.includes(object));
  const named = objects.flatMap((object) => {
    const sobject = objectSources[object]?.sobject;
    return sobject === undefined ? [] : [{ object, part: describePart(sobject) }];
  });
  const answers = await client.readParts(
    named.map(({ part }) => part),
    call,
  );
  return new Map(
    named.map(({ object, part }) => {
      const answer = answers.get(part.id);
      const error = answer && mapError(answer, { method: "GET", path: part.path });
      if (error !== undefined) throw error;
      return [object, readBody(ObjectDescribe, answer?.body, `the describe of ${part.id}`)];
    }),
  );
}

function sortPatch(patch: Patch, index: number, describes: Describes): Sorted {
  const object = patchObject(patch);
  const describe = describes.get(object);
  if (describe === undefined)
    return refused("unsupported", `\`${object}\` records are not written to Salesforce`);
  try {
    return patch.type === "update" ? sortUpdate(patch, index, describe) : sortTask(patch, index, describe);
  } catch (error) {
    if (!(error instanceof UnreadableValue)) throw error;
    return refused("invalid", `\`${error.field}\` ${error.reason}`, error.field);
  }
}

function sortUpdate(patch: Patch & { type: "update" }, index: number, describe: ObjectDescribe): Sorted {
  const { ref, ifUnmodifiedSince } = patch;
  const fields = outgoingFields(patch, describe);
  const row = { index, key: ref.id, fields, ref, sobject: describe.name };
  if (ifUnmodifiedSince === undefined) return { type: "update", row };
  if (Number.isNaN(Date.parse(ifUnmodifiedSince)))
    throw new UnreadableValue("ifUnmodifiedSince", "is not an instant");
  return { type: "conditional", row: { ...row, ifUnmodifiedSince } };
}

/** A task whose id is known is updated by it, so that one that somebody deleted is not made again. */
function sortTask(patch: Patch & { type: "upsert-task" }, index: number, describe: ObjectDescribe): Sorted {
  const fields = taskFields(patch);
  if (patch.knownId !== undefined) {
    const ref = { object: "task", id: patch.knownId } as const;
    return { type: "update", row: { index, key: ref.id, fields, ref, sobject: "Task" } };
  }
  const key = describe.fields.find((field) => field.name.toLowerCase() === taskKeyField.toLowerCase());
  if (key?.updateable !== true) {
    const reason = `\`Task.${taskKeyField}\` is missing or not writable, and without it a task could be made twice; run \`headway provision\``;
    return refused("unsupported", reason, "headway_key");
  }
  const type = key.externalId === false ? "task-without-key" : "task";
  return { type, row: { index, key: patch.key, fields } };
}

function refused(code: CrmErrorCode, reason: string, field?: string): Sorted {
  return {
    type: "refused",
    outcome: { status: "refused", code, reason, ...(field === undefined ? {} : { field }) },
  };
}
