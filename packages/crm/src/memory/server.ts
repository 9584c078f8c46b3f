import type { CallOptions } from "../adapter.ts";
import { CrmError, type CrmErrorCode } from "../crm-error.ts";
import { noAnswer } from "../http/answer-body.ts";
import { caller } from "../http/caller.ts";
import { type Lane, lane } from "../http/lane.ts";
import type { Ports } from "../http/ports.ts";
import { retryAfterMs } from "../http/retry-after.ts";
import type { HttpAnswer, HttpRequest } from "../http/transport.ts";
import type { Faults } from "./faults.ts";

/** The other side of the wire: runs what a request asks for, unless it was told to make trouble. */
export interface MemoryServer {
  /**
   * Sends one request with all that {@link caller} gives: retries, waiting, deadline, abort.
   * `effect` is what the CRM does for it; it runs once per attempt that gets through.
   */
  send<T>(on: "read" | "write", options: CallOptions, effect: () => T): Promise<T>;
  requestCount(): number;
  /** How many requests were left hanging. */
  hungCount(): number;
}

const failures: Readonly<Record<number, CrmErrorCode>> = {
  401: "unauthenticated",
  403: "forbidden",
  404: "not-found",
  429: "rate-limited",
  503: "unavailable",
};
const statuses = {
  unauthenticated: 401,
  forbidden: 403,
  "not-found": 404,
  "rate-limited": 429,
  unavailable: 503,
} as const;

/** One server for one memory CRM. */
export function memoryServer(crm: string, ports: Ports, faults: Faults): MemoryServer {
  const lanes: Record<string, Lane> = { read: lane("unlimited", ports), write: lane("unlimited", ports) };
  const toError = (answer: HttpAnswer): CrmError | undefined => readFailure(crm, answer, ports.now());
  const counts = { requests: 0, hung: 0 };
  const onHang = (): void => {
    counts.hung += 1;
  };
  return {
    requestCount: () => counts.requests,
    hungCount: () => counts.hung,
    async send(on, options, effect) {
      const results: ReturnType<typeof effect>[] = [];
      const transport = (request: HttpRequest, signal?: AbortSignal): Promise<HttpAnswer> => {
        counts.requests += 1;
        return answer({ crm, faults, on, request, onHang, effect: () => results.push(effect()) }, signal);
      };
      const wire = caller({ crm, transport, lanes, toError, ports });
      await wire.call({ method: "POST", path: `/${on}`, lane: on, replay: "safe" }, options);
      return lastOf(results);
    },
  };
}

interface Arrival {
  readonly crm: string;
  readonly faults: Faults;
  readonly on: "read" | "write";
  readonly request: HttpRequest;
  readonly effect: () => void;
  readonly onHang: () => void;
}

async function answer(arrival: Arrival, signal: AbortSignal | undefined): Promise<HttpAnswer> {
  const { crm, request, effect } = arrival;
  const fault = arrival.faults.ofRequest(arrival.on);
  if (fault === undefined) {
    effect();
    return { status: 200, headers: {}, body: null };
  }
  switch (fault.kind) {
    case "broken-json":
      effect();
      throw new CrmError("malformed-response", { crm, message: "the answer was cut off", status: 200 });
    case "no-answer":
      throw noAnswer(crm, request, new Error("connection reset"));
    case "no-answer-after-effect":
      effect();
      throw noAnswer(crm, request, new Error("connection reset"));
    case "hangs":
      arrival.onHang();
      return hang(signal);
    default: {
      const wait = fault.retryAfterMs;
      const headers = wait === undefined ? {} : { "retry-after": String(wait / 1000) };
      return { status: statuses[fault.kind], headers, body: null };
    }
  }
}

function hang(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

function readFailure(crm: string, answer: HttpAnswer, now: number): CrmError | undefined {
  const code = failures[answer.status];
  if (code === undefined) return undefined;
  const wait = retryAfterMs(answer.headers, now);
  return new CrmError(code, {
    crm,
    message: `the CRM answered ${answer.status}`,
    status: answer.status,
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
  });
}

function lastOf<T>(results: readonly T[]): T {
  const last = results.slice(-1);
  for (const result of last) return result;
  throw new RangeError("a request succeeded without a result");
}
