import { fiscalYearOf, periodAfter } from "../calendar/period.ts";
import { compareTexts } from "../evidence/seen.ts";
import { standpoint } from "../standpoint.ts";
import { aList } from "./a-list.ts";
import type { AccountTriage } from "./account-triage.ts";
import type { AccountsAtInput } from "./client-queues.ts";

/** An account on next year's list, with why. */
export interface BucketRow {
  readonly accountId: string;
  readonly reason: string;
}

/** The sales bucket list of a year: whom to work with, whom to give a share of one box, whom to leave be. */
export interface BucketList {
  /** The fiscal year after `asOf`, `2027-01/2027-12`. */
  readonly year: string;
  /** The A-list, in its order. */
  readonly workWith: readonly BucketRow[];
  /** Painful accounts, which share one box of hours a month. */
  readonly timeBoxed: readonly BucketRow[];
  readonly boxHoursAMonth: number;
  /** Paused ones, with what their own renewals say. */
  readonly leaveBe: readonly BucketRow[];
}

/** Made from the classes in force of all accounts (domain:T21). */
export function bucketList({ accounts, policy, asOf }: AccountsAtInput): BucketList {
  const { asOfMs, calendar } = standpoint(policy, asOf);
  const year = periodAfter(fiscalYearOf(asOfMs, calendar), 1, calendar).name;
  const rows = (wanted: AccountTriage["class"], reason: (triage: AccountTriage) => string) =>
    accounts
      .filter(({ triage }) => triage.class === wanted)
      .map(({ accountId, triage }) => ({ accountId, reason: reason(triage) }))
      .sort((left, right) => compareTexts(left.accountId, right.accountId));
  return {
    year,
    workWith: aList({ accounts }).map(({ accountId, reason }) => ({ accountId, reason })),
    timeBoxed: rows("painful", ({ decision, facts }) => decision.inForce?.reason ?? facts.join("; ")),
    boxHoursAMonth: policy.triage.painful.boxHours,
    leaveBe: rows("pursuit-paused", ({ renewal }) => renewal.text),
  };
}
