import { type Lane, type LaneLimit, lane } from "./lane.ts";
import type { Ports } from "./ports.ts";

/**
 * Makes the lanes of one account of a CRM. An adapter asks it for each of its lanes by name, and for the
 * same name again when a limit changes; what started before then counts on where lanes are shared. Handed
 * to several adapters, also in several processes, one limiter keeps them together within each limit (`invariant:R5`).
 */
export interface Limiter {
  lane(name: string, limit: LaneLimit | "unlimited"): Lane;
}

/** A limiter of one adapter by itself: lanes that nobody shares. */
export function ownLimiter(ports: Ports): Limiter {
  return { lane: (_name, limit) => lane(limit, ports) };
}
