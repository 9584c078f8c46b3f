import type { CrmError } from "@headway/crm";
import { type HttpAnswer, type Lane, type Limiter, ownLimiter, type Ports } from "@headway/crm/http";
import { concurrentRestMs, type DailyShares, dailyGuard, mostUnderWay, slots } from "./limits.ts";
import { isConcurrentLimit } from "./map-error.ts";

/** When requests may go to an org, and what its answers teach about that. */
export interface Pacing {
  readonly lane: Lane;
  /** Sends a request in its turn; throws `rate-limited` where it may not be sent at all. */
  send(work: () => Promise<HttpAnswer>, signal: AbortSignal | undefined): Promise<HttpAnswer>;
  see(answer: HttpAnswer, error: CrmError | undefined): void;
}

/** Keeps to a share of the org's day, to few requests at a time, and rests when the org says it runs too many. */
export function orgPacing(shares: DailyShares, ports: Ports, limiter: Limiter = ownLimiter(ports)): Pacing {
  const guard = dailyGuard(shares, ports);
  const lane = limiter.lane("general", "unlimited");
  const oneOfFew = slots(mostUnderWay);
  return {
    lane,
    async send(work, signal) {
      guard.check();
      return oneOfFew(work, signal);
    },
    see(answer, error) {
      guard.see(answer);
      if (isConcurrentLimit(error)) lane.pauseUntil(ports.now() + concurrentRestMs);
    },
  };
}
