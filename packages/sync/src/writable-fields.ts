import { type CrmSchema, planProvision } from "@headway/crm";
import { fieldKey, type WritableFields } from "./reconcile.ts";
import { ownFields } from "./write-back.ts";

/** The own fields that can be written, from the schema; each that cannot is said in `gaps`, once. */
export function findWritable(schema: CrmSchema, gaps: string[]): WritableFields {
  const writable = new Set<string>();
  const missing: string[] = [];
  for (const { step, status, reason } of planProvision(schema, ownFields)) {
    const { object, name, unique } = step.field;
    if (status === "already-there") writable.add(fieldKey(object, name));
    // Without its unique field a CRM may still take tasks; the adapter decides and says so per task.
    else if (unique !== true && status === "needed") missing.push(`${object}.${name}`);
    else if (unique !== true) gaps.push(`${object}.${name} is not written: ${reason ?? status}`);
  }
  if (missing.length > 0) {
    gaps.push(
      `not written because the CRM has no such field: ${missing.join(", ")}. Run \`headway provision\``,
    );
  }
  return writable;
}
