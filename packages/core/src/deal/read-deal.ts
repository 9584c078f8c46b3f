import type { KindSet } from "../evidence/kind-set.ts";
import { loggedKinds } from "../evidence/logged-kinds.ts";
import type { Pieces } from "../evidence/pieces.ts";
import type { DealStandpoint } from "../standpoint.ts";
import type { DealFacts } from "./deal-facts.ts";
import { readStanding, type StandingReading } from "./read-standing.ts";

/** A deal read once: everything that its assessment, its account's and its owner's are computed from. */
export interface DealReading extends StandingReading {
  /** Everything seen about the deal. */
  readonly own: Pieces;
  /** Which kinds are among them. */
  readonly kinds: KindSet;
}

/** {@link readStanding} with the pieces themselves, for what is read from them beside the standing. */
export function readDeal(deal: DealFacts, own: Pieces, from: DealStandpoint): DealReading {
  const kinds = own.kinds();
  return { ...readStanding(deal, own, kinds.hasAny(loggedKinds), from), own, kinds };
}
