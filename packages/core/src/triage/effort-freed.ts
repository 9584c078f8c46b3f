import type { PersonAssessment } from "../person/person-assessment.ts";
import { type AccountsInput, aList } from "./a-list.ts";
import type { FreedEffort } from "./person-triage.ts";

/** One seller and the accounts that hours could go to. */
export interface EffortFreedInput extends AccountsInput {
  readonly person: PersonAssessment;
}

/** Hours that walking away set free, and the clients they could go to. */
export interface EffortFreed extends FreedEffort {
  /** The A-list, in its order. */
  readonly goTo: readonly { readonly accountId: string; readonly reason: string }[];
  /** In words, or what is missing. */
  readonly text: string;
}

/** What a seller's walk-away set took before, and where it could go (domain:T7). */
export function effortFreed({ person, accounts }: EffortFreedInput): EffortFreed {
  const { freed } = person.triage;
  const goTo = aList({ accounts }).map(({ accountId, reason }) => ({ accountId, reason }));
  return { ...freed, goTo, text: textOf(freed) };
}

function textOf({ before, since, accounts }: FreedEffort): string {
  if (before.value === null) return `Not known; missing: ${before.missing.join("; ")}`;
  const hours = `${before.value.toFixed(1)} h went to ${accounts.length} paused ${accounts.length === 1 ? "account" : "accounts"} before`;
  return `${hours}, ${(since.value ?? 0).toFixed(1)} h since`;
}
