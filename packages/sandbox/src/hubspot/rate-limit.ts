import type { Settings } from "./settings.ts";
import { midnightBefore } from "./time-zone.ts";

/** What a portal may call, by edition (hubspot facts §1). */
const ALLOWANCES = {
  free: { burst: 100, daily: 250_000 },
  starter: { burst: 100, daily: 250_000 },
  professional: { burst: 190, daily: 625_000 },
  enterprise: { burst: 190, daily: 1_000_000 },
} as const;

const BURST_MS = 10_000;
const SEARCH_PER_SECOND = 5;
const DAY_MS = 86_400_000;

/** The windows that HubSpot names in a 429. */
export type RatePolicy = "TEN_SECONDLY_ROLLING" | "SECONDLY" | "DAILY";

/** The decision about one call, and the headers that its answer carries. */
export interface RateDecision {
  readonly refusedBy: RatePolicy | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

/** Counts the calls of one portal. */
export interface RateLimit {
  /** Takes one call into account. Searches have a lane of their own and no burst headers (recorded). */
  take(search: boolean): RateDecision;
}

/** The instants of recent calls, oldest first, over a rolling window. */
function rollingWindow(max: number, lengthMs: number) {
  let instants: number[] = [];
  return {
    max,
    left(now: number): number {
      instants = instants.filter((at) => at > now - lengthMs);
      return Math.max(0, max - instants.length);
    },
    add: (now: number) => void instants.push(now),
  };
}

/** The rate limits of a portal: rolling ten seconds, five searches a second, and the day of its time zone. */
export function rateLimit(settings: Settings): RateLimit {
  const edition = ALLOWANCES[settings.edition];
  const allowance = { burst: edition.burst, daily: settings.dailyLimit ?? edition.daily };
  const burst = rollingWindow(allowance.burst, BURST_MS);
  const searches = rollingWindow(SEARCH_PER_SECOND, 1_000);
  let day = { start: Number.NEGATIVE_INFINITY, used: 0 };
  const today = (now: number) => {
    if (now >= day.start + DAY_MS || now < day.start)
      day = { start: midnightBefore(settings.timeZone, now), used: 0 };
    return day;
  };
  const decide = (search: boolean, now: number): RatePolicy | undefined => {
    if (settings.limits === "off") return undefined;
    if (today(now).used >= allowance.daily) return "DAILY";
    if (search) return searches.left(now) === 0 ? "SECONDLY" : undefined;
    return burst.left(now) === 0 ? "TEN_SECONDLY_ROLLING" : undefined;
  };
  return {
    take(search) {
      const now = settings.now();
      const refusedBy = decide(search, now);
      if (!refusedBy) {
        today(now).used++;
        if (settings.limits === "real") (search ? searches : burst).add(now);
      }
      const daily = {
        "x-hubspot-ratelimit-daily": String(allowance.daily),
        "x-hubspot-ratelimit-daily-remaining": String(Math.max(0, allowance.daily - today(now).used)),
      };
      if (search) return { refusedBy, headers: daily };
      const remaining = settings.limits === "real" ? burst.left(now) : burst.max;
      return { refusedBy, headers: { ...daily, ...burstHeaders(burst.max, remaining) } };
    },
  };
}

function burstHeaders(max: number, remaining: number): Record<string, string> {
  return {
    "x-hubspot-ratelimit-interval-milliseconds": String(BURST_MS),
    "x-hubspot-ratelimit-max": String(max),
    "x-hubspot-ratelimit-remaining": String(remaining),
  };
}

const MESSAGES: Readonly<Record<RatePolicy, string>> = {
  TEN_SECONDLY_ROLLING: "You have reached your ten_secondly_rolling limit.",
  SECONDLY: "You have reached your secondly limit.",
  DAILY: "You have reached your daily limit.",
};

/** The body of a 429 (hubspot facts §1); the burst names the group that it counts. */
export function rateLimitBody(policy: RatePolicy, correlationId: string, portalId: number) {
  return {
    status: "error",
    message: MESSAGES[policy],
    errorType: "RATE_LIMIT",
    correlationId,
    policyName: policy,
    ...(policy === "TEN_SECONDLY_ROLLING"
      ? { groupName: `publicapi:private-apps:api-calls-ten-secondly:4169410:${portalId}` }
      : {}),
    requestId: correlationId,
  };
}
