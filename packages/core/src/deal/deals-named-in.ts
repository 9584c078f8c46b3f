import type { Evidence } from "../evidence/evidence.ts";
import { compareTexts } from "../evidence/seen.ts";
import type { DealFacts } from "./deal-facts.ts";

/**
 * Stand-ins for deals that nobody handed in, so that their advances are not lost: open, without an owner, created
 * when their first evidence occurred. Enough for a ledger, not for an assessment of the deal.
 */
export function dealsNamedIn(evidence: readonly Evidence[]): DealFacts[] {
  const deals = new Map<string, DealFacts>();
  for (const { dealId, accountId, occurredAt } of evidence) {
    if (dealId === undefined) continue;
    const former = deals.get(dealId);
    if (former && former.createdAt <= occurredAt) continue;
    deals.set(dealId, {
      id: dealId,
      accountId: accountId ?? former?.accountId,
      status: "open",
      createdAt: occurredAt,
    });
  }
  return [...deals.values()].sort((left, right) => compareTexts(left.id, right.id));
}
