import { CrmError, type Patch, type PushOutcome } from "@headway/crm";
import type { Client } from "../client.ts";
import { propertyOf, writableObjects } from "../field-names.ts";
import { objectSources, type StoredObject } from "../object-source.ts";
import { wireValue } from "../outgoing-value.ts";
import type { Placed } from "../push.ts";
import type { Outcomes } from "../push-rows.ts";
import type { TaskPatch } from "../push-tasks.ts";
import { pushRecordTasks } from "./record-tasks.ts";

/**
 * Writes the few patches of one record one after the other, as the contract of `push` says. What a batch needs is
 * left out: nothing is halved, and a write without an answer is `unknown` until the function runs again, which reads
 * the record and its tasks anew.
 */
export async function pushRecord(client: Client, patches: readonly Patch[]): Promise<PushOutcome[]> {
  const outcomes: Outcomes = new Map();
  const tasks: Placed<TaskPatch>[] = [];
  let rest = "the call ended before its turn";
  try {
    for (const [index, patch] of patches.entries()) {
      if (patch.type === "upsert-task") tasks.push({ patch, index });
      else await write(outcomes, index, () => update(client, patch));
    }
    await pushRecordTasks(client, tasks, outcomes);
  } catch (error) {
    if (!CrmError.is(error) || outcomes.size === 0) throw error;
    rest += `: ${error.message}`;
  }
  return patches.map((_, index) => outcomes.get(index) ?? { status: "not-sent", reason: rest });
}

/** Keeps the outcome of one write. What ends the whole call is thrown, with what may have happened kept as `unknown`. */
export async function write(
  outcomes: Outcomes,
  index: number,
  send: () => Promise<PushOutcome>,
): Promise<void> {
  try {
    outcomes.set(index, await send());
  } catch (error) {
    if (!CrmError.is(error)) throw error;
    const { code, message } = error;
    if (refusals.includes(code)) outcomes.set(index, refused(code, message, error.details.subject));
    else {
      if (losses.includes(code)) outcomes.set(index, { status: "unknown", reason: message });
      throw error;
    }
  }
}

const refusals: readonly string[] = ["invalid", "conflict", "not-found", "forbidden"];
const losses: readonly string[] = ["unavailable", "malformed-response", "aborted", "deadline-exceeded"];

/** A refusal of one patch. */
export function refused(code: CrmError["code"], reason: string, field?: string): PushOutcome {
  return { status: "refused", code, reason, ...(field !== undefined && { field }) };
}

/** HubSpot checks names and values itself. A close date, whose day depends on the account's zone, takes an adapter. */
async function update(
  client: Client,
  { ref, fields }: Extract<Patch, { type: "update" }>,
): Promise<PushOutcome> {
  const { object, id } = ref;
  if (!isWritable(object)) return refused("unsupported", `\`${object}\` records are not updated`);
  if (!/^\d{1,30}$/.test(id)) return refused("not-found", `\`${object}/${id}\` is no id of HubSpot's`);
  const properties: Record<string, string> = {};
  for (const [name, value] of Object.entries(fields)) {
    const property = name === "closeDate" ? undefined : propertyOf(object, name);
    if (property === undefined)
      return refused("invalid", `\`${name}\` is no field of \`${object}\` that functions write`, name);
    properties[property] = wireValue(value);
  }
  const path = client.paths.objects(objectSources[object].plural, `/${id}`);
  await client.send({ method: "PATCH", path, body: { properties } }, "safe");
  return { status: "written", ref, created: false };
}

function isWritable(object: string): object is StoredObject {
  return (writableObjects as readonly string[]).includes(object);
}
