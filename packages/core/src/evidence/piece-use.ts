import type { DealPolicy } from "../policy/deal-policy.ts";
import { counts } from "./counting.ts";
import type { Evidence } from "./evidence.ts";
import { kindsInOrder } from "./kind-place.ts";
import { kindFacts } from "./kind-table.ts";

/** What a piece can be used for, as bits. */
export const use = {
  /** It may move something. */
  counting: 1,
  /** It counts, and says something about a buying job or our place with the buyer. */
  claim: 2,
  /** It counts, and holds a promise, an order or an agreed no. */
  spoken: 4,
  /** It is about a meeting or a call. */
  conversation: 8,
  /** It is about the seller's own development. */
  development: 16,
  /** We did it. */
  ours: 32,
  /** It counts, and cost the buyer something: grade 4. */
  costly: 64,
} as const;

/** Kinds that claim something of themselves, by their place in the catalogue. */
const claimingPlaces: readonly boolean[] = kindsInOrder.map((kind) => {
  const { job, preference } = kindFacts[kind];
  return job !== undefined || preference !== undefined;
});
const qualifiedOut = kindsInOrder.indexOf("qualified-out");

/** The uses of a piece whose kind stands at `place`. */
export function usesOf(evidence: Evidence, place: number, policy: DealPolicy): number {
  let uses = evidence.actorSide === "seller" ? use.ours : 0;
  if (evidence.meetingId !== undefined || evidence.callId !== undefined) uses |= use.conversation;
  if (evidence.situation === "development") uses |= use.development;
  if (!counts(evidence, policy)) return uses;
  const { job, preference, commitment, verdict } = evidence;
  const isClaim = claimingPlaces[place] === true || job !== undefined || preference !== undefined;
  const isSpoken = commitment !== undefined || verdict !== undefined || place === qualifiedOut;
  if (evidence.grade === 4) uses |= use.costly;
  return uses | use.counting | (isClaim ? use.claim : 0) | (isSpoken ? use.spoken : 0);
}
