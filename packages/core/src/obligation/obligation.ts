import type { Explained } from "../explain/explained.ts";
import type { Instant } from "../instant.ts";

/** Nothing about it is on record. */
export interface NotOnRecord {
  readonly status: "unknown";
  readonly missing: readonly string[];
}

/** Whether the deal keeps the obligation to make a profit (domain:O7). */
export interface ProfitCheck {
  readonly status: "met" | "under-floor" | "unknown";
  /** What is left after all costs, as a share of the price; `null` without a price on record. */
  readonly marginShare: Explained | null;
  /** How far the price lies under the list price, 0 to 1; below 0 for a surcharge; `null` without a price. */
  readonly discount: Explained | null;
  readonly missing: readonly string[];
}

/** What we put into the deal beyond the seller's own time (domain:O8). */
export interface Stewardship {
  readonly status: "known";
  readonly hours: Explained;
  /** Hours since the buyer last committed to something, or acted at a cost. */
  readonly hoursSinceReciprocal: Explained;
  readonly lastReciprocalAt: Instant | null;
  readonly hoursPerAdvance: Explained;
  /** Hours by the resource that the evidence names. */
  readonly byResource: Readonly<Record<string, number>>;
  /** Pieces that name a resource without hours; they are missing from every sum here. */
  readonly unmeasuredEvidenceIds: readonly string[];
}

/** Which results of the company's mission the deal serves (domain:O9). */
export interface MissionFit {
  /** `none`: somebody said that it serves none. */
  readonly status: "fits" | "none" | "unknown";
  readonly results: readonly { readonly id: string; readonly text: string }[];
  /** Results that the deal names and the mission does not hold. */
  readonly namedElsewhere: readonly string[];
  readonly missing: readonly string[];
}

/** What one side said it wins by the deal. */
export interface Win {
  readonly evidenceId: string;
  readonly at: Instant;
  readonly speaker: string | null;
  readonly text: string | null;
}

/** The win of both sides, each in its own record (domain:O20). */
export interface WinWin {
  readonly status: "both" | "buyer-only" | "seller-only" | "neither";
  readonly buyer: Win | null;
  readonly seller: Win | null;
}

/** Whether the buyer's need was met, by the buyer's own account (domain:O1). */
export interface NeedMet {
  readonly status: "met" | "not-met" | "unknown";
  readonly evidenceIds: readonly string[];
  readonly missing: readonly string[];
}

/** We said no: stewardship on record, and no advance (domain:O10). */
export interface SaidNo {
  readonly evidenceId: string;
  readonly at: Instant;
  readonly personId: string | null;
  readonly reason: string | null;
}

/** The obligations that come with a deal (domain 3.10). */
export interface Obligation {
  readonly profit: ProfitCheck;
  readonly stewardship: Stewardship | NotOnRecord;
  readonly missionFit: MissionFit;
  readonly winWin: WinWin;
  readonly needMet: NeedMet;
  readonly saidNo: SaidNo | null;
}
