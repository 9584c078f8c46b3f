import { wordsRandom } from "../words-random.ts";
import type { Fault } from "./fault.ts";

/** How often each fault strikes a call, shares from 0 to 1 that add up to at most 1. Default 0 each. */
export interface HubspotFaultRates {
  /** 429 of the rolling ten seconds; of a search, of the second. */
  readonly rateLimited?: number;
  /** 429 of the day. */
  readonly dailyLimited?: number;
  /** 423. */
  readonly locked?: number;
  /** 477, with the seconds to wait. */
  readonly migrating?: number;
  /** 5xx before the call takes effect. */
  readonly failedBefore?: number;
  /** 5xx after the call took effect. */
  readonly failedAfter?: number;
  /** The connection ends before the call takes effect. */
  readonly reset?: number;
  /** The connection ends after the call took effect, without an answer. */
  readonly lost?: number;
  /** The connection ends in the middle of the answer. */
  readonly broken?: number;
  /** The answer ends in the middle of its JSON. */
  readonly truncated?: number;
  /** The answer comes bit by bit over `slowByMs`. */
  readonly slow?: number;
}

/** Faults that strike by themselves, the same for the same seed and the same calls. */
export interface HubspotFaults {
  readonly seed: number;
  readonly rates: HubspotFaultRates;
  /** Default 30,000. */
  readonly slowByMs?: number;
}

const FAILURES = [500, 502, 503, 504, 521, 523, 524];

type Pick = (statuses: readonly number[]) => number;

function faultOf(kind: string, isSearch: boolean, slowByMs: number, pick: Pick): Fault {
  const faults: Readonly<Record<keyof HubspotFaultRates, () => Fault>> = {
    rateLimited: () => ({ policy: isSearch ? "SECONDLY" : "TEN_SECONDLY_ROLLING" }),
    dailyLimited: () => ({ policy: "DAILY" }),
    locked: () => ({ status: 423 }),
    migrating: () => ({ status: 477 }),
    failedBefore: () => ({ status: pick(FAILURES) }),
    failedAfter: () => ({ status: pick(FAILURES), afterEffect: true }),
    reset: () => ({ dropResponse: true }),
    lost: () => ({ dropResponse: true, afterEffect: true }),
    broken: () => ({ cut: "broken" }),
    truncated: () => ({ cut: "ended" }),
    slow: () => ({ slowByMs }),
  };
  return faults[kind as keyof HubspotFaultRates]();
}

/** Deals out faults. */
export interface FaultDealer {
  /** The fault that strikes this call, if one does. */
  deal(method: string, path: string): Fault | undefined;
}

/**
 * A dealer for a plan. What strikes a call hangs on the seed, its method and path, and how many such calls came
 * before: calls that overtake each other change nothing for the others. Throws a `RangeError` for impossible rates.
 */
export function faultDealer({ seed, rates, slowByMs = 30_000 }: HubspotFaults): FaultDealer {
  const kinds = Object.entries(rates).filter(([, rate]) => rate > 0);
  const sum = kinds.reduce((so, [, rate]) => so + rate, 0);
  if (sum > 1.000001 || kinds.some(([, rate]) => rate > 1)) {
    throw new RangeError(`The rates of faults add up to ${sum}; they are shares of all calls`);
  }
  const seen = new Map<string, number>();
  return {
    deal(method, path) {
      const call = `${method} ${path}`;
      const before = seen.get(call) ?? 0;
      seen.set(call, before + 1);
      const { between, pick } = wordsRandom(`${seed} ${call} ${before}`);
      const roll = between(0, 999_999) / 1_000_000;
      let reached = 0;
      for (const [kind, rate] of kinds) {
        reached += rate;
        if (roll < reached) return faultOf(kind, path.endsWith("/search"), slowByMs, pick);
      }
      return undefined;
    },
  };
}
