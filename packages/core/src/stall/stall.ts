import type { Explained } from "../explain/explained.ts";
import type { Instant } from "../instant.ts";

/** Why something legitimately waits, and until when; a seller wrote it down. */
export interface ActiveSnooze {
  readonly snoozeId: string;
  readonly reason: string;
  readonly resumeAt: Instant;
  readonly personId: string;
}

/** Whether a deal, an account or a seller's own progress stands still (domain:V13, domain 3.4). */
export interface Stall {
  /** `waiting`: a buyer's commitment is still ahead. `snoozed`: see `snooze`. `closed`: won or lost. */
  readonly state: "stalled" | "moving" | "waiting" | "snoozed" | "unknown" | "closed";
  readonly snooze: ActiveSnooze | null;
  /** The share of advances that have come by now in the cohort, 0 to 1. */
  readonly q: Explained;
  readonly daysSinceAdvance: Explained;
  /** P(the next advance comes within the policy's severity window), 0 to 1. */
  readonly expectedWithin28Days: Explained;
}
