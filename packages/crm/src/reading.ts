/**
 * A value that may not have been readable. Unknown is not empty: a failed read of links, a missing
 * scope or an edition without a field is `unknown` with its reason, all the way to the screen.
 */
export type Reading<T> =
  | { readonly status: "known"; readonly value: T }
  | { readonly status: "unknown"; readonly reason: string };

/** Wraps a value that was read. */
export function known<T>(value: T): Reading<T> {
  return { status: "known", value };
}

/** Says that a value could not be read, and why, in words a person can act on. */
export function unknown(reason: string): { readonly status: "unknown"; readonly reason: string } {
  return { status: "unknown", reason };
}
