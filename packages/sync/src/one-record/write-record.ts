import type { DealStanding } from "@headway/core";
import type { CrmRecord, DealRecord, Patch, RecordCrm } from "@headway/crm";
import { reconcile } from "../reconcile.ts";
import { taskKey } from "../task-key.ts";
import { wantedTasks } from "../task-rules.ts";
import { stampField, type WantedFields } from "../wanted-fields.ts";
import type { RecordOptions } from "./assess-options.ts";
import type { RecordWrite } from "./record-result.ts";
import type { ToldStory } from "./told-story.ts";

/** The fields that do not read as wanted; no patch where they all do. */
export function fieldPatches(told: ToldStory, record: CrmRecord, wanted: WantedFields): Patch[] {
  const patch = reconcile(record, wanted, new Set(told.story.writable));
  return patch === null ? [] : [patch];
}

/** The tasks a deal asks for that were never made: a task with the same key among the deal's is the same task. */
export async function taskPatches(
  crm: Pick<RecordCrm, "capabilities">,
  told: ToldStory,
  deal: DealRecord,
  assessment: DealStanding,
): Promise<{ readonly patches: Patch[]; readonly unknown: string[] }> {
  const wanted = wantedTasks(deal, assessment);
  if (wanted.length === 0 || !crm.capabilities.writableObjects.includes("task")) return nothing;
  if (deal.links.task?.status === "unknown") {
    const unknown = [
      `no task was made, because the deal's tasks could not be read: ${deal.links.task.reason}`,
    ];
    return { patches: [], unknown };
  }
  const made = new Set(told.records.flatMap((record) => (record.object === "task" ? [record.key] : [])));
  const patches: Patch[] = [];
  for (const { rule, period, task } of wanted) {
    const { accountId } = told.story;
    const key = await taskKey({ accountId, rule, subject: "deal", subjectId: deal.id, period });
    if (!made.has(key)) patches.push({ type: "upsert-task", key, task });
  }
  return { patches, unknown: [] };
}

const nothing = { patches: [], unknown: [] };

/** Pushes what is to change; no patches make no request. Throws `CrmError` where nothing was sent at all. */
export async function writePatches(
  crm: Pick<RecordCrm, "push">,
  patches: readonly Patch[],
  { dryRun = false, signal, timeoutMs }: RecordOptions,
): Promise<RecordWrite[]> {
  if (patches.length === 0) return [];
  const call = { ...(signal && { signal }), ...(timeoutMs !== undefined && { timeoutMs }) };
  const outcomes = dryRun ? [] : await crm.push(patches, call);
  return patches.map((patch, index) => ({
    target: patch.type === "update" ? `${patch.ref.object}/${patch.ref.id}` : `task:${patch.key}`,
    what:
      patch.type === "update"
        ? Object.keys(patch.fields).filter((name) => name !== stampField)
        : [patch.task.subject],
    outcome: outcomes[index] ?? { status: "planned" },
  }));
}
