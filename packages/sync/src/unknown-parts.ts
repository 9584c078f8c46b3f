import type { CrmRecord, ObjectName, Reading } from "@headway/crm";

/** Why parts of a record are unknown: links, stage history or text that could not be read. Empty where all was read. */
export function unknownParts(record: CrmRecord): string[] {
  const reasons = new Set<string>();
  for (const name in record.links) note(record.links[name as ObjectName], reasons);
  if (record.object === "deal") note(record.stageHistory, reasons);
  if (record.object === "email") note(record.text, reasons);
  return [...reasons];
}

function note(reading: Reading<unknown> | undefined, reasons: Set<string>): void {
  if (reading?.status === "unknown") reasons.add(reading.reason);
}
