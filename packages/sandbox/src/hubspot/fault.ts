import { rateLimitBody } from "./rate-limit.ts";

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
  /** The fault for this call, counted as played; the first one added wins. */
  take(request: Request): Fault | undefined;
  clear(): void;
}

function matches(fault: Fault, request: Request): boolean {
  const { method, path } = fault.match ?? {};
  if (method && method.toUpperCase() !== request.method) return false;
  if (!path) return true;
  const url = new URL(request.url);
  return `${url.pathname}${url.search}`.includes(path);
}

/** An empty queue. */
export function faultQueue(): FaultQueue {
  const waiting: { fault: Fault; left: number }[] = [];
  return {
    add: (fault) => void waiting.push({ fault, left: fault.times ?? 1 }),
    take(request) {
      const found = waiting.find((each) => each.left > 0 && matches(each.fault, request));
      if (found) found.left--;
      return found?.fault;
    },
    clear: () => void waiting.splice(0),
  };
}

/** The answer that a fault puts in place of the real one. */
export function faultAnswer(fault: Fault, correlationId: string, portalId: number): Response {
  const headers = { "content-type": "application/json;charset=utf-8", ...fault.headers };
  if (fault.brokenBody !== undefined)
    return new Response(fault.brokenBody, { status: fault.status ?? 200, headers });
  const status = fault.status ?? 500;
  const documented =
    status === 429
      ? rateLimitBody("TEN_SECONDLY_ROLLING", correlationId, portalId)
      : { status: "error", message: "internal error", correlationId };
  return new Response(JSON.stringify(fault.body ?? documented), { status, headers });
}
