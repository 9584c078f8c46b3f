import { cohortWords, type Explained, type Stall } from "@headway/core";
import type { StandingItem } from "./src/app/cards/standing.ts";

const longestReasons = 3;

/** What an item says beside its number. */
interface Words {
  readonly id: string;
  readonly label: string;
  readonly text: string;
  readonly tone?: StandingItem["tone"];
  /** Beside the contributions' own. */
  readonly because?: readonly string[];
}

/** An item from a number: its largest contributions are the reasons; an unknown one says what is missing. */
export function tellNumber(number: Explained, words: Words): StandingItem {
  if (number.status === "unknown") return tellUnknown(words, number.missing);
  const lines = [...number.contributions]
    .sort((left, right) => Math.abs(right.amount) - Math.abs(left.amount))
    .slice(0, longestReasons)
    .map(({ amount, note, source }) => `${signed(amount)} ${note ?? "from"} (${source})`);
  const left = number.contributions.length - lines.length;
  const rest = left > 0 ? [`and ${left} more`] : [];
  const pieces = number.n === 1 ? "1 piece" : `${number.n} pieces`;
  return tellKnown(
    { ...words, because: [...(words.because ?? []), ...lines, ...rest] },
    `rests on ${pieces} of evidence`,
  );
}

/** An item that is no single number. */
export function tellKnown({ tone = "plain", because = [], ...words }: Words, coverage: string): StandingItem {
  return { ...words, status: "known", tone, because, coverage };
}

/** An item that nothing can be said of, and what would decide it. */
export function tellUnknown(
  { id, label }: Words | Omit<Words, "text">,
  missing: readonly string[],
): StandingItem {
  const because = missing.map((item) => `Missing: ${item}`);
  return {
    id,
    label,
    status: "unknown",
    text: "Unknown",
    tone: "plain",
    because,
    coverage: "not enough to say",
  };
}

/**
 * Whether it stands still; `state` alone says it in words. `like` names what it is compared with. The days are those
 * since the last advance or, before the first, since there is something to wait for: "without" is true of both.
 */
export function tellStall(
  { state, q, snooze, daysSinceAdvance }: Stall,
  like: "deals" | "accounts",
): StandingItem {
  const words = { id: "stall", label: "Does it stand still" };
  if (state === "unknown") return tellUnknown(words, q.missing);
  const whole = Math.floor(daysSinceAdvance.value ?? 0);
  const days =
    daysSinceAdvance.value === null ? [] : [`${whole} ${whole === 1 ? "day" : "days"} without an advance`];
  if (state === "closed") return tellKnown({ ...words, text: "Closed" }, "the deal's own state");
  if (state === "waiting") {
    return tellKnown(
      { ...words, text: "Waiting for what the buyer promised", because: days },
      "a commitment ahead",
    );
  }
  if (state === "snoozed") {
    const text = `Waits on purpose until ${snooze?.resumeAt.slice(0, 10) ?? "a date"}`;
    return tellKnown({ ...words, text, because: snooze === null ? [] : [snooze.reason] }, "a seller's note");
  }
  const share = `${Math.round((q.value ?? 0) * 100)} of 100 advances in like ${like} had come by now`;
  const isStalled = state === "stalled";
  const text = isStalled ? "Stalled" : "Moving within the usual";
  return tellKnown(
    { ...words, text, tone: isStalled ? "warning" : "plain", because: [share, ...days] },
    q.cohort === undefined ? `like ${like}` : cohortWords(q.cohort),
  );
}

function signed(amount: number): string {
  return `${amount < 0 ? "−" : "+"}${Math.abs(Math.round(amount * 100) / 100)}`;
}
