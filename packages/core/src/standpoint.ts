import { Instant, instantMs } from "./instant.ts";
import type { Policy } from "./policy/policy.ts";

/** The instant something is seen from, and the policy it is judged by. */
export interface Standpoint {
  readonly policy: Policy;
  readonly asOf: Instant;
  readonly asOfMs: number;
}

/** A standpoint; throws a `ZodError` when `asOf` is no ISO instant with a time and an offset. */
export function standpoint(policy: Policy, asOf: string): Standpoint {
  return { policy, asOf: Instant.parse(asOf), asOfMs: instantMs(asOf) };
}
