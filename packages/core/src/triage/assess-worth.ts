import type { DealReading } from "../deal/read-deal.ts";
import type { Seen } from "../evidence/seen.ts";
import { contribution, explain, factContribution } from "../explain/explain.ts";
import type { Explained } from "../explain/explained.ts";
import { formula } from "../explain/rule-version.ts";
import type { Standpoint } from "../standpoint.ts";
import type { Worth } from "./account-triage.ts";

/** What the relationship is worth in itself, and in money: two columns, never one sum (domain:T14). */
export function assessWorth(bonds: readonly Seen[], deals: readonly DealReading[], from: Standpoint): Worth {
  const intrinsic = bonds.length === 0 ? from.shared(noBonds) : explainBonds(bonds, from);
  return { intrinsic, money: moneyColumns(deals, from) };
}

const noBonds = (from: Standpoint) => explainBonds([], from);

function explainBonds(bonds: readonly Seen[], { asOf }: Standpoint): Explained {
  return explain({
    value: bonds.length === 0 ? null : bonds.length,
    unit: "moments of learning, enjoyment and thanks",
    valueFrom: "count",
    basis: bonds.length,
    n: bonds.length,
    asOf,
    rule: formula("T14"),
    contributions: () => bonds.map(({ evidence }) => contribution(evidence, 1, evidence.kind)),
    missing: bonds.length === 0 ? ["a moment of learning, enjoyment or thanks"] : [],
  });
}

function moneyColumns(deals: readonly DealReading[], { asOf }: Standpoint): Explained[] {
  const byCurrency = new Map<string, { id: string; amount: number }[]>();
  for (const { deal, status } of deals) {
    if (status !== "won" || deal.price === undefined) continue;
    const { currency, amount } = deal.price;
    const former = byCurrency.get(currency);
    if (former) former.push({ id: deal.id, amount });
    else byCurrency.set(currency, [{ id: deal.id, amount }]);
  }
  return [...byCurrency]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([currency, won]) => {
      const total = won.reduce((sum, { amount }) => sum + amount, 0);
      return explain({
        value: total,
        unit: `${currency}, won deals`,
        valueFrom: "sum",
        basis: total,
        n: won.length,
        asOf,
        rule: formula("T14"),
        contributions: () => won.map(({ id, amount }) => factContribution("deal", id, amount)),
      });
    });
}
