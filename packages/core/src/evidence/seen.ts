import { instantMs } from "../instant.ts";
import type { Evidence } from "./evidence.ts";

/** A piece of evidence with the instant it occurred at in milliseconds, read once. */
export interface Seen {
  readonly evidence: Evidence;
  readonly atMs: number;
}

/** The evidence that exists as of an instant. */
export interface SeenEvidence {
  readonly seen: readonly Seen[];
  /** Ids of pieces whose instants cannot be read: reported, since they can be placed nowhere. */
  readonly unreadableIds: readonly string[];
}

/**
 * Lets through what had happened and was recorded by `asOfMs`. Of several pieces with one id the one recorded last
 * stays; ties go to the greater version, then to the later occurrence, so that the order given does not matter.
 */
export function seeEvidence(evidence: Iterable<Evidence>, asOfMs: number): SeenEvidence {
  const ids = new Set<string>();
  const seen: Seen[] = [];
  const repeated: Seen[] = [];
  const unreadableIds: string[] = [];
  for (const piece of evidence) {
    const atMs = instantMs(piece.occurredAt);
    const recordedMs = piece.recordedAt === piece.occurredAt ? atMs : instantMs(piece.recordedAt);
    if (atMs <= asOfMs && recordedMs <= asOfMs) {
      const known = ids.size;
      ids.add(piece.id);
      (ids.size === known ? repeated : seen).push({ evidence: piece, atMs });
    } else if (Number.isNaN(atMs) || Number.isNaN(recordedMs)) unreadableIds.push(piece.id);
  }
  return { seen: repeated.length === 0 ? seen : withLatest(seen, repeated), unreadableIds };
}

/** When a piece was recorded. */
export function recordedMsOf({ evidence }: Seen): number {
  return instantMs(evidence.recordedAt);
}

/** Puts the latest of the pieces with one id in the place of the first of them. */
function withLatest(seen: readonly Seen[], repeated: readonly Seen[]): Seen[] {
  const latest = new Map<string, Seen>();
  for (const piece of repeated) {
    const former = latest.get(piece.evidence.id);
    if (former === undefined || supersedes(piece, former)) latest.set(piece.evidence.id, piece);
  }
  return seen.map((first) => {
    const other = latest.get(first.evidence.id);
    return other !== undefined && supersedes(other, first) ? other : first;
  });
}

function supersedes(next: Seen, former: Seen): boolean {
  const [nextMs, formerMs] = [recordedMsOf(next), recordedMsOf(former)];
  if (nextMs !== formerMs) return nextMs > formerMs;
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
