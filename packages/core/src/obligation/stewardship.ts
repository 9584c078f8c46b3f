import type { DealReading } from "../deal/read-deal.ts";
import type { Seen } from "../evidence/seen.ts";
import { basisOf, contribution, explain } from "../explain/explain.ts";
import type { Explained } from "../explain/explained.ts";
import { formula } from "../explain/rule-version.ts";
import type { Standpoint } from "../standpoint.ts";
import type { NotOnRecord, Stewardship } from "./obligation.ts";

const noResources: NotOnRecord = Object.freeze({
  status: "unknown",
  missing: Object.freeze(["hours of a resource put into this deal, such as an engineer's"]),
});

interface Spent {
  readonly seen: Seen;
  readonly hours: number;
}

/** What was put in, and what of it came after the buyer's last act of giving something (domain:O8). */
export function assessStewardship(
  deal: DealReading,
  resources: readonly Seen[],
  from: Standpoint,
): Stewardship | NotOnRecord {
  const { spent, unmeasured } = readSpent(resources);
  if (spent.length === 0) return noResources;
  const reciprocal = lastReciprocal(deal);
  const since = spent.filter(({ seen }) => reciprocal === undefined || seen.atMs > reciprocal.atMs);
  return {
    status: "known",
    hours: explainHours(spent, "hours of resources", from),
    hoursSinceReciprocal: explainHours(since, "hours since the buyer last gave something", from, reciprocal),
    lastReciprocalAt: reciprocal?.evidence.occurredAt ?? null,
    hoursPerAdvance: explainPerAdvance(spent, deal, from),
    byResource: byResource(spent),
    unmeasuredEvidenceIds: unmeasured.map(({ evidence }) => evidence.id),
  };
}

/** Each source record once, however many pieces it gave; pieces without hours apart. */
function readSpent(resources: readonly Seen[]): { spent: Spent[]; unmeasured: Seen[] } {
  const records = new Set<string>();
  const spent: Spent[] = [];
  const unmeasured: Seen[] = [];
  for (const seen of resources) {
    const { source, topic, hours } = seen.evidence;
    const record = `${source.crm}/${source.object}/${source.id}/${topic ?? ""}`;
    if (hours === undefined) unmeasured.push(seen);
    else if (!records.has(record)) spent.push({ seen, hours });
    if (hours !== undefined) records.add(record);
  }
  return { spent, unmeasured };
}

/** The last advance that still counts, or act of the buyer with a cost. */
function lastReciprocal({ ledger, counting }: DealReading): Seen | undefined {
  const advance = ledger.findLast(({ lapsed }) => !lapsed)?.seen;
  const act = counting.findLast(({ evidence }) => evidence.grade === 4 && evidence.polarity >= 0);
  if (advance === undefined || act === undefined) return advance ?? act;
  return act.atMs > advance.atMs ? act : advance;
}

function sumOf(spent: readonly Spent[]): number {
  return spent.reduce((sum, { hours }) => sum + hours, 0);
}

function hourLines(spent: readonly Spent[]) {
  return spent.map(({ seen, hours }) => contribution(seen.evidence, hours, seen.evidence.topic));
}

function explainHours(
  spent: readonly Spent[],
  unit: string,
  { asOf }: Standpoint,
  reciprocal?: Seen,
): Explained {
  const sum = sumOf(spent);
  return explain({
    value: sum,
    unit,
    valueFrom: "sum",
    basis: sum,
    n: spent.length,
    asOf,
    rule: formula("O8"),
    contributions: () => [
      ...(reciprocal ? [contribution(reciprocal.evidence, 0, "the buyer gave something")] : []),
      ...hourLines(spent),
    ],
  });
}

function explainPerAdvance(
  spent: readonly Spent[],
  { ledger }: DealReading,
  { asOf }: Standpoint,
): Explained {
  const live = ledger.filter(({ lapsed, advance }) => !lapsed && advance.direction === "forward");
  return explain({
    value: live.length === 0 ? null : sumOf(spent) / live.length,
    unit: "hours of resources an advance",
    valueFrom: "ratio",
    basis: sumOf(spent),
    otherBases: [
      basisOf({
        name: "advances",
        prior: 0,
        basis: live.length,
        contributions: () => live.map(({ seen, advance }) => contribution(seen.evidence, 1, advance.step)),
      }),
    ],
    n: spent.length,
    asOf,
    rule: formula("O8"),
    contributions: () => hourLines(spent),
    missing: live.length === 0 ? ["an advance"] : [],
  });
}

function byResource(spent: readonly Spent[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { seen, hours } of spent) {
    const name = seen.evidence.topic ?? "not named";
    sums[name] = (sums[name] ?? 0) + hours;
  }
  return sums;
}
