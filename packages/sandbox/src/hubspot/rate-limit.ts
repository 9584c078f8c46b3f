import type { Settings } from "./settings.ts";
import { midnightBefore } from "./time-zone.ts";

/** What a portal may call, by edition (hubspot facts §1). */
const ALLOWANCES = {
  free: { burst: 100, daily: 250_000 },
  starter: { burst: 100, daily: 250_000 },
  professional: { burst: 190, daily: 625_000 },
  enterprise: { burst: 190, daily: 1_000_000 },
} as const;

/** Bought in addition, at most twice; the second adds to the day alone. */
const INCREASED_BURST = 250;
const DAILY_INCREASE = 1_000_000;
/** Of an app that people install, per account. */
const OAUTH_BURST = 110;
const BURST_MS = 10_000;
const SEARCH_PER_SECOND = 5;
const DAY_MS = 86_400_000;

/** The limits that HubSpot names in a 429; how it names calls at once is unverified. */
export type RatePolicy = "TEN_SECONDLY_ROLLING" | "SECONDLY" | "DAILY" | "CONCURRENT";

/** The decision about one call, and the headers that its answer carries. */
export interface RateDecision {
  readonly refusedBy: RatePolicy | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

/** Which window a call counts in besides the day: searches have their own, per account. */
export type RateLane = "general" | "search" | "associations";

/** How much of the day is used; instants in milliseconds since 1970. */
export interface DailyUsage {
  readonly limit: number;
  readonly used: number;
  readonly resetsAt: number;
}

/** Counts the calls of one portal. */
export interface RateLimit {
  /** Takes one call into account. Searches have no burst headers (recorded); OAuth apps have no daily ones. */
  take(lane: RateLane, kind: "static" | "oauth"): RateDecision;
  usage(): DailyUsage;
  /** Calls that another app of the account makes: they use up the day that all share. */
  spend(calls: number): void;
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

/** The day in the portal's time zone, and the calls made in it. */
function dayCounter({ timeZone, now }: Settings) {
  let day = { start: Number.NEGATIVE_INFINITY, used: 0 };
  return () => {
    const at = now();
    if (at >= day.start + DAY_MS || at < day.start) day = { start: midnightBefore(timeZone, at), used: 0 };
    return day;
  };
}

function allowances(settings: Settings) {
  const edition = ALLOWANCES[settings.edition];
  const bought = settings.limitIncreases;
  return {
    burst: bought > 0 ? INCREASED_BURST : edition.burst,
    daily: settings.dailyLimit ?? edition.daily + bought * DAILY_INCREASE,
  };
}

/**
 * The rate limits of a portal: a rolling ten seconds per app, five searches a second, and the day of its time zone,
 * which the apps with lasting tokens share.
 */
export function rateLimit(settings: Settings): RateLimit {
  const allowed = allowances(settings);
  const bursts = {
    static: rollingWindow(allowed.burst, BURST_MS),
    oauth: rollingWindow(OAUTH_BURST, BURST_MS),
  };
  const searches = rollingWindow(SEARCH_PER_SECOND, 1_000);
  const associations = rollingWindow(settings.associationBurst ?? Number.POSITIVE_INFINITY, BURST_MS);
  const today = dayCounter(settings);
  const windowsOf = (lane: RateLane, kind: "static" | "oauth") => {
    if (lane === "search") return [searches];
    return lane === "associations" ? [bursts[kind], associations] : [bursts[kind]];
  };
  const decide = (lane: RateLane, kind: "static" | "oauth", now: number): RatePolicy | undefined => {
    if (settings.limits === "off") return undefined;
    if (kind === "static" && today().used >= allowed.daily) return "DAILY";
    if (windowsOf(lane, kind).every((window) => window.left(now) > 0)) return undefined;
    return lane === "search" ? "SECONDLY" : "TEN_SECONDLY_ROLLING";
  };
  const dailyHeaders = (kind: "static" | "oauth"): Record<string, string> =>
    kind === "oauth" ? {} : remainingToday(allowed.daily, today().used);
  return {
    take(lane, kind) {
      const now = settings.now();
      const refusedBy = decide(lane, kind, now);
      if (!refusedBy) {
        if (kind === "static") today().used++;
        if (settings.limits === "real") for (const window of windowsOf(lane, kind)) window.add(now);
      }
      if (lane === "search") return { refusedBy, headers: dailyHeaders(kind) };
      const burst = bursts[kind];
      const remaining = settings.limits === "real" ? burst.left(now) : burst.max;
      return { refusedBy, headers: { ...dailyHeaders(kind), ...burstHeaders(burst.max, remaining) } };
    },
    usage: () => ({ limit: allowed.daily, used: today().used, resetsAt: today().start + DAY_MS }),
    spend(calls) {
      today().used += calls;
    },
  };
}

function remainingToday(limit: number, used: number): Record<string, string> {
  return {
    "x-hubspot-ratelimit-daily": String(limit),
    "x-hubspot-ratelimit-daily-remaining": String(Math.max(0, limit - used)),
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
  CONCURRENT: "You have reached your concurrent request limit.",
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
