import type { Seen } from "../evidence/seen.ts";
import { type EvidenceReference, referenceTo } from "./evidence-reference.ts";
import type { RelationshipReading } from "./read-relationship.ts";

/**
 * What one client's record holds about an introduction (domain:E5): that we made it, or that this client confirmed
 * it solved the problem. Both clients' records together make the {@link introductionLedger}.
 */
export interface IntroductionRecord extends EvidenceReference {
  readonly type: "made" | "solved";
  readonly accountId: string;
  /** The other client; `null` where the record does not name one. */
  readonly otherAccountId: string | null;
  readonly problem: string | null;
}

/** Joint work of this client with another one, as the client's side showed it (domain:E9). */
export interface JointWork extends EvidenceReference {
  readonly accountId: string;
  readonly otherAccountId: string | null;
  readonly problem: string | null;
}

const none: readonly never[] = Object.freeze([]);

/** What an account's own record says about introductions, oldest first. */
export function introductionRecords(reading: RelationshipReading): readonly IntroductionRecord[] {
  const made = reading.piecesOf("introduction-made");
  const solved = reading.piecesOf("introduction-solved");
  if (made.length + solved.length === 0) return none;
  const { id } = reading.account.account;
  return [
    ...made.map((piece) => ({ type: "made" as const, ...placeOf(piece, id) })),
    ...solved.map((piece) => ({ type: "solved" as const, ...placeOf(piece, id) })),
  ];
}

/** The joint work that an account's own record shows, oldest first. */
export function jointWorkOf(reading: RelationshipReading): readonly JointWork[] {
  const pieces = reading.piecesOf("joint-work");
  return pieces.length === 0 ? none : pieces.map((piece) => placeOf(piece, reading.account.account.id));
}

function placeOf(piece: Seen, accountId: string): JointWork {
  const { otherAccountId, topic } = piece.evidence;
  return {
    ...referenceTo(piece),
    accountId,
    otherAccountId: otherAccountId ?? null,
    problem: topic ?? null,
  };
}
