import { CrmError } from "@headway/crm";
import type { HttpAnswer, Ports } from "@headway/crm/http";
import { nextMidnight } from "./calendar.ts";

/** Headway's share of the calls an account has in a day (`invariant:R4`). */
export interface DailyLimit {
  /** The account's zone: at its midnight the calls start afresh. */
  learnZone(zone: string): void;
  /** Reads what an answer says of the day's calls; `error` is what it means. */
  learn(answer: HttpAnswer, error: CrmError | undefined): void;
  /** The error to throw instead of sending, while the share or the day is used up. */
  refusal(): CrmError | undefined;
}

/** How often to ask again whether a used-up day has ended, where its midnight is not known. */
const probeEveryMs = 900_000;

interface Pause {
  readonly until: number;
  readonly message: string;
}

/**
 * Counts by HubSpot's own headers, which OAuth apps do not get; those pause by a 429 of the policy
 * `DAILY` alone. `share` is 0 to 1; at 1 only such a 429 pauses.
 */
export function dailyLimit(share: number, ports: Ports): DailyLimit {
  let zone: string | undefined;
  let pause: Pause | undefined;
  const pauseFor = (message: string): void => {
    const now = ports.now();
    pause = { until: zone === undefined ? now + probeEveryMs : nextMidnight(now, zone), message };
  };
  return {
    learnZone(name) {
      zone = name;
    },
    learn(answer, error) {
      if (error?.details.vendorCode === "DAILY") return pauseFor("today's HubSpot calls are used up");
      const left = callsLeft(answer, share);
      if (left === undefined) return;
      if (left.remaining > left.reserved || share >= 1) pause = undefined;
      else pauseFor(sharedMessage(left.remaining));
    },
    refusal() {
      const now = ports.now();
      return pause === undefined || now >= pause.until ? undefined : pausedError(pause, now);
    },
  };
}

function callsLeft(answer: HttpAnswer, share: number): { remaining: number; reserved: number } | undefined {
  const limit = Number(answer.headers["x-hubspot-ratelimit-daily"]);
  const remaining = Number(answer.headers["x-hubspot-ratelimit-daily-remaining"] ?? Number.NaN);
  if (!(limit > 0) || !(remaining >= 0)) return undefined;
  return { remaining, reserved: Math.floor(limit * (1 - share)) };
}

function sharedMessage(remaining: number): string {
  return `Headway's share of today's HubSpot calls is used up; ${remaining} calls are left for your other apps`;
}

function pausedError({ until, message }: Pause, now: number): CrmError {
  return new CrmError("rate-limited", {
    crm: "hubspot",
    message,
    written: "nothing was sent",
    next: "the limit starts afresh at midnight in the account's time zone",
    remedy: "raise `share.day` if nothing else needs the calls",
    retryAfterMs: until - now,
  });
}
