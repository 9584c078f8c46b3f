import type { MeetingVerdict } from "@headway/core";
import { countedNumber } from "../counted-number.ts";
import type { ReviewCard, ReviewSection } from "../review.ts";
import type { SharesChart } from "../review-chart.ts";
import { reviewNumber } from "../review-number.ts";
import type { ReviewDeal, ReviewScope } from "../review-scope.ts";
import { coverage, dayOf, fact, reviewCard } from "../review-subject.ts";
import { sectionOf } from "../section-frame.ts";

type Met = MeetingVerdict & { readonly deal: ReviewDeal };
type Verdict = MeetingVerdict["verdict"];

const words: Readonly<Record<Verdict, readonly [text: string, tone: "good" | "plain" | "warning" | "bad"]>> =
  {
    order: ["order", "good"],
    advance: ["advance", "good"],
    continuation: ["continuation: no dated action of the buyer's", "plain"],
    "no-sale": ["no sale", "plain"],
    "no-verdict": ["no verdict", "warning"],
    "not-held": ["not held", "plain"],
  };

const dayMs = 86_400_000;

/** Meetings of the policy's window, those nobody logged first: a gap in the log, never a failure (`domain:V8`). */
export function meetingVerdicts(scope: ReviewScope): ReviewSection {
  const days = scope.whole.policy.busy.windowDays;
  const sinceMs = Date.parse(scope.asOf) - days * dayMs;
  const meetings = meetingsSince(sinceMs, scope.deals);
  const ordered = [
    ...meetings.filter(({ verdict }) => verdict === "no-verdict"),
    ...meetings.filter(({ verdict }) => verdict !== "no-verdict" && verdict !== "not-held"),
  ];
  const cards = ordered.slice(0, scope.cards);
  return sectionOf("meeting-verdicts", {
    totals: [
      ...(["advance", "order", "no-verdict"] as const).map((verdict) =>
        reviewNumber(`Meetings: ${words[verdict][0]}`, countOf(verdict, meetings, days, scope), scope.source),
      ),
      reviewNumber(
        "Calls: follow-up scheduled",
        callsAgreed("follow-up-scheduled", sinceMs, days, scope),
        scope.source,
      ),
      reviewNumber("Calls: qualified out", callsAgreed("qualified-out", sinceMs, days, scope), scope.source),
    ],
    chart: shares(meetings, days),
    cards: cards.map((meeting) => meetingCard(meeting, scope)),
    more: ordered.length - cards.length,
    empty: {
      status: "unknown",
      text: `No meeting of the last ${days} days is on record; there may have been some.`,
    },
  });
}

/** A meeting about several deals is one meeting. Newest first. */
function meetingsSince(sinceMs: number, deals: readonly ReviewDeal[]): Met[] {
  const met = new Map<string, Met>();
  for (const deal of deals) {
    for (const verdict of deal.meetingVerdicts) {
      if (Date.parse(verdict.at) <= sinceMs) continue;
      const known = met.get(verdict.meetingId);
      if (known === undefined || known.verdict === "no-verdict")
        met.set(verdict.meetingId, { ...verdict, deal });
    }
  }
  return [...met.values()].sort(
    (left, right) =>
      Date.parse(right.at) - Date.parse(left.at) || (left.meetingId < right.meetingId ? -1 : 1),
  );
}

function countOf(verdict: Verdict, meetings: readonly Met[], days: number, { asOf }: ReviewScope) {
  const those = meetings.filter((meeting) => meeting.verdict === verdict);
  const lines = () =>
    those.map(({ evidenceIds, meetingId, deal }) => ({
      evidenceId: evidenceIds[0] ?? `meeting:${meetingId}`,
      source: `deal/${deal.dealId}`,
      amount: 1,
    }));
  return countedNumber({ unit: `meetings in ${days} days`, asOf, rule: "domain:V8", lines, n: those.length });
}

/** Calls that ended in an advance (`domain:V9`); a call about several deals is one call. */
function callsAgreed(
  wanted: ReviewDeal["callVerdicts"][number]["verdict"],
  sinceMs: number,
  days: number,
  { deals, asOf }: ReviewScope,
) {
  const calls = new Map<string, string>();
  for (const { callVerdicts } of deals) {
    for (const { callId, at, verdict, evidenceIds } of callVerdicts) {
      if (verdict === wanted && Date.parse(at) > sinceMs)
        calls.set(callId, evidenceIds[0] ?? `call:${callId}`);
    }
  }
  const lines = () => [...calls].map(([id, evidenceId]) => ({ evidenceId, source: `call/${id}`, amount: 1 }));
  return countedNumber({ unit: `calls in ${days} days`, asOf, rule: "domain:V9", lines, n: calls.size });
}

function shares(meetings: readonly Met[], days: number): SharesChart | null {
  if (meetings.length === 0) return null;
  const parts = (Object.keys(words) as Verdict[]).map((verdict) => ({
    label: words[verdict][0],
    value: meetings.filter((meeting) => meeting.verdict === verdict).length,
    tone: words[verdict][1],
  }));
  const [advanced = 0, silent = 0] = [["order", "advance"], ["no-verdict"]].map(
    (wanted) => meetings.filter(({ verdict }) => wanted.includes(verdict)).length,
  );
  return {
    type: "shares",
    title: `Meetings of the last ${days} days`,
    summary: `Of ${meetings.length} meetings ${advanced} ended with a commitment of the buyer's; of ${silent} nobody logged how they ended.`,
    unit: "meetings",
    parts: parts.filter(({ value }) => value > 0),
  };
}

function meetingCard(
  { deal, meetingId, at, verdict, planned, missing }: Met,
  scope: ReviewScope,
): ReviewCard {
  const [text, tone] = words[verdict];
  const plan = planned === undefined ? "" : planned ? ", as planned" : ", which nobody had planned";
  const url = scope.source.urlOf("meeting", meetingId) ?? scope.source.urlOf("deal", deal.dealId);
  const name = scope.source.nameOf("deal", deal.dealId);
  return reviewCard("meeting-verdicts", meetingId, {
    subject: { object: "meeting", id: meetingId, name, url },
    title: `Meeting of ${dayOf(at)}`,
    at,
    facts: [fact("Verdict", `${text}${plan}`, tone)],
    coverage: coverage([verdict !== "no-verdict"], "verdicts are logged"),
    missing: missing[0] ?? null,
  });
}
