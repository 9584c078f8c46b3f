import type { Advance } from "../deal/advance.ts";
import type { Explained } from "../explain/explained.ts";
import type { PersonProgress } from "../goals/person-progress.ts";
import type { Instant } from "../instant.ts";
import type { Momentum } from "../momentum/momentum.ts";
import type { Stall } from "../stall/stall.ts";
import type { PersonTriage } from "../triage/person-triage.ts";

/** Where a skill stands on the ladder (domain:V10). */
export interface DevelopmentStep {
  readonly skill: string;
  readonly learned: boolean;
  readonly applied: boolean;
  readonly understood: boolean;
  readonly sustained: boolean;
  readonly evidenceIds: readonly string[];
}

/** Seller hours of the window, split by what set them off (domain:V2). */
export interface EffortSplit {
  readonly total: Explained;
  readonly askedForHelp: number;
  readonly otherInbound: number;
  readonly planned: number;
  /** Hours on accounts without a buyer-side event for the policy's quiet days. */
  readonly quietAccounts: number;
  /** From a client's message to our next act, in hours; null without a pair. */
  readonly medianResponseHours: number | null;
}

/** Everything said about one seller, for that seller first. There is no ranking of people (domain:R13). */
export interface PersonAssessment {
  readonly personId: string;
  readonly asOf: Instant;
  readonly policyVersion: string;
  readonly teamId?: string;
  /** The first figure, here as everywhere (domain:V5). */
  readonly advancesInWindow: Explained;
  readonly busy: {
    /** Advances an hour (domain:V1). */
    readonly advancesPerHour: Explained;
    readonly hoursPerAdvance: Explained;
    /** `team`: the prior is what a team of five or more makes of its hours; `own`: one’s earlier weeks. */
    readonly prior: "team" | "own";
    /** Against one's own earlier weeks, never against peers. */
    readonly earlierAdvancesPerHour: Explained;
    readonly loggingCoverage: Explained;
    /** In words when there was no advance: "more than 21.3 h an advance". */
    readonly note: string;
  };
  readonly effort: EffortSplit;
  readonly momentum: Momentum;
  readonly development: readonly DevelopmentStep[];
  /** How long one has waited for an advance of any kind, for oneself to see (domain:V13). */
  readonly stall: Stall;
  readonly progress: PersonProgress;
  readonly ledger: readonly Advance[];
  /** The month's box for painful accounts, effort freed, effort on the A-list. */
  readonly triage: PersonTriage;
}
