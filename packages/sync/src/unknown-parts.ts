import type { CrmRecord } from "@headway/crm";

/** Why parts of a record are unknown: links, stage history or text that could not be read. Empty where all was read. */
export function unknownParts(record: CrmRecord): string[] {
  const readings = [
    ...Object.values(record.links),
    ...(record.object === "deal" ? [record.stageHistory] : []),
    ...(record.object === "email" ? [record.text] : []),
  ];
  const reasons = readings.flatMap((reading) => (reading.status === "unknown" ? [reading.reason] : []));
  return [...new Set(reasons)];
}
