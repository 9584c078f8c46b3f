import { type Instant, instantMs } from "../instant.ts";

interface Entry {
  readonly id: string;
  readonly writtenAt: Instant;
}

/** Every entry written by then, oldest first: for lists whose history is shown (decisions, splits). */
export function writtenBy<E extends Entry>(entries: readonly E[], asOf: Instant): E[] {
  const atMs = instantMs(asOf);
  const seen = entries.filter(({ writtenAt }) => instantMs(writtenAt) <= atMs);
  return seen.sort((left, right) => instantMs(left.writtenAt) - instantMs(right.writtenAt));
}

/** Of the entries written by then one of each id: the one written last, ties to the later in the list. */
export function latestBy<E extends Entry>(entries: readonly E[], asOf: Instant): E[] {
  return [...new Map(writtenBy(entries, asOf).map((entry) => [entry.id, entry])).values()];
}
