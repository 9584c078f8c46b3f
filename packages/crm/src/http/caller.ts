import pRetry from "p-retry";
import type { CallOptions } from "../adapter.ts";
import { CrmError } from "../crm-error.ts";
import { withDeadline } from "./deadline.ts";
import type { Lane } from "./lane.ts";
import type { Ports } from "./ports.ts";
import { type RetryQuota, retryQuota } from "./retry-quota.ts";
import type { HttpAnswer, HttpRequest, Transport } from "./transport.ts";

/** A request with what the caller must know to send it well. */
export interface CallRequest extends HttpRequest {
  /** Which lane it waits in. */
  readonly lane: string;
  /**
   * `safe`: repeating it has no further effect (reads, states, upserts by key). `unsafe`: a repeat
   * after a lost answer could do it twice (creates); repeated only when the CRM said it did nothing.
   */
  readonly replay: "safe" | "unsafe";
}

/** Seen once per request sent, for logs, counters and tests. Holds no credential and no body. */
export interface RequestEvent {
  readonly method: string;
  readonly path: string;
  readonly lane: string;
  readonly attempt: number;
  /** `null` when no answer came. */
  readonly status: number | null;
  readonly tookMs: number;
}

/** What {@link caller} is made of. */
export interface CallerOptions {
  readonly crm: string;
  readonly transport: Transport;
  readonly lanes: Readonly<Record<string, Lane>>;
  /** The vendor's own reading of an answer: an error, or `undefined` where the answer is good. Pure. */
  readonly toError: (answer: HttpAnswer, request: CallRequest) => CrmError | undefined;
  readonly ports: Ports;
  /** Called with every answer, good or bad, for example to slow a lane down by its headers. */
  readonly onAnswer?: (answer: HttpAnswer, request: CallRequest) => void;
  readonly onRequest?: (event: RequestEvent) => void;
  /** Attempts per call, the first included; 3 by default (`invariant:R1`). */
  readonly attempts?: number;
}

/** Sends requests through lanes, retries what may be retried, and keeps to deadlines. */
export interface Caller {
  /** The answer, when it is a good one; else throws {@link CrmError}. */
  call(request: CallRequest, options?: CallOptions): Promise<HttpAnswer>;
}

const firstBackoffMs = 500;
const longestBackoffMs = 20_000;
/** Longer waits are the caller's decision: the error carries `retryAfterMs`. */
const longestRetryAfterMs = 900_000;

/** Makes a {@link Caller}. Retries use full jitter, honour `retryAfterMs`, and share one quota. */
export function caller(options: CallerOptions): Caller {
  const quota = retryQuota();
  return {
    call: (request, callOptions = {}) =>
      withDeadline(options.crm, callOptions, options.ports, (signal) =>
        callWithRetries(options, quota, request, signal),
      ),
  };
}

async function callWithRetries(
  options: CallerOptions,
  quota: RetryQuota,
  request: CallRequest,
  signal: AbortSignal | undefined,
): Promise<HttpAnswer> {
  let taken = 0;
  const answer = await pRetry((attempt) => attemptOnce(options, request, attempt, signal), {
    retries: (options.attempts ?? 3) - 1,
    // The waiting is ours, so that the clock can be handed in.
    minTimeout: 0,
    ...(signal === undefined ? {} : { signal }),
    shouldRetry: async ({ error, attemptNumber }) => {
      const kind = retryKind(error, request);
      const wait = retryDelay(error, attemptNumber, options.ports);
      if (kind === undefined || wait > longestRetryAfterMs || !quota.take(kind)) return false;
      taken += quota.cost[kind];
      await options.ports.sleep(wait, signal);
      return true;
    },
  });
  quota.giveBack(taken);
  return answer;
}

async function attemptOnce(
  options: CallerOptions,
  request: CallRequest,
  attempt: number,
  signal: AbortSignal | undefined,
): Promise<HttpAnswer> {
  const lane = options.lanes[request.lane];
  if (lane === undefined) throw new RangeError(`no lane named ${request.lane}`);
  await lane.acquire(signal);
  const startedAt = options.ports.now();
  const seen = (status: number | null): void =>
    options.onRequest?.({
      method: request.method,
      path: request.path,
      lane: request.lane,
      attempt,
      status,
      tookMs: options.ports.now() - startedAt,
    });
  const answer = await options.transport(request, signal).catch((error: unknown) => {
    seen((CrmError.is(error) ? error.details.status : undefined) ?? null);
    throw error;
  });
  seen(answer.status);
  options.onAnswer?.(answer, request);
  const error = options.toError(answer, request);
  if (error !== undefined) throw error;
  return answer;
}

function retryKind(error: unknown, request: CallRequest): "transient" | "throttled" | undefined {
  if (!CrmError.is(error) || !error.retryable) return undefined;
  if (error.code === "rate-limited") return "throttled";
  return request.replay === "safe" ? "transient" : undefined;
}

function retryDelay(error: unknown, attempt: number, ports: Ports): number {
  const asked = CrmError.is(error) ? error.details.retryAfterMs : undefined;
  if (asked !== undefined) return asked;
  const ceiling = Math.min(longestBackoffMs, firstBackoffMs * 2 ** (attempt - 1));
  return Math.floor(ports.random() * ceiling);
}
