import type { CrmRecord } from "@headway/crm";
import { deriveEvidence } from "./evidence.ts";
import { keepFirstSightings } from "./first-sightings.ts";
import { noteLetGo } from "./former-evidence.ts";
import type { RunContext } from "./run-context.ts";
import type { DerivedRecord } from "./store.ts";

/** The evidence in some records; what was seen before in a deal's own fields keeps its date, or is said to be let go. */
export async function derivePage(
  context: RunContext,
  records: readonly CrmRecord[],
): Promise<DerivedRecord[]> {
  const { store, crm, policy } = context;
  const readsDealFields = policy.evidenceRules.some((rule) => rule.on.object === "deal");
  const deals =
    readsDealFields || context.holdsFormer ? records.filter(({ object }) => object === "deal") : [];
  const ids = deals.map(({ id }) => id);
  const stored = ids.length === 0 ? undefined : await store.evidenceOfMany(crm.crm, "deal", ids);
  return records.map((record) => {
    const fresh = deriveEvidence(record, context.evidence);
    if (record.object !== "deal" || stored === undefined) return fresh;
    const before = stored.get(record.id) ?? [];
    const derived = readsDealFields ? keepFirstSightings(fresh, before, policy.evidenceRules) : fresh;
    noteLetGo(context, derived, before);
    return derived;
  });
}
