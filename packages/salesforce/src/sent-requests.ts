import type { HttpRequest, Transport } from "@headway/crm/http";

/** Knows of each request whether it may have had an effect that nobody confirmed. */
export interface SentRequests {
  readonly transport: Transport;
  /** True when any attempt at this request ended, or was left, without an answer that settles it. */
  isOpen(request: HttpRequest): boolean;
}

/**
 * Watches a transport. An attempt is open until an answer comes that settles it: a lost connection, a
 * cut-off answer and a server error leave it undecided whether the write took effect; a refusal,
 * and 503, say that it did not.
 */
export function sentRequests(transport: Transport): SentRequests {
  const openAttempts = new WeakMap<HttpRequest, number>();
  const change = (request: HttpRequest, by: number): void => {
    openAttempts.set(request, (openAttempts.get(request) ?? 0) + by);
  };
  return {
    async transport(request, signal) {
      signal?.throwIfAborted();
      change(request, 1);
      const answer = await transport(request, signal);
      if (answer.status < 500 || answer.status === 503) change(request, -1);
      return answer;
    },
    isOpen: (request) => (openAttempts.get(request) ?? 0) > 0,
  };
}
