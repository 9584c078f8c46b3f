import type { CrmAdapter } from "@headway/crm";
import type { MirrorField, Side } from "./mirror-rows.ts";
import type { MirrorStore } from "./mirror-store.ts";
import type { StageMapOptions } from "./stage-map.ts";

/**
 * Who wins when both sides changed since they agreed. `left`, `right`: that side. `rank`, stages only:
 * the later stage; closed beats open, won against lost waits for a person. `latest`: the later change by
 * the fields' histories; within five seconds, or where a history cannot be read, see `tie` and
 * `docs/mirror.md`. `manual`: a person decides, nothing is written until then.
 */
export type ConflictPolicy = "left" | "right" | "rank" | "latest" | "manual";

/** One policy for all fields, or one for each; `manual` for fields not named. */
export type ConflictPolicies = ConflictPolicy | { readonly [Field in MirrorField]?: ConflictPolicy };

/** Who is who among the owners. */
export interface OwnerOptions {
  /** Users with the same e-mail address are the same person; true by default. */
  readonly byEmail?: boolean;
  /** Users who are the same person whatever their addresses. */
  readonly pairs?: readonly { readonly left: string; readonly right: string }[];
}

/** What a side says about the currency of its deals. */
export interface SideCurrency {
  /** ISO 4217, for amounts that come without one; the account's own by default. */
  readonly default?: string;
  /** The CRM's own name of the field that holds a deal's currency, so that it is known of deals without an amount as well. */
  readonly field?: string;
}

/** What amounts of different currencies are worth; without a rate such a deal is parked (`invariant:S11`). */
export interface CurrencyOptions {
  readonly left?: SideCurrency;
  readonly right?: SideCurrency;
  /** One `from` is `rate` of `to`, as a decimal string. */
  readonly rates?: readonly { readonly from: string; readonly to: string; readonly rate: string }[];
}

/** How existing deals find each other. */
export interface MatchOptions {
  /**
   * Fields, by the CRM's own names, that say which deal is which. `other-id`: they hold the id of the
   * deal on the other side; one side is enough. `shared`: both hold the same value of a third system.
   * Deals found this way are linked by themselves.
   */
  readonly externalKey?: {
    readonly holds: "other-id" | "shared";
    readonly left?: string;
    readonly right?: string;
  };
  /** Proposes deals of the same name and amount, for a person to accept; true by default. */
  readonly nameAndAmount?: boolean;
}

/** What {@link createMirror} joins and how. */
export interface MirrorOptions {
  /** What its rows in the store are under; `mirror` by default. Two mirrors of one store need two names. */
  readonly name?: string;
  readonly left: CrmAdapter;
  readonly right: CrmAdapter;
  readonly store: MirrorStore;
  /** The fields to keep the same. */
  readonly fields: readonly MirrorField[];
  /** Needed when `stageId` is mirrored. */
  readonly stages?: readonly StageMapOptions[];
  readonly conflict: ConflictPolicies;
  /** Decides differences found when two deals are linked; without it, or with `manual`, a person does (`invariant:S13`). */
  readonly initial?: ConflictPolicies;
  /** Who wins a tie of `latest`; `left` by default. */
  readonly tie?: Side;
  /** Lets a conflict reopen a closed deal; false by default (`invariant:S9`). */
  readonly allowReopen?: boolean;
  readonly owners?: OwnerOptions;
  /** Who owns a deal whose owner the other side does not have, by that side's user id; without it such an owner is parked (`invariant:S12`). */
  readonly fallbackOwner?: { readonly left?: string; readonly right?: string };
  readonly currency?: CurrencyOptions;
  /** Digits after the point at which amounts are compared and written; all of them by default. */
  readonly amountDigits?: number;
  readonly match?: MatchOptions;
  /** Milliseconds since 1970; the machine's clock by default. */
  readonly clock?: () => number;
  /** A text that was never given before, by any process; random by default. */
  readonly ids?: () => string;
  /** How long a worker holds the mirror without a sign of life; a minute by default. */
  readonly leaseMs?: number;
}

/** How one run is to go. */
export interface MirrorRunOptions {
  readonly signal?: AbortSignal;
  /** Stops at a checkpoint after 90% of this time; the next run goes on. */
  readonly budgetMs?: number;
  readonly onProgress?: (event: MirrorProgress) => void;
  /** Reads and decides, writes nothing to either CRM, and lists what it would write in `planned`. */
  readonly dryRun?: boolean;
  /** Sends what the bulk breaker would hold (`invariant:W8`). */
  readonly approve?: boolean;
}

/** How far a run has come. */
export interface MirrorProgress {
  readonly phase: "describe" | "settle" | "learn" | "match" | "plan" | "send";
  readonly side: Side | null;
  readonly done: number;
}
