import type { Explained } from "../explain/explained.ts";

/** Hours that one seller spent on one account. */
export interface AccountHours {
  readonly accountId: string;
  readonly hours: number;
}

/** One shared box of hours a month for all painful accounts of a seller together (domain:T15). */
export interface TimeBox {
  /** The local month, `2026-03`. */
  readonly month: string;
  /** `used-up`: stop until the month ends. `unknown`: no work of this seller is logged. */
  readonly state: "open" | "used-up" | "unknown";
  readonly used: Explained;
  /** What is left of the box; negative by what it was over-run. */
  readonly left: Explained;
  /** Work on them that law or safety demands; never in the box. */
  readonly exempt: Explained;
  readonly accounts: readonly AccountHours[];
  /** What the box suggests, in words; null while there is time left. */
  readonly suggestion: string | null;
}

/** Effort on accounts that the seller walked away from (domain:T7). */
export interface FreedEffort {
  /** Hours spent on them in the days before each pause, as many as the policy's effort window. */
  readonly before: Explained;
  /** Hours spent on them since. */
  readonly since: Explained;
  readonly accounts: readonly AccountHours[];
}

/** Effort by class of account, of this seller alone (domain:T16). */
export interface EffortShare {
  /** Hours on the A-list over hours on all accounts, 0 to 1. */
  readonly aList: Explained;
  /** The same for the window before. */
  readonly earlierAList: Explained;
  /** What is missing to all of the time, 1 to 0. */
  readonly distance: Explained;
}

/** Triage of one seller's time. Nobody else's stands beside it (domain:R13). */
export interface PersonTriage {
  readonly box: TimeBox;
  readonly freed: FreedEffort;
  readonly share: EffortShare;
}
