import { instantMs } from "../instant.ts";
import type { DealStandpoint } from "../standpoint.ts";
import type { Evidence } from "./evidence.ts";
import { kindPlace } from "./kind-place.ts";
import { usesOf } from "./piece-use.ts";
import { byTime, type Seen, supersedes } from "./seen.ts";

/** What the standing of one deal asks of its pieces. */
export interface FewPieces {
  /** Something beyond stage edits is among them. */
  readonly logged: boolean;
  /** As `Pieces` tells. */
  usableFor(bits: number): readonly Seen[];
}

/**
 * The pieces of one deal as `seeEvidence` and `Pieces` show them, held in a list: for functions that see one deal, and
 * have more use for the room that columns take than for their speed.
 */
export function fewPieces(
  evidence: Iterable<Evidence>,
  dealId: string,
  { asOfMs, policy }: Pick<DealStandpoint, "asOfMs" | "policy">,
): FewPieces {
  const byId = new Map<string, Seen>();
  for (const piece of evidence) {
    const atMs = instantMs(piece.occurredAt);
    if (!(atMs <= asOfMs && instantMs(piece.recordedAt) <= asOfMs)) continue;
    const former = byId.get(piece.id);
    if (former !== undefined && !supersedes({ evidence: piece, atMs }, former)) continue;
    const place = kindPlace(piece.kind);
    byId.set(piece.id, {
      evidence: piece,
      atMs,
      kindPlace: place,
      uses: usesOf(piece, place, policy),
      // Only portfolios tell records apart by it.
      recordHash: 0,
    });
  }
  const own = [...byId.values()].filter((seen) => seen.evidence.dealId === dealId);
  return {
    logged: own.some((seen) => seen.evidence.kind !== "stage-edited"),
    usableFor: (bits) => own.filter(({ uses }) => uses & bits).sort(byTime),
  };
}
