import type { Explained } from "../explain/explained.ts";
import type { Instant } from "../instant.ts";

/** What a buyer can put into words (domain:O14, domain:O15). */
export type ArticulationPartName = "need" | "motivation" | "help";

/** Somebody's words, kept verbatim. */
export interface Spoken {
  readonly evidenceId: string;
  readonly at: Instant;
  readonly speaker: string;
  readonly text: string;
}

/** One of the three parts. */
export interface ArticulationPart {
  /**
   * 0 none, 1 said by our side only, 2 the buyer confirmed our wording, 3 the buyer's own words with speaker and
   * date, 4 said by the buyer to a third party in the buyer's company.
   */
  readonly level: Explained;
  /** It was said at the level of readiness within the policy's days. */
  readonly isFresh: boolean;
  /** The buyer's words of the highest level, the newest of them; beside them our own, newest (domain:O16). */
  readonly buyerVersion: Spoken | null;
  readonly sellerVersion: Spoken | null;
  /** Set only by a person's mark; no text is ever compared (domain:O16). */
  readonly buyerSaysItBetter: {
    readonly evidenceId: string;
    readonly markedBy: string;
    readonly at: Instant;
  } | null;
}

/** How long it took from the first engagement to all three parts (domain:O17). */
export interface TimeToArticulation {
  /** `waiting`: not yet; the days are so far, and censored at the close or at `asOf`. */
  readonly status: "articulated" | "waiting" | "unknown";
  /** The first buyer-side evidence. */
  readonly startedAt: Instant | null;
  readonly days: Explained;
}

/** Whether all three parts were said at the time of another event, from what was on record by then. */
export interface ReadyAt {
  readonly at: Instant;
  readonly ready: boolean;
}

/** What the buyer of a deal can say in own words. */
export interface ArticulationCard {
  readonly status: "known";
  readonly need: ArticulationPart;
  readonly motivation: ArticulationPart;
  readonly help: ArticulationPart;
  /** How many of the three are fresh at the level of readiness. */
  readonly partsReady: Explained;
  readonly ready: boolean;
  readonly timeToArticulation: TimeToArticulation;
  /** At the first proposal sent (domain:O19). */
  readonly atProposal: ReadyAt | null;
  readonly atClose: ReadyAt | null;
}

/** Nothing about it is on record; it may well have been said. */
export interface NoArticulation {
  readonly status: "unknown";
  readonly missing: readonly string[];
}

/** The articulation of one deal (domain 3.10). */
export type Articulation = ArticulationCard | NoArticulation;
