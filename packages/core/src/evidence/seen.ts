import { instantMs } from "../instant.ts";
import type { Standpoint } from "../standpoint.ts";
import { Batch } from "./batch.ts";
import type { Evidence } from "./evidence.ts";
import { IdNumbers } from "./id-numbers.ts";
import { SeenTable } from "./seen-table.ts";

/** A piece of evidence with the instant it occurred at in milliseconds, read once. */
export interface Seen {
  readonly evidence: Evidence;
  readonly atMs: number;
  /** Where its kind stands in the catalogue, so that most questions need not go back to the evidence. */
  readonly kindPlace: number;
  /** What it can be used for, as bits of {@link use}. */
  readonly uses: number;
  /** The same small integer for all pieces of one source record; others mostly have another. */
  readonly recordHash: number;
}

type Instanced = Pick<Seen, "evidence" | "atMs">;

/** The evidence that exists as of an instant. */
export interface SeenEvidence {
  readonly table: SeenTable;
  /** Ids of pieces whose instants cannot be read: reported, since they can be placed nowhere. */
  readonly unreadableIds: readonly string[];
}

/**
 * Lets through what had happened and was recorded by then. Of several pieces with one id the one recorded last
 * stays; ties go to the greater version, then to the later occurrence, so that the order given does not matter.
 * `onRow` gets each row and the piece that stands in it, again when another takes its place.
 */
export function seeEvidence(
  evidence: Iterable<Evidence>,
  { asOfMs, policy }: Pick<Standpoint, "asOfMs" | "policy">,
  onRow: (row: number, piece: Evidence) => void = () => {},
): SeenEvidence {
  const expected = Array.isArray(evidence) ? evidence.length : 0;
  const ids = new IdNumbers(expected);
  const table = new SeenTable(policy, expected);
  const repeated: Instanced[] = [];
  const unreadableIds: string[] = [];
  const batch = new Batch(ids);
  const takeIn = () => {
    batch.empty((piece, atMs, row) => {
      if (row === table.size) {
        table.add(piece, atMs);
        onRow(row, piece);
      } else repeated.push({ evidence: piece, atMs });
    });
  };
  for (const piece of evidence) {
    const atMs = instantMs(piece.occurredAt);
    const recordedMs = piece.recordedAt === piece.occurredAt ? atMs : instantMs(piece.recordedAt);
    if (atMs <= asOfMs && recordedMs <= asOfMs) {
      if (batch.put(piece, atMs)) takeIn();
    } else if (Number.isNaN(atMs) || Number.isNaN(recordedMs)) unreadableIds.push(piece.id);
  }
  takeIn();
  for (const piece of repeated) {
    const row = ids.find(piece.evidence.id);
    if (keepLater(table, row, piece)) onRow(row, piece.evidence);
  }
  return { table, unreadableIds };
}

/** When a piece was recorded. */
export function recordedMsOf({ evidence }: Pick<Seen, "evidence">): number {
  return instantMs(evidence.recordedAt);
}

/** Puts a piece in the row of another with its id if it supersedes that one. */
function keepLater(table: SeenTable, row: number, piece: Instanced): boolean {
  const evidence = table.evidence[row];
  if (evidence === undefined || !supersedes(piece, { evidence, atMs: table.atMs[row] ?? 0 })) return false;
  table.replace(row, piece.evidence, piece.atMs);
  return true;
}

/** Whether a piece stands instead of another with its id. */
export function supersedes(next: Instanced, former: Instanced): boolean {
  const [nextMs, formerMs] = [recordedMsOf(next), recordedMsOf(former)];
  if (nextMs !== formerMs) return nextMs > formerMs;
  const order = compareTexts(next.evidence.source.version ?? "", former.evidence.source.version ?? "");
  return order === 0 ? next.atMs > former.atMs : order > 0;
}

/** Oldest first; ties by id, so that the order given does not matter. */
export function byTime(left: Seen, right: Seen): number {
  return left.atMs - right.atMs || compareTexts(left.evidence.id, right.evidence.id);
}

/** Up to so many, moving each to its place costs less than calling the sort. */
const fewPieces = 24;

/** Sorts in place, oldest first, ties by id. */
export function inOrderOfTime(seen: Seen[]): Seen[] {
  if (seen.length > fewPieces) return seen.sort(byTime);
  for (let k = 1; k < seen.length; k += 1) {
    const piece = seen[k];
    if (piece === undefined) continue;
    let at = k;
    for (let former = seen[at - 1]; former && byTime(former, piece) > 0; former = seen[at - 1]) {
      seen[at] = former;
      at -= 1;
    }
    if (at < k) seen[at] = piece;
  }
  return seen;
}

/** Orders texts by code unit, the same on every machine. */
export function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
