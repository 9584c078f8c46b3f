import type { CrmAdapter } from "../adapter.ts";
import type { ConformanceBackend } from "./backend.ts";
import type { FaultKind } from "./fault.ts";

/**
 * What an adapter's test lends the suite: one adapter over one empty CRM that nobody else uses.
 *
 * "Empty" allows what the CRM brings by itself (its pipeline, one user, its own fields). The adapter
 * must be open to everything its capabilities declare, and must get its clock, waiting and randomness
 * from {@link SimulatedClock} or the like: a case may ask it to wait for minutes.
 */
export interface ConformanceHarness {
  readonly adapter: CrmAdapter;
  readonly backend: ConformanceBackend;
  /** Every credential that the adapter of this harness holds; none may ever be seen in a message. */
  readonly secrets: readonly string[];
  /**
   * How far a pull reads back by design, in milliseconds, to catch what the CRM shows late; 0 by
   * default. The suite allows repeats of records changed within it, and of no others.
   */
  readonly overlapMs?: number;
  /** Faults this CRM does not have, each with the reason; their cases are reported as skipped with it. */
  readonly cannot?: { readonly [Kind in FaultKind]?: string };
  /** Ends it all; called once after every case, also after a failed one. */
  close(): Promise<void>;
}

/** Opens a fresh harness; called once per case, so that no case sees another's records. */
export type OpenHarness = () => Promise<ConformanceHarness>;

/**
 * The two functions the suite takes from a test framework. Those of Vitest, Jest-likes with a context
 * and `node:test` fit as they are.
 */
export interface ConformanceRunner {
  describe(name: string, body: () => void): unknown;
  test(name: string, body: (context: CaseContext) => Promise<void>): unknown;
}

/** What a runner hands every case. After `skip` the case ends, whether or not the runner throws. */
export interface CaseContext {
  skip(reason: string): unknown;
}
