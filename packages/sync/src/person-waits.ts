import { type DealFacts, type Evidence, mayEndWait } from "@headway/core";

/** What a person's waits are read from. */
export interface PersonWaits {
  readonly evidence: readonly Evidence[];
  /** Of the deals that are given those that the evidence names. */
  readonly deals: readonly DealFacts[];
}

/**
 * Of all evidence of a person what the person's waits are read from, as of any instant: what may end one, and what
 * occurred first of all that was recorded by then, since the first wait begins with it. Most of what a seller does is
 * neither. For a person without a team alone: what a team made of its hours is read from everything.
 */
export function personWaits(
  personId: string,
  evidence: readonly Evidence[],
  deals: readonly DealFacts[],
): PersonWaits {
  const kept: Evidence[] = [];
  const named = new Set<string>();
  let first: Evidence | undefined;
  for (const piece of evidence) {
    const isFirst = piece.personId === personId && (first === undefined || !comesAfter(piece, first));
    if (isFirst) first = piece;
    else if (!mayEndWait(piece)) continue;
    kept.push(piece);
    if (piece.dealId !== undefined) named.add(piece.dealId);
  }
  return { evidence: kept, deals: deals.filter(({ id }) => named.has(id)) };
}

/** Certainly occurred no sooner, and was recorded no sooner. */
function comesAfter(piece: Evidence, first: Evidence): boolean {
  return isNoSooner(piece.occurredAt, first.occurredAt) && isNoSooner(piece.recordedAt, first.recordedAt);
}

/** Instants in UTC of one length compare as texts; of others it is not certain. */
function isNoSooner(instant: string, other: string): boolean {
  return instant >= other && instant.length === other.length && instant.endsWith("Z") && other.endsWith("Z");
}
