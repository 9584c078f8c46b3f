import type { DealReading } from "../deal/read-deal.ts";
import type { Seen } from "../evidence/seen.ts";
import { contribution, explain } from "../explain/explain.ts";
import { formula } from "../explain/rule-version.ts";
import { dayMs } from "../instant.ts";
import type { Standpoint } from "../standpoint.ts";
import type { TimeToArticulation } from "./articulation.ts";
import { firstComplete, type Said } from "./read-articulation.ts";

/**
 * Days from the first buyer-side evidence to all three parts in the buyer's own words; while they are not complete,
 * the days so far, censored at the close or at `asOf` (domain:O17).
 */
export function timeToArticulation(
  deal: DealReading,
  said: readonly Said[],
  from: Standpoint,
): TimeToArticulation {
  const endMs = deal.closedMs ?? from.asOfMs;
  const [first] = deal.counting;
  if (first === undefined || first.atMs > endMs) return notStarted(from);
  const complete = firstComplete(said, endMs, from.policy);
  const doneMs = complete?.[0]?.seen.atMs;
  const days = ((doneMs ?? endMs) - first.atMs) / dayMs;
  return {
    status: complete ? "articulated" : "waiting",
    startedAt: first.evidence.occurredAt,
    days: explain({
      value: days,
      unit: complete ? "days to articulation" : "days without articulation so far",
      valueFrom: "sum",
      basis: days,
      prior: complete ? 0 : (endMs - deal.createdMs) / dayMs,
      n: 1 + (complete?.length ?? 0),
      asOf: from.asOf,
      rule: formula("O17"),
      contributions: () => lines(first, complete ?? [], deal.createdMs),
    }),
  };
}

/** Both ends are counted from the deal's creation, so that their difference is the wait. */
function lines(first: Seen, complete: readonly Said[], createdMs: number) {
  const since = (seen: Seen) => (seen.atMs - createdMs) / dayMs;
  return [
    contribution(first.evidence, -since(first), "first engagement, in days since the deal was made"),
    ...complete.map(({ seen, part }, index) =>
      contribution(seen.evidence, index === 0 ? since(seen) : 0, `${part} in the buyer's own words`),
    ),
  ];
}

function notStarted({ asOf }: Standpoint): TimeToArticulation {
  const days = explain({
    value: null,
    unit: "days to articulation",
    valueFrom: "sum",
    basis: 0,
    n: 0,
    asOf,
    rule: formula("O17"),
    missing: ["a first engagement: anything of grade 2 or better by the buyer"],
  });
  return { status: "unknown", startedAt: null, days };
}
