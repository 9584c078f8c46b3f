import type { RatePolicy } from "../rate-limit.ts";
import { faultDealer, type HubspotFaults } from "./fault-plan.ts";

/** A failure to play on the next calls that match. */
export interface Fault {
  /** Every part given must match; `path` is looked for inside path and query. Default: any call. */
  readonly match?: { readonly method?: string; readonly path?: string };
  /** HTTP status of the failure; ignored with `brokenBody` (200) unless given, and with `dropResponse`. */
  readonly status?: number;
  /** JSON body; default what HubSpot documents for the status. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** How many calls fail. Default 1. */
  readonly times?: number;
  /** Whether the call takes effect before its answer is replaced. */
  readonly afterEffect?: boolean;
  /** A body sent as it is, for answers that are not JSON or break off. */
  readonly brokenBody?: string;
  /** Whether the connection ends without an answer. */
  readonly dropResponse?: boolean;
  /** Which limit a 429 names. Default the rolling ten seconds. */
  readonly policy?: RatePolicy;
  /** Lets the call take effect, and gives the real answer cut in the middle, to its end or to a broken connection. */
  readonly cut?: "ended" | "broken";
  /** Lets the call take effect, and gives the real answer bit by bit over this long. */
  readonly slowByMs?: number;
}

/** Whether the real call is made: what cuts or slows its answer needs one. */
export function takesEffect(fault: Fault): boolean {
  return fault.afterEffect === true || fault.cut !== undefined || fault.slowByMs !== undefined;
}

/** Thrown in place of an answer when the connection is to end; as `fetch` would, a `TypeError`. */
export class DroppedResponse extends TypeError {
  constructor() {
    super("fetch failed");
    this.name = "TypeError";
  }
}

/** The faults that wait for their call. */
export interface FaultQueue {
  add(fault: Fault): void;
  /** The fault for this call, counted as played: the first one added, else what the plan deals out. */
  take(request: Request, path: string): Fault | undefined;
  /** Follows a plan from its beginning, or none. */
  follow(plan: HubspotFaults | null): void;
  /** Forgets every fault that waits, and the plan. */
  clear(): void;
}

function matches(fault: Fault, request: Request): boolean {
  const { method, path } = fault.match ?? {};
  if (method && method.toUpperCase() !== request.method) return false;
  if (!path) return true;
  const url = new URL(request.url);
  return `${url.pathname}${url.search}`.includes(path);
}

/** A queue without named faults, and with a plan where one is given. */
export function faultQueue(plan: HubspotFaults | null): FaultQueue {
  const waiting: { fault: Fault; left: number }[] = [];
  let dealer = plan && faultDealer(plan);
  return {
    add: (fault) => void waiting.push({ fault, left: fault.times ?? 1 }),
    take(request, path) {
      const found = waiting.find((each) => each.left > 0 && matches(each.fault, request));
      if (found) found.left--;
      return found ? found.fault : dealer?.deal(request.method, path);
    },
    follow(next) {
      dealer = next && faultDealer(next);
    },
    clear() {
      waiting.splice(0);
      dealer = null;
    },
  };
}
