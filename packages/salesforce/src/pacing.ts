import type { CrmError } from "@headway/crm";
import { type HttpAnswer, type Limiter, ownLimiter, type Ports } from "@headway/crm/http";
import { concurrentRestMs, type DailyShares, dailyGuard, mostUnderWay, slots } from "./limits.ts";
import { isConcurrentLimit } from "./map-error.ts";

/** When requests may go to an org, and what its answers teach about that. */
export interface Pacing {
  /** Sends a request in its turn, `work` right when it leaves; throws `rate-limited` where it may not be sent at all. */
  send(work: () => Promise<HttpAnswer>, signal: AbortSignal | undefined): Promise<HttpAnswer>;
  see(answer: HttpAnswer, error: CrmError | undefined): void;
}

/** Keeps to a share of the org's day, to few requests at a time, and rests when the org says it runs too many. */
export function orgPacing(shares: DailyShares, ports: Ports, limiter: Limiter = ownLimiter(ports)): Pacing {
  const guard = dailyGuard(shares, ports);
  const lane = limiter.lane("general", "unlimited");
  const oneOfFew = slots(mostUnderWay);
  const leave = async (work: () => Promise<HttpAnswer>, signal?: AbortSignal): Promise<HttpAnswer> => {
    // Asked last: who waited for a slot may have to rest by now, or have lost the account to another worker.
    await lane.acquire(signal);
    guard.check();
    return work();
  };
  return {
    send: (work, signal) => oneOfFew(() => leave(work, signal), signal),
    see(answer, error) {
      guard.see(answer);
      if (isConcurrentLimit(error)) lane.pauseUntil(ports.now() + concurrentRestMs);
    },
  };
}
