import { random } from "../random.ts";

/** How often each fault strikes a call, or a row, shares from 0 to 1. Default 0 each. */
export interface SalesforceFaultRates {
  /** 500 before the call takes effect. */
  readonly failedBefore?: number;
  /** 500 after the call took effect. */
  readonly failedAfter?: number;
  /** The connection ends before the call takes effect. */
  readonly reset?: number;
  /** The connection ends after the call took effect, without an answer. */
  readonly lost?: number;
  /** JSON ends in the middle; a stream of rows ends in an error. */
  readonly truncated?: number;
  /** The body comes after `slowByMs`. */
  readonly slow?: number;
  /** 503 `SERVER_UNAVAILABLE`. */
  readonly unavailable?: number;
  /** 403 `REQUEST_LIMIT_EXCEEDED`: too many requests at once. */
  readonly rateLimited?: number;
  /** Every access token given so far ends, this call's too. */
  readonly sessionEnded?: number;
  /** `UNABLE_TO_LOCK_ROW`, for each row written. */
  readonly lockedRow?: number;
}

/** A fault that strikes a call as a whole. */
export type SeededFault = Exclude<keyof SalesforceFaultRates, "lockedRow">;

/** Faults that strike by themselves, the same for the same seed and the same calls. Signing in is left alone. */
export interface SalesforceFaults {
  readonly seed: number;
  readonly rates: SalesforceFaultRates;
  /** Default 30,000. */
  readonly slowByMs?: number;
}

/** Draws faults. What strikes a call depends on the seed, on the call and on how often it came, not on others. */
export interface SeededFaults {
  /** From now on other faults strike, or none. */
  set(faults: SalesforceFaults | undefined): void;
  /** The fault of a call; undefined for none. */
  draw(method: string, address: string, body: string): SeededFault | undefined;
  /** Whether a row is held by others just now. */
  isRowLocked(): boolean;
  slowByMs(): number;
}

const defaultSlowMs = 30_000;

/** FNV-1a: far apart for texts that differ little. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  }
  return value >>> 0;
}

/** The faults of a seed; none without settings. */
export function seededFaults(first: SalesforceFaults | undefined): SeededFaults {
  let faults = first;
  let rows = random(first?.seed ?? 0);
  const times = new Map<number, number>();
  return {
    set(next) {
      faults = next;
      rows = random(next?.seed ?? 0);
      times.clear();
    },
    draw(method, address, body) {
      if (!faults) return undefined;
      const call = hash(`${method} ${address} ${body}`);
      const time = (times.get(call) ?? 0) + 1;
      times.set(call, time);
      const chances = random(hash(`${faults.seed} ${call} ${time}`));
      const kinds = Object.entries(faults.rates).filter(([kind]) => kind !== "lockedRow");
      return kinds.find(([, rate]) => chances.chance(rate))?.[0] as SeededFault | undefined;
    },
    isRowLocked: () => rows.chance(faults?.rates.lockedRow ?? 0),
    slowByMs: () => faults?.slowByMs ?? defaultSlowMs,
  };
}
