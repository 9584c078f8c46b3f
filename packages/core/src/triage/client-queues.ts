import { basisOf, explain } from "../explain/explain.ts";
import type { Explained } from "../explain/explained.ts";
import { formula } from "../explain/rule-version.ts";
import { dayMs, type Instant, instantMs } from "../instant.ts";
import type { Policy } from "../policy/policy.ts";
import { type AccountsInput, aList } from "./a-list.ts";
import type { AccountTriage } from "./account-triage.ts";

/** A client of the A-list and what they need from us next year, so far as it is known. */
export interface NextYearNeedRow {
  readonly accountId: string;
  readonly status: "to-ask" | "asked" | "stated";
  readonly need: string | null;
  readonly evidenceIds: readonly string[];
}

/** Clients of the A-list in its order: first those to ask, then those who were asked, then answers (domain:T12). */
export function nextYearNeedQueue(input: AccountsInput): NextYearNeedRow[] {
  const rows = members(input).map(({ accountId, triage }): NextYearNeedRow => {
    const { status, need, evidenceIds } = triage.asks.nextYearNeed;
    return { accountId, status: status === "not-asked" ? "to-ask" : status, need, evidenceIds };
  });
  return (["to-ask", "asked", "stated"] as const).flatMap((status) =>
    rows.filter((row) => row.status === status),
  );
}

/** A client of the A-list as somebody who could refer us. */
export interface ReferralRow {
  readonly accountId: string;
  /** `wait`: asked or given within the policy's days, or a complaint is open. */
  readonly status: "to-ask" | "wait";
  readonly reason: string;
  readonly asked: Explained;
  readonly given: Explained;
  /** Given over asked; above 1 where more came than was asked for. */
  readonly givenOverAsked: Explained;
}

/** Accounts with the policy and the instant they are looked at. */
export interface AccountsAtInput extends AccountsInput {
  readonly policy: Policy;
  readonly asOf: Instant;
}

/** Whom of the A-list to ask for a referral, in its order, and what asking has come to (domain:T17). */
export function referralQueue(input: AccountsAtInput): ReferralRow[] {
  const open = new Map(input.accounts.map(({ accountId, elation }) => [accountId, elation.openComplaints]));
  const rows = members(input).map(({ accountId, triage }): ReferralRow => {
    const { referralsAsked: asked, referralsGiven: given } = triage.asks;
    const reason = waitReason(triage, open.get(accountId) ?? [], input);
    const status = reason === null ? "to-ask" : "wait";
    const row = { accountId, status, asked, given, givenOverAsked: givenOverAsked(asked, given) } as const;
    return { ...row, reason: reason ?? "nothing speaks against asking" };
  });
  return [
    ...rows.filter(({ status }) => status === "to-ask"),
    ...rows.filter(({ status }) => status === "wait"),
  ];
}

function waitReason(
  { asks }: AccountTriage,
  openComplaints: readonly string[],
  { policy, asOf }: AccountsAtInput,
): string | null {
  if (openComplaints.length > 0) return "a complaint is open";
  const { referralDays } = policy.triage;
  if (asks.lastReferralAt === null) return null;
  const days = (instantMs(asOf) - instantMs(asks.lastReferralAt)) / dayMs;
  return days < referralDays ? `asked or given on ${asks.lastReferralAt.slice(0, 10)}` : null;
}

function givenOverAsked(asked: Explained, given: Explained): Explained {
  const isKnown = asked.basis > 0;
  return explain({
    value: isKnown ? given.basis / asked.basis : null,
    unit: "referrals given for one asked",
    valueFrom: "ratio",
    basis: given.basis,
    n: given.n,
    asOf: given.asOf,
    rule: formula("T17"),
    contributions: () => given.contributions,
    otherBases: [
      basisOf({ name: "asked", prior: 0, basis: asked.basis, contributions: () => asked.contributions }),
    ],
    missing: isKnown ? [] : ["a referral that we asked for"],
  });
}

/** A client of the A-list who would speak for us, since we stood up for them. */
export interface AdvocateRow {
  readonly accountId: string;
  readonly acknowledgedBackings: Explained;
}

/** The A-list with one acknowledged backing or more within the policy's window, in its order (domain:T18). */
export function advocates(input: AccountsInput): AdvocateRow[] {
  return members(input)
    .filter(({ triage }) => triage.asks.acknowledgedBackings.basis >= 1)
    .map(({ accountId, triage }) => ({
      accountId,
      acknowledgedBackings: triage.asks.acknowledgedBackings,
    }));
}

function members(input: AccountsInput): { accountId: string; triage: AccountTriage }[] {
  const triages = new Map(input.accounts.map(({ accountId, triage }) => [accountId, triage]));
  return aList(input).flatMap(({ accountId }) => {
    const triage = triages.get(accountId);
    return triage ? [{ accountId, triage }] : [];
  });
}
