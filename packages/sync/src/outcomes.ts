import type { RunContext } from "./run-context.ts";
import type { RunTally } from "./run-tally.ts";
import type { SummaryValue } from "./store.ts";

/** Whole assessments are read, of several kilobytes each. */
const pageSize = 200;

/**
 * Counts won, lost and open over all assessed deals, and names what is still amiss from earlier runs:
 * a second run must not look complete only because it did not look again.
 */
export async function countOutcomes({ store, crm, tally }: RunContext): Promise<void> {
  let after: string | null = null;
  for (;;) {
    const page = await store.assessments(crm.crm, "deal", after, pageSize);
    if (page.length === 0) break;
    for (const { id, summary } of page) {
      if (!tally.unstoredStatuses.has(id)) countOutcome(tally, summary.status);
    }
    after = page.at(-1)?.id ?? null;
  }
  for (const status of tally.unstoredStatuses.values()) countOutcome(tally, status);
  await listParked({ store, crm, tally });
  await listTrouble({ store, crm, tally });
}

function countOutcome({ outcomes }: RunTally, status: SummaryValue | undefined): void {
  if (status === "won" || status === "lost" || status === "open") outcomes[status] += 1;
}

async function listTrouble({
  store,
  crm,
  tally,
}: Pick<RunContext, "store" | "crm" | "tally">): Promise<void> {
  tally.unreadable.push(...(await store.unreadable(crm.crm)).filter((row) => row.id !== null));
  tally.unknownReadings = await store.unknownReadings(crm.crm);
}

async function listParked({ store, crm, tally }: Pick<RunContext, "store" | "crm" | "tally">): Promise<void> {
  const fresh = new Set(tally.refused.map((refused) => refused.target));
  let after: string | null = null;
  for (;;) {
    const page = await store.intents(crm.crm, "parked", after, pageSize);
    if (page.length === 0) return;
    for (const { target, code, reason } of page) {
      if (fresh.has(target)) continue;
      tally.refused.push({
        target,
        code: code ?? "invalid",
        reason: reason ?? "refused before",
        parked: true,
      });
    }
    after = page.at(-1)?.id ?? null;
  }
}
