import type { Explained } from "../explain/explained.ts";
import type { Instant } from "../instant.ts";
import type { TriageDecision } from "../notebook/triage-decision.ts";

/** What can be decided about an account; only `a-list`, `painful` and `pursuit-paused` are ever proposed. */
export type TriageClass = TriageDecision["class"];

/** Why triage looks at an account; `not-this-period` is about a deal and never among these (domain:T2, domain:T3). */
export type TriageReason =
  | "deferrals-after-chase"
  | "unanswered-chase"
  | "repeated-deadline-messages"
  | "confirmed-benefit"
  | "friction";

/** One sign of domain 3.6, with how it stands. */
export interface PursuitSign {
  readonly name: "silence" | "late-deferrals" | "unkept-commitments" | "one-sided-asks";
  readonly status: "holds" | "does-not-hold" | "unknown";
  /** How many attempts, late deferrals, commitments or requests it looks at. */
  readonly n: number;
  /** What it adds to the log-odds now. */
  readonly logOdds: number;
  /** The neutral fact behind it. */
  readonly fact: string;
}

/** Another explanation of the same record, and what would tell the two apart. */
export interface OtherReading {
  readonly reading: string;
  readonly tellsApart: string;
}

/**
 * How the account's behaviour towards our pursuit reads (domain:T1, domain 3.6). For the seller's eyes: intent
 * cannot be observed, so this is shown, never stored; store and write back {@link AccountTriage.facts} alone.
 */
export interface PursuitReading {
  /** `none`: something known rules it out. `unknown`: what is missing could decide it. */
  readonly state: "behaves-as-if" | "none" | "unknown";
  readonly logOdds: Explained;
  readonly signs: readonly PursuitSign[];
  /** "Behaves as if …" with the request to judge; null unless the state says so. */
  readonly text: string | null;
  readonly otherReadings: readonly OtherReading[];
  /** What rules it out, with the evidence. */
  readonly ruledOutBy: readonly { readonly text: string; readonly evidenceIds: readonly string[] }[];
  /** Late deferrals that came after a chase of ours (domain:T3). */
  readonly deferralsAfterChase: Explained;
  /** The historical label: only where the pattern repeats over two periods or more (domain:T6). */
  readonly history: { readonly periods: readonly string[]; readonly line: string | null };
  /** When it ends by itself; null where there is nothing to end. */
  readonly expiresAt: Instant | null;
}

/** A renewal whose deadline lies ahead, and the notice that pausing never drops. */
export interface RenewalNotice {
  readonly dealId: string;
  readonly dueAt: Instant;
  readonly text: string;
}

/** Whether to go on writing and calling (domain:T4). */
export interface Chase {
  /** Attempts since the buyer's last reply or act. */
  readonly unanswered: Explained;
  /** The longest run of them within the policy's window. */
  readonly longestRun: number;
  /** Answered attempts over all, 0 to 1. */
  readonly replyRate: Explained;
  /** Messages since the last reply that repeat a deadline. */
  readonly deadlineMessages: Explained;
  readonly recommendation: "stop" | "none" | "unknown";
  /** Neutral facts; empty without a recommendation. */
  readonly reason: string;
  /** True while stopping is recommended or pursuit is paused: no cadence may suggest a next message. */
  readonly blocksCadence: boolean;
  readonly noticesStillDue: readonly RenewalNotice[];
}

/** The account's own record of renewals, apart from whether we pursue it (domain:T5). */
export interface RenewalRecord {
  readonly renewed: Explained;
  readonly decided: Explained;
  readonly pursued: Explained;
  /** "has renewed 4 of 4, pursued each time". */
  readonly text: string;
  /** Days from each renewal to its deadline, earliest deadline first; negative after it. */
  readonly leadTimes: readonly { readonly dealId: string; readonly days: number }[];
  readonly meanLeadDays: Explained;
  /** P(renews next time), unknown under four decided renewals. No loss forecast follows from a pause. */
  readonly expectation: Explained;
}

/** One promise of ours, as it stands (domain:T11). */
export interface PromiseRecord {
  readonly what: string;
  readonly status: "kept" | "broken" | "made-good" | "open" | "unsettled";
  /** The client said so, as against our own log. */
  readonly confirmed: boolean;
  readonly evidenceIds: readonly string[];
}

/** The three parts an A-list rests on; never summed (domain 3.7). No revenue, size or tenure is in them. */
export interface Mutuality {
  /** Kinds of benefit that the client confirmed (domain:T8, domain:T10). */
  readonly benefit: Explained;
  readonly benefitKinds: readonly string[];
  /** Kept promises over settled ones; unknown under two (domain:T11). */
  readonly delivery: Explained;
  readonly promises: readonly PromiseRecord[];
  /** Two-way learning, and our own word that we enjoy it: 0 to 2 (domain:T13). */
  readonly collaboration: Explained;
  readonly isMember: boolean;
  /** Bands of the order: benefit 0 to 3, delivery 0 to 2, collaboration 0 to 2. */
  readonly bands: { readonly benefit: number; readonly delivery: number; readonly collaboration: number };
  /** Why it is on the list, or what is missing. */
  readonly reason: string;
}

/** Two columns that are never added up (domain:T14). */
export interface Worth {
  /** Moments of learning, enjoyment and personal thanks; no currency. */
  readonly intrinsic: Explained;
  /** Won deals by currency, as an aside; no input of anything. */
  readonly money: readonly Explained[];
}

/** Whether the account takes more than it should (domain:T15). */
export interface Painful {
  readonly state: "painful" | "no" | "unknown";
  readonly by: "decision" | "friction" | null;
  /** Complaints and re-openings within the window. */
  readonly friction: Explained;
  /** Seller hours within the window. */
  readonly hours: Explained;
}

/** Decisions about an account: the seller's own is in force, others are shown beside it (domain:T19). */
export interface DecisionAudit {
  /** The latest decision of the account's seller, while it has not expired. */
  readonly inForce: TriageDecision | null;
  readonly expiresAt: Instant | null;
  /** Unexpired decisions of others that say something else: shown, never applied. */
  readonly disagreements: readonly TriageDecision[];
  /** Every decision, oldest first. */
  readonly history: readonly TriageDecision[];
}

/** What we asked the client for, and what came (domain:T12, domain:T17, domain:T18). */
export interface ClientAsks {
  readonly nextYearNeed: {
    readonly status: "not-asked" | "asked" | "stated";
    /** The need in the client's words or by its name. */
    readonly need: string | null;
    readonly evidenceIds: readonly string[];
  };
  readonly referralsAsked: Explained;
  readonly referralsGiven: Explained;
  /** The later of the last ask and the last referral. */
  readonly lastReferralAt: Instant | null;
  /** Times we stood up for the client within the policy's window and the client said so. */
  readonly acknowledgedBackings: Explained;
}

/** Triage of one account, as of one instant. The tool proposes, the seller decides (domain:T19). */
export interface AccountTriage {
  /** `paused`: the seller stopped active pursuit; the account stays open, its renewal expectation stays (domain:T5). */
  readonly pursuit: "active" | "paused";
  /** The class in force: decided, or for the A-list and painful accounts also computed; else `active`. */
  readonly class: TriageClass;
  readonly proposals: readonly { readonly class: TriageClass; readonly facts: readonly string[] }[];
  readonly decision: DecisionAudit;
  readonly reasons: readonly TriageReason[];
  /** Neutral facts, the only words about the client that may be stored or written back. */
  readonly facts: readonly string[];
  readonly reading: PursuitReading;
  readonly chase: Chase;
  readonly renewal: RenewalRecord;
  readonly mutuality: Mutuality;
  readonly worth: Worth;
  readonly painful: Painful;
  readonly asks: ClientAsks;
  /** Segments of its deals, in order of name, for the profile of an A-list (domain:T16). */
  readonly segments: readonly string[];
}
