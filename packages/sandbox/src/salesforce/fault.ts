import type { ApiAnswer } from "./rest/api-request.ts";

/**
 * A failure to happen to requests that match. A part of a composite request is met as a request of its
 * own is; where it gets no answer, the whole composite gets none.
 */
export interface Fault {
  /** All that is given must fit: the method, and a piece of the decoded path and query. Nothing fits everything. */
  readonly match?: { readonly method?: string; readonly path?: string };
  readonly status: number;
  /** Text as it is; anything else as JSON. Default: an error array such as Salesforce sends. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** How often, default once. */
  readonly times?: number;
  /** Do what was asked first, then fail: the answer is lost, the change is not. */
  readonly afterEffect?: boolean;
  /** Cut the body in the middle; a part of a composite request has no end of its own to cut. */
  readonly brokenBody?: boolean;
  /** Give no answer at all: `fetch` rejects with a `DroppedResponse`. */
  readonly dropResponse?: boolean;
}

/** The connection closed before an answer came. A server should close its socket when it catches this. */
export class DroppedResponse extends Error {
  readonly code = "ECONNRESET";

  constructor() {
    super("socket hang up");
    this.name = "DroppedResponse";
  }
}

/** Faults waiting for their request, served in the order they were set. */
export interface Faults {
  add(fault: Fault): void;
  /** Forgets those that wait. */
  clear(): void;
  /** The fault of this request, one use of it spent. */
  take(method: string, address: string): Fault | undefined;
}

function fits(fault: Fault, method: string, address: string): boolean {
  const { match } = fault;
  if (match?.method && match.method.toUpperCase() !== method) return false;
  return !match?.path || address.includes(match.path);
}

/** No faults yet. */
export function faults(): Faults {
  const waiting: { fault: Fault; left: number }[] = [];
  return {
    clear: () => void waiting.splice(0),
    add: (fault) => void waiting.push({ fault, left: fault.times ?? 1 }),
    take(method, address) {
      const found = waiting.find(({ fault, left }) => left > 0 && fits(fault, method, address));
      if (!found) return undefined;
      found.left -= 1;
      return found.fault;
    },
  };
}

const codes: Readonly<Record<number, { errorCode: string; message: string }>> = {
  401: { errorCode: "INVALID_SESSION_ID", message: "Session expired or invalid" },
  403: { errorCode: "REQUEST_LIMIT_EXCEEDED", message: "TotalRequests Limit exceeded." },
  404: { errorCode: "NOT_FOUND", message: "The requested resource does not exist" },
  500: { errorCode: "UNKNOWN_EXCEPTION", message: "An unexpected error occurred." },
  503: { errorCode: "SERVER_UNAVAILABLE", message: "Server is too busy, please retry later." },
};

function faultBody(fault: Fault): unknown {
  const standard = codes[fault.status] ?? { errorCode: "UNKNOWN_EXCEPTION", message: `HTTP ${fault.status}` };
  return fault.body ?? [standard];
}

/** What a fault makes of a part of a composite request; throws if it gives no answer. */
export function faultAnswer(fault: Fault): ApiAnswer {
  if (fault.dropResponse) throw new DroppedResponse();
  return { status: fault.status, body: faultBody(fault), headers: fault.headers ?? {} };
}

/** The answer that a fault gives in the place of the true one; throws if it gives none. */
export function faultResponse(fault: Fault, usageHeader: string): Response {
  if (fault.dropResponse) throw new DroppedResponse();
  const body = faultBody(fault);
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const headers = {
    "content-type": "application/json;charset=UTF-8",
    "sforce-limit-info": usageHeader,
    ...fault.headers,
  };
  const shown = fault.brokenBody ? text.slice(0, Math.ceil(text.length / 2)) : text;
  const bodiless = fault.status === 204 || fault.status === 304;
  return new Response(bodiless ? null : shown, { status: fault.status, headers });
}
