import type { NextAsk } from "../deal/deal-assessment.ts";
import type { Explained } from "../explain/explained.ts";
import type { Instant } from "../instant.ts";
import type { PeoplePolicy } from "../policy/people-policy.ts";
import type { Portfolio } from "../portfolio/portfolio.ts";
import type { Stall } from "../stall/stall.ts";
import type { GoalsInput } from "./goals-input.ts";
import { type OwnerGroup, ownerGroups } from "./owner-groups.ts";

/** A deal or an account to coach; about the thing, never about a person. */
export interface CoachingEntry {
  readonly daysSinceAdvance: Explained;
  readonly type: "deal" | "account";
  readonly id: string;
  readonly stall: Stall["state"];
  readonly nextAsk: NextAsk | null;
  /** The one missing item that would decide it. */
  readonly missing: string | null;
}

/** Something that legitimately waits, with why and until when. */
export interface SnoozedEntry {
  readonly type: "deal" | "account";
  readonly id: string;
  readonly reason: string;
  readonly resumeAt: Instant;
}

/** What to coach this week (domain:V12): open deals, and accounts, without an advance for the policy's days. */
export interface CoachingQueue {
  readonly asOf: Instant;
  readonly view: PeoplePolicy["leaderView"];
  /** Stalled ones first, then the longest wait. */
  readonly entries: readonly CoachingEntry[];
  /** A buyer's promise is still ahead: nothing to coach yet. */
  readonly waiting: readonly CoachingEntry[];
  readonly snoozed: readonly SnoozedEntry[];
  /** Nothing is logged there, so nobody can say; that is a gap in the log. */
  readonly unlogged: readonly CoachingEntry[];
  /** The entries by team or by owner where the policy lets leaders see that; in the order of the portfolio. */
  readonly groups: readonly OwnerGroup<CoachingEntry>[];
}

interface Candidate {
  readonly entry: CoachingEntry;
  readonly snooze: Stall["snooze"];
}

/** Sorts open deals and all accounts into what to coach, what waits, what sleeps and what nobody logged. */
export function coachingQueue(input: GoalsInput): CoachingQueue {
  const { assessment, policy, portfolio } = input;
  const all = [...dealCandidates(input), ...accountCandidates(input)];
  const awake = all.filter(({ snooze }) => snooze === null).map(({ entry }) => entry);
  const known = awake.filter(({ daysSinceAdvance }) => daysSinceAdvance.value !== null);
  const quiet = known.filter(
    ({ daysSinceAdvance }) => (daysSinceAdvance.value ?? 0) >= policy.goals.coachingAfterDays,
  );
  const entries = quiet.filter(({ stall }) => stall !== "waiting").sort(byNeed);
  return {
    asOf: assessment.asOf,
    view: policy.people.leaderView,
    entries,
    waiting: quiet.filter(({ stall }) => stall === "waiting"),
    snoozed: all.flatMap(snoozedEntry),
    unlogged: awake.filter(({ daysSinceAdvance }) => daysSinceAdvance.value === null),
    groups: ownerGroups(entries, ownersOf(portfolio), portfolio.people, policy.people),
  };
}

function dealCandidates({ assessment }: GoalsInput): Candidate[] {
  return assessment.deals
    .filter(({ status }) => status === "open")
    .map(({ dealId, stall, nextAsk }) => ({
      entry: candidate("deal", dealId, stall, nextAsk),
      snooze: stall.snooze,
    }));
}

function accountCandidates({ assessment }: GoalsInput): Candidate[] {
  return assessment.accounts.map(({ accountId, stall }) => ({
    entry: candidate("account", accountId, stall, null),
    snooze: stall.snooze,
  }));
}

function candidate(
  type: CoachingEntry["type"],
  id: string,
  { state, daysSinceAdvance }: Stall,
  nextAsk: NextAsk | null,
): CoachingEntry {
  const missing = nextAsk?.missing ?? daysSinceAdvance.missing[0] ?? null;
  return { daysSinceAdvance, type, id, stall: state, nextAsk, missing };
}

function snoozedEntry({ entry, snooze }: Candidate): SnoozedEntry[] {
  if (snooze === null) return [];
  return [{ type: entry.type, id: entry.id, reason: snooze.reason, resumeAt: snooze.resumeAt }];
}

function byNeed(left: CoachingEntry, right: CoachingEntry): number {
  const stalled = Number(right.stall === "stalled") - Number(left.stall === "stalled");
  const days = (right.daysSinceAdvance.value ?? 0) - (left.daysSinceAdvance.value ?? 0);
  return stalled || days || (left.id < right.id ? -1 : 1);
}

function ownersOf({ deals, accounts }: Portfolio): (entry: CoachingEntry) => string | undefined {
  const owners = new Map<string, string | undefined>();
  for (const { id, ownerId } of deals) owners.set(`deal/${id}`, ownerId);
  for (const { id, ownerId } of accounts) owners.set(`account/${id}`, ownerId);
  return ({ type, id }) => owners.get(`${type}/${id}`);
}
