import { instantMs } from "../instant.ts";
import type { Evidence } from "./evidence.ts";

/** A piece of evidence with its instants in milliseconds, read once. */
export interface Seen {
  readonly evidence: Evidence;
  readonly atMs: number;
  readonly recordedMs: number;
}

/** The evidence that exists as of an instant. */
export interface SeenEvidence {
  readonly seen: Iterable<Seen>;
  /** Ids of pieces whose instants cannot be read: reported, since they can be placed nowhere. */
  readonly unreadableIds: readonly string[];
}

/**
 * Lets through what had happened and was recorded by `asOfMs`. Of several pieces with one id the one recorded last
 * stays; ties go to the greater version, then to the later occurrence, so that the order given does not matter.
 */
export function seeEvidence(evidence: Iterable<Evidence>, asOfMs: number): SeenEvidence {
  const byId = new Map<string, Seen>();
  const unreadableIds: string[] = [];
  for (const piece of evidence) {
    const atMs = instantMs(piece.occurredAt);
    const recordedMs = piece.recordedAt === piece.occurredAt ? atMs : instantMs(piece.recordedAt);
    if (Number.isNaN(atMs) || Number.isNaN(recordedMs)) unreadableIds.push(piece.id);
    else if (atMs <= asOfMs && recordedMs <= asOfMs) keepLatest(byId, { evidence: piece, atMs, recordedMs });
  }
  return { seen: byId.values(), unreadableIds };
}

function keepLatest(byId: Map<string, Seen>, next: Seen): void {
  const former = byId.get(next.evidence.id);
  if (former === undefined || supersedes(next, former)) byId.set(next.evidence.id, next);
}

function supersedes(next: Seen, former: Seen): boolean {
  if (next.recordedMs !== former.recordedMs) return next.recordedMs > former.recordedMs;
  const order = compareTexts(next.evidence.source.version ?? "", former.evidence.source.version ?? "");
  return order === 0 ? next.atMs > former.atMs : order > 0;
}

/** Oldest first; ties by id, so that the order given does not matter. */
export function byTime(left: Seen, right: Seen): number {
  return left.atMs - right.atMs || compareTexts(left.evidence.id, right.evidence.id);
}

/** Orders texts by code unit, the same on every machine. */
export function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** When the first of some pieces occurred; `undefined` for none. */
export function earliestMs(seen: readonly Seen[]): number | undefined {
  let earliest = Number.POSITIVE_INFINITY;
  for (const { atMs } of seen) if (atMs < earliest) earliest = atMs;
  return seen.length === 0 ? undefined : earliest;
}
