import type { DealAssessment } from "@headway/core";
import type { CrmRecord, DealRecord, Patch } from "@headway/crm";
import { reconcile } from "./reconcile.ts";
import type { RunContext } from "./run-context.ts";
import type { Intent } from "./store.ts";
import { taskKey } from "./task-key.ts";
import { wantedTasks } from "./task-rules.ts";
import { valueKey } from "./value-key.ts";
import { dealFields, stampField, type WantedFields } from "./wanted-fields.ts";

/** A write that an assessment asks for, before it is stored. */
export type WantedIntent = Omit<Intent, "state" | "attempts">;

/** What a deal's assessment asks for: its fields, and tasks that were never made before. */
export async function dealIntents(
  context: RunContext,
  deal: DealRecord,
  assessment: DealAssessment,
): Promise<WantedIntent[]> {
  const fields = fieldIntents(context, deal, dealFields(assessment));
  return [...fields, ...(await taskIntents(context, deal, assessment))];
}

/** The fields that do not read as wanted; none when they do. */
export function fieldIntents(context: RunContext, record: CrmRecord, wanted: WantedFields): WantedIntent[] {
  const patch = reconcile(record, wanted, context.writable);
  return patch === null
    ? []
    : [toIntent(patch, `${record.object}/${record.id}`, `${record.modifiedAt} ${context.accessBasis}`)];
}

async function taskIntents(
  context: RunContext,
  deal: DealRecord,
  assessment: DealAssessment,
): Promise<WantedIntent[]> {
  const intents: WantedIntent[] = [];
  if (!context.crm.capabilities.writableObjects.includes("task")) return intents;
  for (const { rule, period, task } of wantedTasks(deal, assessment)) {
    const key = await taskKey({
      accountId: context.schema.account.id,
      rule,
      subject: "deal",
      subjectId: deal.id,
      period,
    });
    // Made before, perhaps completed or deleted by a person since: never made again.
    if ((await context.store.knownTask(context.crm.crm, key)) !== null) continue;
    intents.push(toIntent({ type: "upsert-task", key, task }, `task:${key}`, context.accessBasis));
  }
  return intents;
}

/** The id names the wanted state without its stamp, so that a want refused before is known again on another day. */
export function toIntent(patch: Patch, target: string, version: string): WantedIntent {
  const state = patch.type === "update" ? Object.entries(patch.fields) : [["key", patch.key] as const];
  const values = state.filter(([name]) => name !== stampField).flat();
  return { id: `${target}@${valueKey(values)}`, target, patch, version };
}
