import { random } from "../random.ts";

/**
 * What may befall a request: an error before or after its effect, a connection reset before or after it,
 * a body that comes slowly or is cut, an org that is too busy, rows that others hold, a session that ends,
 * too many requests at once.
 */
export type SeededFault =
  | "error-before"
  | "error-after"
  | "reset"
  | "lost-response"
  | "slow-body"
  | "truncated-body"
  | "unavailable"
  | "locked-row"
  | "expired-session"
  | "concurrent-limit";

/** Faults that come by themselves, the same ones for the same seed. */
export interface SeededFaultSettings {
  readonly seed: number;
  /** How likely each is, 0 to 1, for each request; for `locked-row` for each row written. Absent: never. */
  readonly rates: Readonly<Partial<Record<SeededFault, number>>>;
  /** How long a slow body takes. Default 30,000 ms. */
  readonly slowMs?: number;
}

/** Draws faults. What befalls a request depends on the seed, on the request and on how often it came, not on others. */
export interface SeededFaults {
  /** The fault of a request; undefined for none. */
  draw(method: string, address: string, body: string): SeededFault | undefined;
  /** Whether a row is held by others just now. */
  isRowLocked(): boolean;
}

/** FNV-1a: far apart for texts that differ little. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  }
  return value >>> 0;
}

/** The faults of a seed; none without settings. */
export function seededFaults(settings: SeededFaultSettings | undefined): SeededFaults {
  if (!settings) return { draw: () => undefined, isRowLocked: () => false };
  const { seed, rates } = settings;
  const rows = random(seed);
  const times = new Map<number, number>();
  const kinds = Object.entries(rates).filter(([kind]) => kind !== "locked-row");
  return {
    draw(method, address, body) {
      const request = hash(`${method} ${address} ${body}`);
      const time = (times.get(request) ?? 0) + 1;
      times.set(request, time);
      const chances = random(hash(`${seed} ${request} ${time}`));
      const found = kinds.find(([, rate]) => chances.chance(rate));
      return found?.[0] as SeededFault | undefined;
    },
    isRowLocked: () => rows.chance(rates["locked-row"] ?? 0),
  };
}
