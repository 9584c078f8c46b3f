import type { Instant } from "../instant.ts";

/** One wait of a deal for its next advance (domain 3.4). */
export interface Spell {
  readonly dealId: string;
  readonly segment: string;
  /** How far the buyer had come when the wait began, from buyer evidence only. */
  readonly band: "none" | "early" | "late";
  readonly startAt: Instant;
  readonly days: number;
  /** `censored`: still waiting at `asOf`. */
  readonly outcome: "advance" | "won" | "lost" | "censored";
}
