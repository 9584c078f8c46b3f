import { compareTexts } from "../evidence/seen.ts";
import { type AccountsInput, aList } from "./a-list.ts";

/** How many clients of the A-list have something. */
export interface ProfileCount {
  readonly name: string;
  readonly accountIds: readonly string[];
}

/** What the A-list has in common, and who else has it (domain:T16). Nothing about size or money is in it. */
export interface AListProfile {
  readonly accountIds: readonly string[];
  /** By kind of confirmed benefit, most common first. */
  readonly benefitKinds: readonly ProfileCount[];
  /** By segment of their deals, most common first. */
  readonly segments: readonly ProfileCount[];
  /** Those with learning in both directions or our own word of enjoyment. */
  readonly collaborating: readonly string[];
  /** Accounts not on the list that share a segment with it, and are neither painful nor paused. */
  readonly lookalikes: readonly { readonly accountId: string; readonly segments: readonly string[] }[];
}

/** The kind of clients one would like to work with all of the time. */
export function aListProfile({ accounts }: AccountsInput): AListProfile {
  const accountIds = aList({ accounts }).map(({ accountId }) => accountId);
  const listed = new Set(accountIds);
  const members = accounts.filter(({ accountId }) => listed.has(accountId));
  const segments = countNames(members.map(({ accountId, triage }) => [accountId, triage.segments]));
  const known = new Set(segments.map(({ name }) => name));
  return {
    accountIds,
    benefitKinds: countNames(
      members.map(({ accountId, triage }) => [accountId, triage.mutuality.benefitKinds]),
    ),
    segments,
    collaborating: accountIds.filter((id) =>
      members.some(({ accountId, triage }) => accountId === id && triage.mutuality.bands.collaboration > 0),
    ),
    lookalikes: accounts
      .filter(({ triage }) => triage.class === "active")
      .map(({ accountId, triage }) => ({
        accountId,
        segments: triage.segments.filter((segment) => known.has(segment)),
      }))
      .filter(({ segments: shared }) => shared.length > 0)
      .sort((left, right) => compareTexts(left.accountId, right.accountId)),
  };
}

function countNames(named: readonly (readonly [string, readonly string[]])[]): ProfileCount[] {
  const counts = new Map<string, string[]>();
  for (const [accountId, names] of named) {
    for (const name of names) counts.set(name, [...(counts.get(name) ?? []), accountId]);
  }
  return [...counts]
    .map(([name, ids]) => ({ name, accountIds: ids.sort() }))
    .sort(
      (left, right) =>
        right.accountIds.length - left.accountIds.length || compareTexts(left.name, right.name),
    );
}
