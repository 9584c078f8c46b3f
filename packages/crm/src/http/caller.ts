import pRetry from "p-retry";
import { CrmError } from "../crm-error.ts";
import { type AttemptOptions, attemptOnce, type Caller, type CallRequest } from "./attempt.ts";
import { deadlineError, withDeadline } from "./deadline.ts";
import type { Lane } from "./lane.ts";
import type { Ports } from "./ports.ts";
import { type RetryQuota, retryQuota } from "./retry-quota.ts";
import { timeLeft } from "./time-left.ts";
import type { HttpAnswer } from "./transport.ts";

/** What {@link caller} is made of. */
export interface CallerOptions extends AttemptOptions {
  /** What requests wait in; without any they start at once. */
  readonly lanes?: Readonly<Record<string, Lane>>;
  /** Attempts per call, the first included; 3 by default (`invariant:R1`). */
  readonly attempts?: number;
}

const firstBackoffMs = 500;
const longestBackoffMs = 20_000;
/** Longer waits are the caller's decision: the error carries `retryAfterMs`. */
const longestRetryAfterMs = 900_000;

/** Makes a {@link Caller}. Retries use full jitter, honour `retryAfterMs`, and share one quota. */
export function caller(options: CallerOptions): Caller {
  const quota = retryQuota();
  return {
    call: (request, callOptions = {}) => {
      const left = timeLeft(callOptions, options.ports);
      // A machine that slept wakes to its timers in any order: the deadline's may come after the one waited for here.
      const throwIfLate = (): void => {
        if (left().timeoutMs === 0) throw deadlineError(options.crm, callOptions.timeoutMs ?? 0);
      };
      return withDeadline(options.crm, callOptions, options.ports, (signal) =>
        callWithRetries({ ...options, throwIfLate }, quota, request, signal),
      );
    },
  };
}

/** How one call is sent. */
interface Calling extends CallerOptions {
  /** Right before anything is sent. */
  readonly throwIfLate: () => void;
}

async function callWithRetries(
  options: Calling,
  quota: RetryQuota,
  request: CallRequest,
  signal: AbortSignal | undefined,
): Promise<HttpAnswer> {
  let taken = 0;
  const answer = await pRetry((attempt) => inLane(options, request, attempt, signal), {
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

async function inLane(
  options: Calling,
  request: CallRequest,
  attempt: number,
  signal: AbortSignal | undefined,
): Promise<HttpAnswer> {
  if (options.lanes !== undefined) {
    const lane = options.lanes[request.lane];
    if (lane === undefined) throw new RangeError(`no lane named ${request.lane}`);
    await lane.acquire(signal);
  }
  options.throwIfLate();
  return attemptOnce(options, request, attempt, signal);
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
