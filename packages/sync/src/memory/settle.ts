import { refKey } from "@headway/crm";
import type { Intent, Settlement } from "../store.ts";
import { withWrittenFields } from "../written-fields.ts";
import type { Tables } from "./tables.ts";

/** Records wants; a want equal to the parked one it meets stays parked, one in flight stays as it is. */
export function writeIntents(tables: Tables, intents: readonly Omit<Intent, "state" | "attempts">[]): void {
  for (const intent of intents) {
    const held = tables.intents.get(intent.target);
    const isSame = held?.id === intent.id && held.version === intent.version;
    if (held?.state === "inflight" || (held?.state === "parked" && isSame)) continue;
    tables.intents.set(intent.target, { ...intent, state: "pending", attempts: 0 });
  }
}

/** Ends intents; see `Store.settle`. */
export function settleIntents(tables: Tables, settlements: readonly Settlement[]): void {
  for (const settlement of settlements) {
    const held = tables.intents.get(settlement.intent.target);
    if (settlement.status === "done") enterWritten(tables, settlement);
    if (held?.id !== settlement.intent.id) continue;
    const attempts = held.attempts + 1;
    if (settlement.status === "retry")
      tables.intents.set(held.target, { ...held, state: "pending", attempts });
    else if (settlement.status === "parked") {
      const { code, reason } = settlement;
      tables.intents.set(held.target, { ...held, state: "parked", attempts, code, reason });
    } else tables.intents.delete(held.target);
  }
}

function enterWritten(tables: Tables, { intent, ref }: Extract<Settlement, { status: "done" }>): void {
  const { patch } = intent;
  if (patch.type === "upsert-task") {
    const state = tables.tasks.get(patch.key)?.state ?? "open";
    tables.tasks.set(patch.key, { key: patch.key, id: ref.id, state });
    return;
  }
  const record = tables.records.get(refKey(patch.ref));
  if (record === undefined) return;
  tables.records.set(refKey(patch.ref), withWrittenFields(record, patch.fields));
  const fields = { ...tables.written.get(refKey(patch.ref))?.fields, ...patch.fields };
  tables.written.set(refKey(patch.ref), { ref: patch.ref, fields, over: record.modifiedAt });
}
