import type { AccountAssessment } from "../account/account-assessment.ts";
import type { Grade } from "../evidence/grade.ts";
import { type EvidenceReference, newestFirst, referenceTo } from "./evidence-reference.ts";
import type { RelationshipReading } from "./read-relationship.ts";

/** A client's thanks, in the client's own words (domain:E11). */
export interface Thanks extends EvidenceReference {
  readonly accountId: string;
  /** As recorded, letter by letter; `null` where the words were not kept. */
  readonly quote: { readonly speaker: string; readonly text: string } | null;
  /** We had asked for it. */
  readonly prompted: boolean;
  readonly grade: Grade;
}

const none: readonly never[] = Object.freeze([]);

/** The thanks of one client, oldest first. */
export function thanksOf(reading: RelationshipReading): readonly Thanks[] {
  const pieces = reading.piecesOf("personal-thanks");
  if (pieces.length === 0) return none;
  return pieces.map((piece) => ({
    ...referenceTo(piece),
    accountId: reading.account.account.id,
    quote: piece.evidence.quote ?? null,
    prompted: piece.evidence.prompted === true,
    grade: piece.evidence.grade,
  }));
}

/** The thanks of all clients, newest first (domain:E11). */
export function thanksWall({ accounts }: { readonly accounts: readonly AccountAssessment[] }): Thanks[] {
  return accounts.flatMap(({ relationship }) => relationship.thanks).sort(newestFirst);
}
