import type { Store } from "@headway/sync";
import type { SandboxShape } from "./adapters.ts";

const pageSize = 1_000;

/**
 * For each object the fewest requests that any client could read it in: its records by the largest
 * page, at least one. Where a deal's history and contacts are rows of their own they are counted in
 * with the deals, as far as the store kept them: one row for each stage entered and for each contact.
 */
export async function requestsFloor(
  store: Store,
  crm: string,
  objects: readonly string[],
  shape: SandboxShape,
): Promise<Record<string, number>> {
  const counts = await store.counts(crm);
  const rows = shape.dealsHaveRows ? await countDealRows(store, crm) : 0;
  const known: Readonly<Record<string, number>> = counts;
  return Object.fromEntries(
    objects.map((object) => {
      const n = (known[object] ?? 0) + (object === "deal" ? rows : 0);
      return [object, Math.max(1, Math.ceil(n / shape.largestPage(object)))];
    }),
  );
}

async function countDealRows(store: Store, crm: string): Promise<number> {
  let rows = 0;
  let after: string | null = null;
  for (;;) {
    const deals = await store.records(crm, "deal", after, pageSize);
    if (deals.length === 0) return rows;
    for (const deal of deals) {
      if (deal.object !== "deal") continue;
      const { stageHistory, links } = deal;
      rows += stageHistory.status === "known" ? stageHistory.value.length : 0;
      rows += links.contact?.status === "known" ? links.contact.value.length : 0;
    }
    after = deals.at(-1)?.id ?? null;
  }
}
