import { dayMs, dayOf } from "../instant.ts";
import { lastLive } from "../stall/assess-wait.ts";
import type { Stall } from "../stall/stall.ts";
import type { DealStandpoint } from "../standpoint.ts";
import type { NextAsk } from "./deal-assessment.ts";
import { liveOf } from "./explain-advances.ts";
import type { StandingReading } from "./read-standing.ts";

/** What the buyer did, how the deal stands, what is next: three plain sentences, each from what is computed. */
export function dealReasons(
  reading: StandingReading,
  stall: Stall,
  ask: NextAsk | null,
  from: DealStandpoint,
): [string, string, string] {
  return [
    done(reading, from),
    standing(reading, stall, from),
    ask === null ? nothingToAsk(reading) : `${ask.reason}.`,
  ];
}

function done(reading: StandingReading, from: DealStandpoint): string {
  if (!reading.logged) return "Nothing but the deal itself is logged, so what the buyer did is unknown.";
  const last = lastLive(reading.ledger);
  if (!last) return "No advance by the buyer is recorded.";
  const number = liveOf(reading.ledger).length;
  const days = Math.floor((from.asOfMs - last.atMs) / dayMs);
  const kind = last.advance.kind.replaceAll("-", " ");
  const times = number === 1 ? "1 verified advance" : `${number} verified advances`;
  return `${times}; the last was “${kind}” on ${dayOf(last.atMs)}, ${days} ${days === 1 ? "day" : "days"} ago.`;
}

function standing(reading: StandingReading, stall: Stall, from: DealStandpoint): string {
  const share = Math.round((stall.q.value ?? 0) * 100);
  switch (stall.state) {
    case "closed":
      return `The deal is ${reading.status}.`;
    case "waiting":
      return `The buyer has promised: ${firstAhead(reading)}.`;
    case "snoozed":
      return `It waits on purpose until ${stall.snooze?.resumeAt.slice(0, 10)}: ${stall.snooze?.reason}.`;
    case "unknown":
      return `Whether it stands still cannot be said without ${stall.q.missing[0] ?? "more evidence"}.`;
    case "stalled":
      return `It stands still: ${share} of 100 advances in like deals had come by now.`;
    case "moving":
      return `It moves within the usual: ${share} of 100 advances in like deals had come by now, and ${Math.round(from.policy.stall.quantile * 100)} would mean it stands still.`;
  }
}

function firstAhead({ commitments }: StandingReading): string {
  const ahead = commitments.filter(({ status }) => status === "ahead");
  const first = ahead.sort((left, right) => (left.dueMs ?? 0) - (right.dueMs ?? 0))[0];
  return first ? `${first.what}, by ${dayOf(first.dueMs ?? 0)}` : "a next step";
}

function nothingToAsk({ status }: StandingReading): string {
  return status === "open"
    ? "The buyer has signed; close the deal in the CRM."
    : "There is nothing left to ask.";
}
