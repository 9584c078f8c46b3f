import { periodOf } from "../calendar/period.ts";
import type { DealReading } from "../deal/read-deal.ts";
import type { Seen } from "../evidence/seen.ts";
import { dayMs, instantMs } from "../instant.ts";
import type { Standpoint } from "../standpoint.ts";
import type { TriagePieces } from "./read-triage.ts";

/** A deferral close to a deadline of ours. */
export interface LateDeferral {
  readonly seen: Seen;
  /** The name of the period that the deadline lies in, `2026-01/2026-03`. */
  readonly period: string;
  /** The attempts of ours shortly before it; with one, it came after a chase. */
  readonly chases: readonly Seen[];
  readonly deadline: Deadline;
}

interface Deadline {
  readonly atMs: number;
  /** The message or the deal that names it; neither for the end of a period. */
  readonly seen?: Seen;
  readonly dealId?: string;
}

/** Deferrals within the policy's days of a deadline that a deal or a message of ours names, or before a period's end. */
export function lateDeferrals(
  pieces: TriagePieces,
  deals: readonly DealReading[],
  from: Standpoint,
): LateDeferral[] {
  if (pieces.deferrals.length === 0) return [];
  const named = namedDeadlines(pieces.attempts, deals);
  const { chaseWithinDays } = from.policy.triage.pursuit.deferral;
  return pieces.deferrals.flatMap((seen) => {
    const deadline = deadlineOf(seen.atMs, named, from);
    if (deadline === undefined) return [];
    const isChase = ({ atMs }: Seen) => atMs <= seen.atMs && atMs >= seen.atMs - chaseWithinDays * dayMs;
    const period = periodOf(deadline.atMs, from.calendar).name;
    return [{ seen, period, chases: pieces.attempts.filter(isChase), deadline }];
  });
}

function namedDeadlines(attempts: readonly Seen[], deals: readonly DealReading[]): Deadline[] {
  const named: Deadline[] = [];
  for (const seen of attempts) {
    const atMs = msOf(seen.evidence.commitment?.dueAt);
    if (!Number.isNaN(atMs)) named.push({ seen, atMs });
  }
  for (const { deal } of deals) {
    for (const atMs of [msOf(deal.renewalDueAt), msOf(deal.expectedCloseAt)]) {
      if (!Number.isNaN(atMs)) named.push({ dealId: deal.id, atMs });
    }
  }
  return named;
}

function msOf(instant: string | undefined): number {
  return instant === undefined ? Number.NaN : instantMs(instant);
}

/** The nearest named one within reach, the earlier of two as near; else the end of the period, if it is one. */
function deadlineOf(atMs: number, named: readonly Deadline[], from: Standpoint): Deadline | undefined {
  const { withinDays, periodEndIsDeadline } = from.policy.triage.pursuit.deferral;
  const distance = (deadline: Deadline) => Math.abs(deadline.atMs - atMs);
  const near = named.filter((deadline) => distance(deadline) <= withinDays * dayMs);
  const nearest = near.sort((left, right) => distance(left) - distance(right) || left.atMs - right.atMs)[0];
  if (nearest || !periodEndIsDeadline) return nearest;
  const lastMs = periodOf(atMs, from.calendar).toMs - 1;
  return lastMs - atMs <= withinDays * dayMs ? { atMs: lastMs } : undefined;
}
