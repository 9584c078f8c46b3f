import type { CallOptions } from "../adapter.ts";
import { CrmError } from "../crm-error.ts";
import type { Ports } from "./ports.ts";
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

/** What sending a request takes, however often it is repeated. */
export interface AttemptOptions {
  readonly crm: string;
  readonly transport: Transport;
  /** The vendor's own reading of an answer: an error, or `undefined` where the answer is good. Pure. */
  readonly toError: (answer: HttpAnswer, request: CallRequest) => CrmError | undefined;
  readonly ports: Ports;
  /** Called with every answer, good or bad, for example to slow a lane down by its headers. */
  readonly onAnswer?: (answer: HttpAnswer, request: CallRequest) => void;
  readonly onRequest?: (event: RequestEvent) => void;
}

/** Sends requests, and keeps to deadlines. */
export interface Caller {
  /** The answer, when it is a good one; else throws {@link CrmError}. */
  call(request: CallRequest, options?: CallOptions): Promise<HttpAnswer>;
}

/** Sends a request once, and reads its answer. Throws {@link CrmError} where it is not a good one. */
export async function attemptOnce(
  { transport, toError, ports, onAnswer, onRequest }: AttemptOptions,
  request: CallRequest,
  attempt: number,
  signal: AbortSignal | undefined,
): Promise<HttpAnswer> {
  const startedAt = ports.now();
  const { method, path, lane } = request;
  const seen = (status: number | null): void =>
    onRequest?.({ method, path, lane, attempt, status, tookMs: ports.now() - startedAt });
  const answer = await transport(request, signal).catch((error: unknown) => {
    seen((CrmError.is(error) ? error.details.status : undefined) ?? null);
    throw error;
  });
  seen(answer.status);
  onAnswer?.(answer, request);
  const error = toError(answer, request);
  if (error !== undefined) throw error;
  return answer;
}
