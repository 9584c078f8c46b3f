import type { Policy } from "./policy.ts";

/**
 * Your policy over {@link defaultPolicy}: objects merge key by key, your evidence rules go before the defaults.
 * Throws a `ZodError` whose message names every path and what was expected there; unknown keys are refused.
 */
export function parsePolicy(_input: unknown): Policy {
  throw new Error("Not built yet");
}
