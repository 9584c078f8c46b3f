import type { LaneLimit } from "@headway/crm/http";

/** How the cells of one lane are dealt out. */
export interface Pace {
  /** Distance of cells once the burst is used up; 0 where nothing is limited. */
  readonly paceMs: number;
  /** Cells that may start at once, 1 or more. */
  readonly burst: number;
  /** How long after its start a cell may still be used. */
  readonly lateMs: number;
  /** How far ahead cells are dealt out. */
  readonly horizonMs: number;
}

/** The part of the window by which a cell may be used late, and its request reach the CRM later again. */
const latePart = 0.04;
/** Of short windows a part is too little: a busy machine and a way through the net take what they take. */
const leastLateMs = 100;
const leastWayMs = 400;
/** The part of the limit that may start at once. */
const burstPart = 0.05;
/** So that no rounding lets one more in at the edge of a window. */
const roundingMs = 0.001;
/** Requests that need no limit look that often whether there is a pause. */
const lookMs = 1_000;

/**
 * GCRA that holds in every sliding window, not on average: of cells `paceMs` apart, a window of W holds
 * at most W / paceMs + burst - 1. W is the limit's window and what a request may be late by, so that it
 * is within the limit also where the CRM counts it (`invariant:R5`). It costs a tenth of the
 * limit over ten seconds, more over shorter windows.
 */
export function paceOf(limit: LaneLimit | "unlimited"): Pace {
  if (limit === "unlimited") return { paceMs: 0, burst: 1, lateMs: lookMs, horizonMs: lookMs };
  const { requests, intervalMs } = limit;
  if (requests < 1) throw new RangeError("a lane needs at least 1 request");
  const burst = Math.max(1, Math.floor(requests * burstPart));
  const lateMs = Math.max(leastLateMs, intervalMs * latePart);
  const wayMs = Math.max(leastWayMs, intervalMs * latePart);
  return {
    burst,
    paceMs: (intervalMs + lateMs + wayMs) / (requests - burst + 1) + roundingMs,
    lateMs,
    horizonMs: Math.min(1_000, intervalMs / 2),
  };
}
