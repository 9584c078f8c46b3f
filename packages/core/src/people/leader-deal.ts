import type { AccountAssessment } from "../account/account-assessment.ts";
import type { Advance } from "../deal/advance.ts";
import type { DealAssessment } from "../deal/deal-assessment.ts";
import type { TriageDecision } from "../notebook/triage-decision.ts";
import type { Obligation, SaidNo } from "../obligation/obligation.ts";
import type { Stall } from "../stall/stall.ts";
import type { AccountTriage } from "../triage/account-triage.ts";

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
  | "articulation"
  | "reasons";

/** What a leader sees of a deal: everything about the deal, nothing about who works on it. */
export interface LeaderDeal extends Pick<DealAssessment, SharedDealFields> {
  readonly advances: Omit<DealAssessment["advances"], "ledger"> & {
    readonly ledger: readonly UnnamedAdvance[];
  };
  readonly stall: UnnamedStall;
  /** A no of ours without who said it. */
  readonly obligation: Omit<Obligation, "saidNo"> & { readonly saidNo: Omit<SaidNo, "personId"> | null };
}

type SharedAccountFields =
  | "accountId"
  | "accountAdvances"
  | "advanceKinds"
  | "elation"
  | "momentum"
  | "relationship"
  | "medals";

/** What was decided about an account and why, as neutral facts; how the record reads is for the seller's eyes. */
export interface LeaderTriage extends Pick<AccountTriage, "class" | "pursuit" | "facts"> {
  readonly decision: Pick<TriageDecision, "class" | "reason" | "writtenAt"> | null;
}

/** What a leader sees of an account. */
export interface LeaderAccount extends Pick<AccountAssessment, SharedAccountFields> {
  readonly stall: UnnamedStall;
  readonly ledger: readonly UnnamedAdvance[];
  readonly triage: LeaderTriage;
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
    articulation: deal.articulation,
    obligation: { ...deal.obligation, saidNo: unnamedNo(deal.obligation.saidNo) },
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
    triage: leaderTriage(account.triage),
    relationship: account.relationship,
    medals: account.medals,
  };
}

function leaderTriage({ class: inForce, pursuit, facts, decision }: AccountTriage): LeaderTriage {
  const made = decision.inForce;
  return {
    class: inForce,
    pursuit,
    facts,
    decision: made && { class: made.class, reason: made.reason, writtenAt: made.writtenAt },
  };
}

function unnamedNo(no: SaidNo | null): Omit<SaidNo, "personId"> | null {
  return no && { evidenceId: no.evidenceId, at: no.at, reason: no.reason };
}

function unnamed({ personId: _, ...advance }: Advance): UnnamedAdvance {
  return advance;
}

function unnamedStall({ snooze, ...stall }: Stall): UnnamedStall {
  return { ...stall, snooze: snooze && { reason: snooze.reason, resumeAt: snooze.resumeAt } };
}
