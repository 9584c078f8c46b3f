import type { Canonical, Side, WritingRow } from "./mirror-rows.ts";

/** Writes of one field of one link within a day after which the next one is held (`invariant:S5`). */
export const mostWritesADay = 4;

const dayMs = 86_400_000;

/**
 * Whether one more write would go round in circles: the fifth within a day, or one that makes A-B-A-B of
 * what this side was told.
 *
 * @param writings Of this field of this link, oldest first.
 * @param at ISO 8601, when the write would be made.
 */
export function trips(
  writings: readonly WritingRow[],
  { side, value }: { readonly side: Side; readonly value: Canonical },
  at: string,
): boolean {
  const since = Date.parse(at) - dayMs;
  const recent = writings.filter((one) => one.keeps !== true && Date.parse(one.at) > since);
  if (recent.length >= mostWritesADay) return true;
  const [first, second, third] = recent.filter((one) => one.side === side).slice(-3);
  if (first === undefined || second === undefined || third === undefined) return false;
  return first.value === third.value && second.value === value && first.value !== value;
}
