import type {
  AccountAssessment,
  BuyerCommitment,
  DealAssessment,
  DealFacts,
  PersonAssessment,
} from "@headway/core";
import type { AccountRecord, DealRecord, UserRecord } from "@headway/crm";
import type { AssessmentSummary, SummaryValue } from "./store.ts";

/** A deal in one line of data, for reviews and reports. Numbers are `null` where unknown. */
export interface DealSummary extends Record<string, SummaryValue> {
  readonly name: string | null;
  readonly url: string | null;
  readonly status: "open" | "won" | "lost";
  readonly ownerId: string | null;
  readonly accountId: string | null;
  readonly advances: number | null;
  readonly lastAdvanceAt: string | null;
  readonly buyingProgress: number | null;
  readonly preference: number | null;
  readonly movement: string;
  readonly stall: string;
  readonly daysSinceAdvance: number | null;
  readonly momentum: number | null;
  readonly nextAsk: string | null;
  readonly nextAskDueAt: string | null;
  /** Each as `DUE WHAT`, `DUE` an instant, absent where the promise is undated. */
  readonly commitmentsAhead: readonly string[];
  /** The same, for promises that are overdue and have not lapsed. */
  readonly commitmentsOverdue: readonly string[];
  readonly reasons: readonly string[];
}

/** An account in one line of data. */
export interface AccountSummary extends Record<string, SummaryValue> {
  readonly name: string | null;
  readonly url: string | null;
  readonly elation: string;
  readonly balance: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly points: number;
  readonly kinds: readonly string[];
  readonly missing: readonly string[];
  readonly momentum: number | null;
  /** No chase is to be suggested on this account’s deals. */
  readonly holdsCadence: boolean;
}

/** A seller in one line of data; for that seller first (domain 3.14). */
export interface PersonSummary extends Record<string, SummaryValue> {
  readonly name: string | null;
  readonly advances: number | null;
  readonly hours: number | null;
  readonly hoursOnQuietAccounts: number;
  readonly advancesPerHour: number | null;
  /** The 80% interval of `advancesPerHour`. */
  readonly low: number | null;
  readonly high: number | null;
  readonly note: string;
  readonly missing: readonly string[];
  readonly momentum: number | null;
}

/** The short form of a deal's assessment. */
export function summariseDeal(
  deal: DealRecord,
  facts: DealFacts,
  assessment: DealAssessment,
): AssessmentSummary {
  const summary: DealSummary = {
    name: deal.name,
    url: deal.url ?? null,
    status: facts.status,
    ownerId: deal.ownerId,
    accountId: facts.accountId ?? null,
    advances: assessment.advances.forward.value,
    lastAdvanceAt: assessment.lastAdvance?.at ?? null,
    buyingProgress: assessment.buyingProgress.value,
    preference: assessment.preference.value,
    movement: assessment.movement.type,
    stall: assessment.stall.state,
    daysSinceAdvance: assessment.stall.daysSinceAdvance.value,
    momentum: assessment.momentum.points.value,
    nextAsk: assessment.nextAsk?.text ?? null,
    nextAskDueAt: assessment.nextAsk?.dueAt ?? null,
    commitmentsAhead: assessment.commitmentsAhead.map(inOneLine),
    commitmentsOverdue: assessment.commitments.filter(({ status }) => status === "overdue").map(inOneLine),
    reasons: assessment.reasons,
  };
  return {
    subject: "deal",
    id: deal.id,
    asOf: assessment.asOf,
    policyVersion: assessment.policyVersion,
    summary,
  };
}

function inOneLine({ dueAt, what }: BuyerCommitment): string {
  return `${dueAt ?? ""} ${what}`.trim();
}

/** The short form of an account's assessment. */
export function summariseAccount(account: AccountRecord, assessment: AccountAssessment): AssessmentSummary {
  const { elation } = assessment;
  const summary: AccountSummary = {
    name: account.name,
    url: account.url ?? null,
    elation: elation.state,
    balance: elation.balance.value,
    low: elation.balance.interval?.[0] ?? null,
    high: elation.balance.interval?.[1] ?? null,
    points: elation.effectiveSampleSize,
    kinds: elation.kinds.map((kind) => kind.kind),
    missing: elation.balance.missing,
    momentum: assessment.momentum.points.value,
    holdsCadence: assessment.triage.chase.blocksCadence,
  };
  return {
    subject: "account",
    id: account.id,
    asOf: assessment.asOf,
    policyVersion: assessment.policyVersion,
    summary,
  };
}

/** The short form of a seller's assessment. */
export function summarisePerson(user: UserRecord, assessment: PersonAssessment): AssessmentSummary {
  const summary: PersonSummary = {
    name: user.name,
    advances: assessment.advancesInWindow.value,
    hours: assessment.effort.total.value,
    hoursOnQuietAccounts: assessment.effort.quietAccounts,
    advancesPerHour: assessment.busy.advancesPerHour.value,
    low: assessment.busy.advancesPerHour.interval?.[0] ?? null,
    high: assessment.busy.advancesPerHour.interval?.[1] ?? null,
    note: assessment.busy.note,
    missing: assessment.busy.advancesPerHour.missing,
    momentum: assessment.momentum.points.value,
  };
  return {
    subject: "person",
    id: user.id,
    asOf: assessment.asOf,
    policyVersion: assessment.policyVersion,
    summary,
  };
}
