import { type BuyingJob, buyingJobs } from "../evidence/buying-job.ts";
import { dayMs, dayOf, instantOf } from "../instant.ts";
import type { DealStandpoint } from "../standpoint.ts";
import type { MeetingVerdict, NextAsk } from "./deal-assessment.ts";
import type { CommitmentReading } from "./read-commitments.ts";
import type { StandingReading } from "./read-standing.ts";

const jobAsks: Readonly<Record<BuyingJob, string>> = {
  "problem-identification": "Ask the buyer to say, in own words, which problem must go away",
  "solution-exploration": "Ask who on the buyer's side will try out a solution, and when",
  requirements: "Ask the buyer to send what a solution must do",
  "supplier-selection": "Ask the buyer how, and by when, suppliers are compared",
  validation: "Ask what the buyer has to check before saying yes, and who checks it",
  consensus: "Ask the buyer to introduce the others who decide",
};

/** The one thing to ask the buyer next, with the missing item that would decide most (domain:V14, domain:V15). */
export function nextAsk(
  reading: StandingReading,
  meetings: readonly MeetingVerdict[],
  from: DealStandpoint,
): NextAsk | null {
  if (reading.status !== "open") return null;
  return (
    openPromise(reading.commitments, from) ??
    signature(reading, from) ??
    unloggedMeeting(meetings) ??
    nextJob(reading, from) ??
    preference(reading, from)
  );
}

/** An overdue promise first, then the one due soonest, then a lapsed one that no later promise replaced. */
function openPromise(commitments: readonly CommitmentReading[], from: DealStandpoint): NextAsk | undefined {
  const overdue = commitments.find(({ status }) => status === "overdue");
  if (overdue) return promised(overdue, "was due and is not done", soonest(from));
  const ahead = commitments.filter(({ status }) => status === "ahead").sort(byDue)[0];
  if (ahead) return promised(ahead, "is the buyer's next promise", instantOf(ahead.dueMs ?? from.asOfMs));
  const undated = commitments.findLast(({ status }) => status === "undated");
  if (undated)
    return { ...promised(undated, "has no date yet", soonest(from)), missing: "the date of the promise" };
  const last = commitments.at(-1);
  return last?.status === "lapsed" ? promised(last, "was missed for over a week", soonest(from)) : undefined;
}

function byDue(left: CommitmentReading, right: CommitmentReading): number {
  return (left.dueMs ?? 0) - (right.dueMs ?? 0);
}

function promised({ what, seen }: CommitmentReading, state: string, dueAt: string): NextAsk {
  return {
    text: `Ask the buyer about: ${what}`,
    dueAt,
    reason: `“${what}”, promised on ${dayOf(seen.atMs)}, ${state}`,
    missing: `whether it is done: ${what}`,
  };
}

function signature({ axes }: StandingReading, from: DealStandpoint): NextAsk | undefined {
  if (axes.preference !== 3) return undefined;
  return {
    text: "Ask the buyer when the papers will be signed, and by whom",
    dueAt: soonest(from),
    reason: "The buyer has said yes and has not signed",
    missing: "the buyer's signature",
  };
}

function unloggedMeeting(meetings: readonly MeetingVerdict[]): NextAsk | undefined {
  const meeting = meetings.findLast(({ verdict }) => verdict === "no-verdict");
  if (!meeting) return undefined;
  const missing = meeting.missing[0] ?? "what the buyer agreed to";
  return {
    text: `Log how the meeting of ${meeting.at.slice(0, 10)} ended; if nothing was agreed, ask the buyer for a dated next step`,
    reason: `Of the meeting of ${meeting.at.slice(0, 10)} one thing is not recorded: ${missing}`,
    missing,
  };
}

function nextJob({ axes }: StandingReading, from: DealStandpoint): NextAsk | undefined {
  const job = axes.reopened[0] ?? buyingJobs.find((candidate) => !axes.done.includes(candidate));
  if (job === undefined) return undefined;
  const state = axes.reopened.includes(job)
    ? "was re-opened by the buyer"
    : "has no evidence of the buyer's yet";
  const words = job.replaceAll("-", " ");
  return {
    text: jobAsks[job],
    dueAt: soonest(from),
    reason: `The buying job “${words}” ${state}`,
    missing: `evidence of ${words} by the buyer`,
  };
}

function preference({ axes }: StandingReading, from: DealStandpoint): NextAsk | null {
  if (axes.preference >= 4) return null;
  return {
    text: "Ask the buyer whom they prefer, and why",
    dueAt: soonest(from),
    reason: "The buyer has done every buying job and has not said yes to us",
    missing: "the buyer's preference, in the buyer's words",
  };
}

function soonest({ asOfMs, policy }: DealStandpoint): string {
  return instantOf(asOfMs + policy.ask.dueInDays * dayMs);
}
