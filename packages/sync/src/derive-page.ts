import type { CrmRecord } from "@headway/crm";
import { deriveEvidence } from "./evidence.ts";
import { keepFirstSightings } from "./first-sightings.ts";
import type { RunContext } from "./run-context.ts";
import type { DerivedRecord } from "./store.ts";

/** The evidence in some records; what was seen before in a deal's own fields keeps its date. */
export async function derivePage(
  context: RunContext,
  records: readonly CrmRecord[],
): Promise<DerivedRecord[]> {
  const { store, crm, policy } = context;
  const readsDealFields = policy.evidenceRules.some((rule) => rule.on.object === "deal");
  const derived: DerivedRecord[] = [];
  for (const record of records) {
    const fresh = deriveEvidence(record, context.evidence);
    if (record.object !== "deal" || !readsDealFields) {
      derived.push(fresh);
      continue;
    }
    const stored = await store.evidenceOf(crm.crm, { subject: "deal", id: record.id });
    derived.push(keepFirstSightings(fresh, stored, policy.evidenceRules));
  }
  return derived;
}
