/** One line of what is known about a record, with what it rests on. */
export interface StandingItem {
  /** Kebab-case name of the number, such as `buying-progress`; stable. */
  readonly id: string;
  readonly label: string;
  /** `unknown` is no zero: `because` then says what is missing. */
  readonly status: "known" | "unknown";
  readonly text: string;
  /** How it is coloured; the text says the same. */
  readonly tone: "plain" | "good" | "warning";
  /** The reasons, newest first; for `unknown` what would decide it. */
  readonly because: readonly string[];
  /** How much it rests on, in words. */
  readonly coverage: string;
}

/** Where the buyer stands, as the function answers it and the card shows it. Plain data. */
export interface Standing {
  /** `undecided`: something without which nothing can be said could not be read. `gone`: no such record. */
  readonly status: "assessed" | "undecided" | "gone";
  readonly object: "deal" | "account";
  readonly name: string | null;
  /** ISO 8601. */
  readonly asOf: string;
  readonly policyVersion: string;
  readonly items: readonly StandingItem[];
  /** What could not be read, one clause each. */
  readonly gaps: readonly string[];
  /** Meetings whose verdict nobody has logged, newest first. */
  readonly meetings: readonly { readonly id: string; readonly label: string }[];
}

/** What became of an entry that was logged. */
export type LogAnswer =
  /** It is in the CRM; `note` says where and what it counts as. Logging it again finds it and adds nothing. */
  | { readonly status: "saved"; readonly note: string }
  /** It was looked at and not taken; `reason` says why. */
  | { readonly status: "refused"; readonly reason: string }
  /** Nobody knows whether it arrived; sending the same again is safe. */
  | { readonly status: "unknown"; readonly reason: string };

/** True for what the function answers; anything else is shown as an error, never as an empty record. */
export function isStanding(value: unknown): value is Standing {
  if (typeof value !== "object" || value === null) return false;
  const { status, items, gaps, meetings } = value as Partial<Standing>;
  const hasLists = [items, gaps, meetings].every((list) => Array.isArray(list));
  return hasLists && ["assessed", "undecided", "gone"].includes(status ?? "");
}

/** True for what the function answers to an entry. */
export function isLogAnswer(value: unknown): value is LogAnswer {
  if (typeof value !== "object" || value === null) return false;
  const { status } = value as Partial<LogAnswer>;
  return ["saved", "refused", "unknown"].includes(status ?? "");
}
