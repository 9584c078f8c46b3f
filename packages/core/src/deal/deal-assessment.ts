import type { Articulation } from "../articulation/articulation.ts";
import type { BuyingJob } from "../evidence/buying-job.ts";
import type { EvidenceKind } from "../evidence/kind.ts";
import type { Situation } from "../evidence/situation.ts";
import type { Explained } from "../explain/explained.ts";
import type { Instant } from "../instant.ts";
import type { Momentum } from "../momentum/momentum.ts";
import type { Obligation } from "../obligation/obligation.ts";
import type { Stall } from "../stall/stall.ts";
import type { Advance } from "./advance.ts";

/** Where the deal moved at its latest buyer-side step on the two axes (domain:V7). */
export type MovementType =
  | "advance"
  | "recovered"
  | "buyer-advances-we-fall"
  | "we-gain-buyer-steps-back"
  | "setback"
  | "none";

/** One step on the two axes. */
export interface Movement {
  readonly type: MovementType;
  /** In words, such as "the buyer advances, we fall". */
  readonly text: string;
  readonly at: Instant | null;
  readonly buyingProgressChange: number;
  readonly preferenceChange: number;
  readonly evidenceIds: readonly string[];
}

/** A buyer's promise, and how it stands at `asOf`. */
export interface BuyerCommitment {
  readonly evidenceId: string;
  readonly what: string;
  readonly madeAt: Instant;
  readonly dueAt: Instant | null;
  /** `overdue`: missed, but by less than the policy's lapse. */
  readonly status: "ahead" | "undated" | "kept" | "overdue" | "lapsed";
}

/** The next thing to ask the buyer for. */
export interface NextAsk {
  readonly text: string;
  readonly dueAt?: Instant;
  readonly reason: string;
  /** The one missing item that would decide it. */
  readonly missing: string;
}

/** How a meeting ended. `no-verdict` is a gap in the log, never a failure (domain:V8). */
export interface MeetingVerdict {
  readonly meetingId: string;
  readonly at: Instant;
  readonly verdict: "order" | "advance" | "continuation" | "no-sale" | "no-verdict" | "not-held";
  readonly planned?: boolean;
  readonly evidenceIds: readonly string[];
  readonly missing: readonly string[];
}

/** How a call ended (domain:V9). */
export interface CallVerdict {
  readonly callId: string;
  readonly at: Instant;
  readonly verdict: "follow-up-scheduled" | "qualified-out" | "continuation" | "no-contact" | "no-verdict";
  readonly evidenceIds: readonly string[];
  readonly missing: readonly string[];
}

/** Where a deal stands, as of one instant: what is written back to a CRM, and what that rests on. */
export interface DealStanding {
  readonly dealId: string;
  readonly asOf: Instant;
  readonly policyVersion: string;
  readonly status: "open" | "won" | "lost";
  readonly advances: {
    readonly forward: Explained;
    readonly qualifiedOut: Explained;
    readonly bySituation: Readonly<Record<Situation, number>>;
    /** Every advance in order of time, lapsed ones included. */
    readonly ledger: readonly Advance[];
  };
  readonly buyingProgress: Explained;
  readonly jobs: { readonly done: readonly BuyingJob[]; readonly reopened: readonly BuyingJob[] };
  readonly preference: Explained;
  readonly movement: Movement;
  readonly lastAdvance: {
    readonly at: Instant;
    readonly evidenceId: string;
    readonly kind: EvidenceKind;
  } | null;
  readonly commitments: readonly BuyerCommitment[];
  readonly commitmentsAhead: readonly BuyerCommitment[];
  readonly lapsed: readonly BuyerCommitment[];
  readonly nextAsk: NextAsk | null;
  readonly stall: Stall;
  readonly momentum: Momentum;
  readonly meetingVerdicts: readonly MeetingVerdict[];
  readonly callVerdicts: readonly CallVerdict[];
  /** Three plain sentences: what the buyer did, how it stands, what is next. */
  readonly reasons: readonly [string, string, string];
}

/** Everything said about one deal, as of one instant. */
export interface DealAssessment extends DealStanding {
  /** What the buyer can say in own words (domain:O14, domain:O15). */
  readonly articulation: Articulation;
  /** Profit, stewardship, mission fit, both wins (domain:O7 to domain:O10, domain:O20). */
  readonly obligation: Obligation;
}
