import { BrokenResponse } from "../../broken-response.ts";
import { type RatePolicy, rateLimitBody } from "../rate-limit.ts";
import { DroppedResponse, type Fault } from "./fault.ts";

/** What an answer in place of the real one says about itself. */
export interface FaultContext {
  readonly correlationId: string;
  readonly portalId: number;
  readonly sleep: (ms: number) => Promise<void>;
  /** The caller's signal: it ends slow answers. */
  readonly signal: AbortSignal;
}

const JSON_TYPE = "application/json;charset=utf-8";

/** Statuses of what stands before HubSpot; they come as pages. */
const GATEWAY = new Set([502, 504, 521, 523, 524]);

const MESSAGES: Readonly<Record<number, string>> = {
  423: "The resource is locked by another request. Try again in a few seconds.",
  477: "A migration of this account is in progress.",
  503: "HubSpot is temporarily unavailable.",
};

function bodyFor(status: number, policy: RatePolicy, { correlationId, portalId }: FaultContext): string {
  if (status === 429) return JSON.stringify(rateLimitBody(policy, correlationId, portalId));
  if (GATEWAY.has(status))
    return `<html><head><title>${status}</title></head><body>Error ${status}</body></html>`;
  return JSON.stringify({ status: "error", message: MESSAGES[status] ?? "internal error", correlationId });
}

/** The answer that a fault puts in place of the real one; by default what HubSpot documents for the status. */
function standIn(fault: Fault, context: FaultContext): Response {
  if (fault.brokenBody !== undefined) {
    const headers = { "content-type": JSON_TYPE, ...fault.headers };
    return new Response(fault.brokenBody, { status: fault.status ?? 200, headers });
  }
  const status = fault.status ?? (fault.policy ? 429 : 500);
  const isPage = fault.body === undefined && GATEWAY.has(status);
  const headers = {
    "content-type": isPage ? "text/html" : JSON_TYPE,
    ...(status === 477 ? { "retry-after": "5" } : {}),
    ...fault.headers,
  };
  const policy = fault.policy ?? "TEN_SECONDLY_ROLLING";
  const body = fault.body === undefined ? bodyFor(status, policy, context) : JSON.stringify(fault.body);
  return new Response(body, { status, headers });
}

const PIECES = 4;

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

/** A body given piece by piece, with a pause before each. */
function piecemeal(
  bytes: Uint8Array<ArrayBuffer>,
  pauseMs: number,
  { sleep, signal }: FaultContext,
): ReadableStream<Uint8Array> {
  const size = Math.max(1, Math.ceil(bytes.length / PIECES));
  let at = 0;
  return new ReadableStream({
    async pull(controller) {
      if (pauseMs > 0) await Promise.race([sleep(pauseMs), aborted(signal)]);
      controller.enqueue(bytes.slice(at, at + size));
      at += size;
      if (at >= bytes.length) controller.close();
    },
  });
}

async function spoiled(real: Response, fault: Fault, context: FaultContext): Promise<Response> {
  const bytes = new Uint8Array(await real.arrayBuffer());
  const { status, headers } = real;
  if (bytes.length === 0) return new Response(null, { status, headers });
  if (fault.cut === "ended") return new Response(bytes.slice(0, bytes.length >> 1), { status, headers });
  if (fault.cut === "broken") return new BrokenResponse(bytes, { status, headers }, new DroppedResponse());
  const pauseMs = (fault.slowByMs ?? 0) / PIECES;
  return new Response(piecemeal(bytes, pauseMs, context), { status, headers });
}

/** What the caller gets where a fault strikes; `real` is the answer of a call that took effect. */
export async function faultAnswer(
  fault: Fault,
  real: Response | undefined,
  context: FaultContext,
): Promise<Response> {
  if (fault.dropResponse) throw new DroppedResponse();
  const isSpoiled = fault.cut !== undefined || fault.slowByMs !== undefined;
  return real && isSpoiled ? spoiled(real, fault, context) : standIn(fault, context);
}
