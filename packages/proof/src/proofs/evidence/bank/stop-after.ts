import type { Called } from "./read-calls.ts";

/** What stopping after so many calls would have saved and lost. */
export interface StopCost {
  /** Share of all calls that would not have been made. */
  readonly saved: number;
  /** Share of all buyers who bought at a later call; each taken as lost. */
  readonly lost: number;
  /** Calls made for each buyer kept. */
  readonly callsPerBuyer: number;
}

/** Costs the policy of stopping after `stop` calls, on people whose calls and purchases are known. */
export function stopAfter(called: readonly Called[], stop: number): StopCost {
  const calls = called.reduce((sum, one) => sum + one.calls, 0);
  const kept = called.reduce((sum, one) => sum + Math.min(stop, one.calls), 0);
  const buyers = called.filter(({ bought }) => bought);
  const late = buyers.filter((one) => one.calls > stop).length;
  return {
    saved: (calls - kept) / calls,
    lost: late / buyers.length,
    callsPerBuyer: kept / Math.max(1, buyers.length - late),
  };
}
