import type { Instant } from "../instant.ts";

/** Whose wait: a deal's, an account's over all its deals, or a seller's over all advances credited (domain:V13). */
export type Clock = "deal" | "account" | "person";

/** One wait for the next advance (domain 3.4). */
export interface Spell {
  readonly clock: Clock;
  /** The id of the deal, account or person. */
  readonly subjectId: string;
  /** A deal's segment; empty for accounts and persons. */
  readonly segment: string;
  /** How far the buyer had come when the wait began, from buyer evidence only; `none` for accounts and persons. */
  readonly band: "none" | "early" | "late";
  readonly startAt: Instant;
  readonly days: number;
  /** `censored`: still waiting at `asOf`. */
  readonly outcome: "advance" | "won" | "lost" | "censored";
}
