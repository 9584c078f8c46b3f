import type { DealFacts, Evidence } from "@headway/core";
import type { Pipeline } from "@headway/crm";
import { dealFacts } from "./facts.ts";
import type { Store } from "./store.ts";

/** The facts of every deal that evidence names, so that an advance is credited to the deal's owner (domain 3.11). */
export async function dealsNamed(
  store: Store,
  crm: string,
  evidence: readonly Evidence[],
  pipelines: readonly Pipeline[],
): Promise<DealFacts[]> {
  const ids = new Set(evidence.map((piece) => piece.dealId).filter((id) => id !== undefined));
  const deals: DealFacts[] = [];
  for (const id of ids) {
    const record = await store.record(crm, { object: "deal", id });
    if (record?.object !== "deal") continue;
    const result = dealFacts(record, pipelines);
    if (result.status === "known") deals.push(result.facts);
  }
  return deals;
}
