import type { Instant } from "../instant.ts";

/** A seller. */
export interface PersonFacts {
  readonly id: string;
  readonly name?: string | undefined;
  /** Whom this seller works with; for figures about groups of five or more (domain 3.14). */
  readonly teamId?: string | undefined;
  /** Contracted hours; the policy's when absent. */
  readonly workingHoursPerWeek?: number | undefined;
  /** Recorded leave, which is leave and not a gap in the log. */
  readonly leave?: readonly { readonly fromAt: Instant; readonly toAt: Instant }[] | undefined;
}
