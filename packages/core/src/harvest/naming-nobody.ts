import { basisOf, explain } from "../explain/explain.ts";
import type { Contribution, Explained } from "../explain/explained.ts";
import type { Close } from "./close.ts";

/**
 * A number about a group for others than its people (domain 3.14): it lists periods instead of deals, since deals
 * have owners; and where something is `missing`, such as a large enough group, neither a value nor a sum.
 */
export function namingNobody(
  number: Explained,
  closes: readonly Close[],
  missing: readonly string[],
): Explained {
  const { unit, valueFrom, asOf, rule } = number;
  if (missing.length > 0)
    return explain({ value: null, unit, valueFrom, basis: 0, n: 0, asOf, rule, missing });
  return explain({
    ...number,
    contributions: () => byPeriod(number.contributions, closes),
    otherBases: number.otherBases.map(({ name, prior, basis, contributions }) =>
      basisOf({ name, prior, basis, contributions: () => byPeriod(contributions, closes) }),
    ),
  });
}

function byPeriod(lines: readonly Contribution[], closes: readonly Close[]): Contribution[] {
  const periods = new Map(closes.map(({ dealId, period }) => [`deal:${dealId}`, period.name]));
  const sums = new Map<string, number>();
  for (const { evidenceId, amount } of lines) {
    const period = periods.get(evidenceId) ?? "no period";
    sums.set(period, (sums.get(period) ?? 0) + amount);
  }
  return [...sums].map(([name, amount]) => ({
    evidenceId: `period:${name}`,
    source: `period/${name}`,
    amount,
  }));
}
