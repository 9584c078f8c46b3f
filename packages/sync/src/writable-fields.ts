import { type CrmSchema, type ObjectName, objectNames, planProvision } from "@headway/crm";
import { fieldKey, type WritableFields } from "./reconcile.ts";
import { ownFields } from "./write-back.ts";

/**
 * The own fields that can be written, from the schema; each that cannot is said in `gaps`, once. Fields of objects
 * that the adapter never writes are not missing, so nothing is said of them.
 */
export function findWritable(
  schema: CrmSchema,
  gaps: string[],
  writableObjects: readonly ObjectName[] = objectNames,
): WritableFields {
  const writable = new Set<string>();
  const missing: string[] = [];
  const wanted = ownFields.filter(({ object }) => writableObjects.includes(object));
  for (const { step, status, reason } of planProvision(schema, wanted)) {
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
