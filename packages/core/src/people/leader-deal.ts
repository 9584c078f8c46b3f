import type { AccountAssessment } from "../account/account-assessment.ts";
import type { Advance } from "../deal/advance.ts";
import type { DealAssessment } from "../deal/deal-assessment.ts";
import type { Stall } from "../stall/stall.ts";

/** An advance without the person it names. */
export type UnnamedAdvance = Omit<Advance, "personId">;

/** A stall whose snooze does not say who wrote it. */
export interface UnnamedStall extends Omit<Stall, "snooze"> {
  readonly snooze: { readonly reason: string; readonly resumeAt: string } | null;
}

type SharedDealFields =
  | "dealId"
  | "status"
  | "buyingProgress"
  | "jobs"
  | "preference"
  | "movement"
  | "lastAdvance"
  | "commitmentsAhead"
  | "lapsed"
  | "nextAsk"
  | "momentum"
  | "meetingVerdicts"
  | "callVerdicts"
  | "reasons";

/** What a leader sees of a deal: everything about the deal, nothing about who works on it. */
export interface LeaderDeal extends Pick<DealAssessment, SharedDealFields> {
  readonly advances: Omit<DealAssessment["advances"], "ledger"> & {
    readonly ledger: readonly UnnamedAdvance[];
  };
  readonly stall: UnnamedStall;
}

type SharedAccountFields = "accountId" | "accountAdvances" | "advanceKinds" | "elation" | "momentum";

/** What a leader sees of an account. */
export interface LeaderAccount extends Pick<AccountAssessment, SharedAccountFields> {
  readonly stall: UnnamedStall;
  readonly ledger: readonly UnnamedAdvance[];
}

/** Field by field, so that what is added to an assessment later is shown only once somebody decides so. */
export function leaderDeal(deal: DealAssessment): LeaderDeal {
  const { forward, qualifiedOut, bySituation, ledger } = deal.advances;
  return {
    dealId: deal.dealId,
    advances: { forward, qualifiedOut, bySituation, ledger: ledger.map(unnamed) },
    status: deal.status,
    buyingProgress: deal.buyingProgress,
    jobs: deal.jobs,
    preference: deal.preference,
    movement: deal.movement,
    lastAdvance: deal.lastAdvance,
    commitmentsAhead: deal.commitmentsAhead,
    lapsed: deal.lapsed,
    nextAsk: deal.nextAsk,
    stall: unnamedStall(deal.stall),
    momentum: deal.momentum,
    meetingVerdicts: deal.meetingVerdicts,
    callVerdicts: deal.callVerdicts,
    reasons: deal.reasons,
  };
}

/** The same for an account. */
export function leaderAccount(account: AccountAssessment): LeaderAccount {
  return {
    accountId: account.accountId,
    accountAdvances: account.accountAdvances,
    advanceKinds: account.advanceKinds,
    elation: account.elation,
    momentum: account.momentum,
    stall: unnamedStall(account.stall),
    ledger: account.ledger.map(unnamed),
  };
}

function unnamed({ personId: _, ...advance }: Advance): UnnamedAdvance {
  return advance;
}

function unnamedStall({ snooze, ...stall }: Stall): UnnamedStall {
  return { ...stall, snooze: snooze && { reason: snooze.reason, resumeAt: snooze.resumeAt } };
}
