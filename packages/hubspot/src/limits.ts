import type { CrmError } from "@headway/crm";
import {
  type CallRequest,
  type HttpAnswer,
  type Lane,
  type Limiter,
  ownLimiter,
  type Ports,
} from "@headway/crm/http";
import { dailyLimit } from "./daily-limit.ts";

/** How much of HubSpot's limits the adapter may use; `"real"` takes a share of what HubSpot publishes and says. */
export type Limits =
  | "real"
  | "off"
  | {
      readonly perTenSeconds: number;
      readonly searchPerSecond?: number;
      readonly associationsPerTenSeconds?: number;
    };

/** Shares of HubSpot's limits, 0 to 1, that are Headway's; the rest stays with the account's other apps. */
export interface Share {
  readonly burst: number;
  readonly day: number;
}

/** The lanes of the adapter and what answers teach them. */
export interface RateLimits {
  readonly lanes: Readonly<Record<LaneName, Lane>>;
  /** Adapts to the limits HubSpot names in its headers, and pauses after a 429; `error` is what the answer means. */
  onAnswer(answer: HttpAnswer, request: CallRequest, error: CrmError | undefined): void;
  /** The error to throw instead of sending, once the share of the day is used up. */
  refusal(): CrmError | undefined;
  /** The account's zone: at its midnight the day's calls start afresh. */
  learnZone(zone: string): void;
}

/** Searches have a limit of their own; association reads too (unverified). Both are counted as general ones besides. */
export type LaneName = "general" | "search" | "associations";

/** Published: 190 in 10 s from Professional on, 5 searches a second; association reads are assumed at 100 in 10 s (hubspot facts §1). */
const published = { perTenSeconds: 190, searchPerTenSeconds: 50, associationsPerTenSeconds: 100 };
const tenSeconds = 10_000;
/** A longer wait than this is no pause between two requests. */
const longestPauseMs = 900_000;
/** Where other apps used the window up, the part of it after which to look again. */
const lookAgain = 10;

/**
 * Makes the lanes (`invariant:R4`, `invariant:R6`). Their windows slide, so no stretch of time holds more
 * than the share; only the general one may be exceeded, by as many requests as wait for a search or
 * association turn at once. A limiter that others use too keeps all of them together within the share (`invariant:R5`).
 */
export function rateLimits(
  limits: Limits,
  share: Share,
  ports: Ports,
  limiter: Limiter = ownLimiter(ports),
): RateLimits {
  const general = adaptiveLane(generalLimit(limits, share), limiter);
  const search = inTurn(general, limiter.lane("search", searchLimit(limits, share)));
  const associations = inTurn(general, limiter.lane("associations", associationLimit(limits, share)));
  const lanes = { general, search, associations };
  const day = dailyLimit(limits === "off" ? 1 : share.day, ports);
  return {
    lanes,
    refusal: day.refusal,
    learnZone: day.learnZone,
    onAnswer(answer, request, error) {
      day.learn(answer, error);
      const { max, remaining, intervalMs } = burstHeaders(answer);
      if (limits === "real" && max > 0) {
        general.resize(portion(max, share.burst));
        if (remaining <= 0 && share.burst < 1) general.pauseUntil(ports.now() + intervalMs / lookAgain);
      }
      const retryAfterMs = error?.details.retryAfterMs;
      if (answer.status === 429 && retryAfterMs !== undefined && retryAfterMs <= longestPauseMs) {
        lanes[request.lane as LaneName].pauseUntil(ports.now() + retryAfterMs);
      }
    },
  };
}

/** `NaN` where HubSpot does not say, which compares with nothing. */
function burstHeaders({ headers }: HttpAnswer): { max: number; remaining: number; intervalMs: number } {
  return {
    max: Number(headers["x-hubspot-ratelimit-max"] ?? Number.NaN),
    remaining: Number(headers["x-hubspot-ratelimit-remaining"] ?? Number.NaN),
    intervalMs: Number(headers["x-hubspot-ratelimit-interval-milliseconds"] ?? tenSeconds),
  };
}

function portion(limit: number, share: number): number {
  return Math.max(1, Math.floor(limit * share));
}

function generalLimit(limits: Limits, share: Share): number | "unlimited" {
  if (limits === "off") return "unlimited";
  return limits === "real" ? portion(published.perTenSeconds, share.burst) : limits.perTenSeconds;
}

/** Spread over two seconds, so that half a share of five is not rounded down to two. */
function searchLimit(limits: Limits, share: Share): { requests: number; intervalMs: number } | "unlimited" {
  if (limits === "off") return "unlimited";
  if (limits === "real") {
    return { requests: portion(published.searchPerTenSeconds / 5, share.burst), intervalMs: 2_000 };
  }
  return limits.searchPerSecond === undefined
    ? { requests: limits.perTenSeconds, intervalMs: tenSeconds }
    : { requests: limits.searchPerSecond, intervalMs: 1_000 };
}

function associationLimit(
  limits: Limits,
  share: Share,
): { requests: number; intervalMs: number } | "unlimited" {
  if (limits === "off") return "unlimited";
  const requests =
    limits === "real"
      ? portion(published.associationsPerTenSeconds, share.burst)
      : (limits.associationsPerTenSeconds ?? limits.perTenSeconds);
  return { requests, intervalMs: tenSeconds };
}

interface AdaptiveLane extends Lane {
  resize(requests: number): void;
}

/** A lane whose size follows what HubSpot says; starts before a change are not counted against the new size. */
function adaptiveLane(requests: number | "unlimited", limiter: Limiter): AdaptiveLane {
  const make = (size: number | "unlimited"): Lane =>
    limiter.lane("general", size === "unlimited" ? size : { requests: size, intervalMs: tenSeconds });
  let size = requests;
  let current = make(size);
  let pausedUntil = 0;
  return {
    acquire: (signal) => current.acquire(signal),
    pauseUntil(at) {
      pausedUntil = Math.max(pausedUntil, at);
      current.pauseUntil(at);
    },
    resize(next) {
      if (next === size) return;
      size = next;
      current = make(size);
      current.pauseUntil(pausedUntil);
    },
  };
}

/** The own limit comes last, right before the start: it is the tight one, and must not be counted too early. */
function inTurn(general: Lane, own: Lane): Lane {
  return {
    async acquire(signal) {
      await general.acquire(signal);
      await own.acquire(signal);
    },
    pauseUntil: (at) => own.pauseUntil(at),
  };
}
