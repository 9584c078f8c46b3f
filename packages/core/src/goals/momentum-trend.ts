import type { LedgerEntry } from "../deal/read-advances.ts";
import { contribution, explain } from "../explain/explain.ts";
import type { Contribution, Explained } from "../explain/explained.ts";
import { formula } from "../explain/rule-version.ts";
import { dayMs, type Instant, instantMs, instantOf } from "../instant.ts";
import type { Standpoint } from "../standpoint.ts";

/** One's own momentum, then and now, for oneself to see (domain:R12). */
export interface MomentumTrend {
  /** Momentum now less momentum at the first point. */
  readonly change: Explained;
  /** One point a week, oldest first, the last as of now; by what is known today. */
  readonly weeks: readonly { readonly at: Instant; readonly points: number }[];
}

const weekMs = 7 * dayMs;

/** The trend of a ledger; unknown under the days of record that a rate needs. */
export function momentumTrend(
  ledger: readonly LedgerEntry[],
  observedSinceMs: number | undefined,
  from: Standpoint,
): MomentumTrend {
  const { goals, momentum } = from.policy;
  const sinceMs = from.asOfMs - goals.trendWeeks * weekMs;
  const weeks = weeklyPoints(ledger, sinceMs, from);
  const observedDays = observedSinceMs === undefined ? 0 : (from.asOfMs - observedSinceMs) / dayMs;
  const isKnown = observedDays >= momentum.minimumDaysForRate;
  const basis = (weeks.at(-1)?.points ?? 0) - (weeks[0]?.points ?? 0);
  return {
    change: explain({
      value: isKnown ? basis : null,
      unit: "advances, decayed, more than then",
      valueFrom: "sum",
      basis,
      n: ledger.length,
      asOf: from.asOf,
      rule: formula("R12"),
      contributions: () => changeLines(ledger, sinceMs, from),
      missing: isKnown ? [] : [`${momentum.minimumDaysForRate} days of record`],
    }),
    weeks,
  };
}

/** Each week the former points, decayed by seven days, and what came or lapsed since: one pass over the ledger. */
function weeklyPoints(ledger: readonly LedgerEntry[], sinceMs: number, from: Standpoint) {
  const { goals, momentum } = from.policy;
  const count = goals.trendWeeks + 1;
  const come = new Float64Array(count);
  const weekFrom = (atMs: number) => Math.max(0, Math.ceil((atMs - sinceMs) / weekMs));
  const worth = (entry: LedgerEntry, week: number) => decayed(entry, sinceMs + week * weekMs, from);
  for (const entry of ledger) {
    const first = weekFrom(entry.atMs);
    const lapsed = weekFrom(lapsedMs(entry));
    if (first < Math.min(count, lapsed)) {
      come[first] = (come[first] ?? 0) + worth(entry, first);
      if (lapsed < count) come[lapsed] = (come[lapsed] ?? 0) - worth(entry, lapsed);
    }
  }
  const keep = 2 ** (-7 / momentum.halfLifeDays);
  let points = 0;
  return Array.from(come, (added, week) => {
    points = points * keep + added;
    return { at: instantOf(sinceMs + week * weekMs), points };
  });
}

function changeLines(ledger: readonly LedgerEntry[], sinceMs: number, from: Standpoint): Contribution[] {
  return ledger.flatMap((entry) => {
    const amount = worthAt(entry, from.asOfMs, from) - worthAt(entry, sinceMs, from);
    return amount === 0 ? [] : [contribution(entry.seen.evidence, amount, entry.advance.step)];
  });
}

/** A promise that was missed counts until it lapsed. */
function worthAt(entry: LedgerEntry, thenMs: number, from: Standpoint): number {
  const counts = entry.atMs <= thenMs && lapsedMs(entry) > thenMs;
  return counts ? decayed(entry, thenMs, from) : 0;
}

function lapsedMs({ advance: { lapsedAt } }: LedgerEntry): number {
  return lapsedAt === undefined ? Number.POSITIVE_INFINITY : instantMs(lapsedAt);
}

function decayed({ atMs }: LedgerEntry, thenMs: number, { policy }: Standpoint): number {
  return 2 ** (-(thenMs - atMs) / dayMs / policy.momentum.halfLifeDays);
}
