import { instantMs } from "../instant.ts";
import type { Standpoint } from "../standpoint.ts";
import type { Evidence } from "./evidence.ts";
import { IdSet } from "./id-set.ts";
import { kindPlace } from "./kind-place.ts";
import { usesOf } from "./piece-use.ts";

/** A piece of evidence with the instant it occurred at in milliseconds, read once. */
export interface Seen {
  readonly evidence: Evidence;
  readonly atMs: number;
  /** Where its kind stands in the catalogue, so that most questions need not go back to the evidence. */
  readonly kindPlace: number;
  /** What it can be used for, as bits of {@link use}. */
  readonly uses: number;
}

/** The evidence that exists as of an instant. */
export interface SeenEvidence {
  readonly seen: readonly Seen[];
  /** Some came in several versions, so that not every piece that `onFirst` was given is among `seen`. */
  readonly hasVersions: boolean;
  /** Ids of pieces whose instants cannot be read: reported, since they can be placed nowhere. */
  readonly unreadableIds: readonly string[];
}

/**
 * Lets through what had happened and was recorded by then. Of several pieces with one id the one recorded last
 * stays; ties go to the greater version, then to the later occurrence, so that the order given does not matter.
 * `onFirst` gets the first version of each piece as it comes by, while it is at hand anyway.
 */
export function seeEvidence(
  evidence: Iterable<Evidence>,
  { asOfMs, policy }: Pick<Standpoint, "asOfMs" | "policy">,
  onFirst?: (seen: Seen) => void,
): SeenEvidence {
  const ids = new IdSet();
  const seen: Seen[] = [];
  const repeated: Seen[] = [];
  const unreadableIds: string[] = [];
  for (const piece of evidence) {
    const atMs = instantMs(piece.occurredAt);
    const recordedMs = piece.recordedAt === piece.occurredAt ? atMs : instantMs(piece.recordedAt);
    if (atMs <= asOfMs && recordedMs <= asOfMs) {
      const place = kindPlace(piece.kind);
      const one = { evidence: piece, atMs, kindPlace: place, uses: usesOf(piece, place, policy) };
      if (ids.add(piece.id)) {
        seen.push(one);
        onFirst?.(one);
      } else repeated.push(one);
    } else if (Number.isNaN(atMs) || Number.isNaN(recordedMs)) unreadableIds.push(piece.id);
  }
  const hasVersions = repeated.length > 0;
  return { seen: hasVersions ? withLatest(seen, repeated) : seen, hasVersions, unreadableIds };
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

/** Sorts in place, oldest first, ties by id; most lists come sorted already, which costs one look at each. */
export function inOrderOfTime(seen: Seen[]): Seen[] {
  for (let k = 1; k < seen.length; k += 1) {
    const [left, right] = [seen[k - 1], seen[k]];
    if (left && right && byTime(left, right) > 0) return seen.sort(byTime);
  }
  return seen;
}

/** Orders texts by code unit, the same on every machine. */
export function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
