import type { AccountAssessment, Advance, DealAssessment } from "@headway/core";
import type { RecordResult } from "@headway/sync/one-record";
import type { Standing, StandingItem } from "./src/app/cards/standing.ts";
import { tellKnown, tellNumber, tellStall, tellUnknown } from "./tell-item.ts";

/** An assessed record in the words of the card. Plain data, a few kilobytes. */
export function tellStanding({ ref, status, name, asOf, policyVersion, ...told }: RecordResult): Standing {
  const object = ref.object === "deal" ? "deal" : "account";
  const items = told.deal
    ? dealItems(told.deal)
    : told.account
      ? accountItems(told.account, told.unknown)
      : [];
  const base = { status, object, name, asOf, policyVersion, items, gaps: told.unknown } as const;
  return { ...base, meetings: told.deal ? meetingsWithoutVerdict(told.deal) : [] };
}

const preferences: Readonly<Record<string, string>> = {
  "-1": "Behind a named other",
  "0": "Not said",
  "1": "Shortlisted",
  "2": "Preferred, in the buyer's words",
  "3": "Agreed in words",
  "4": "Signed",
};

function dealItems(deal: DealAssessment): StandingItem[] {
  const { buyingProgress, preference, jobs, movement } = deal;
  const done = jobs.done.length === 0 ? [] : [`Done: ${jobs.done.map(spaced).join(", ")}`];
  const again = jobs.reopened.length === 0 ? [] : [`Re-opened: ${jobs.reopened.map(spaced).join(", ")}`];
  const latest = movement.type === "none" ? [] : [`Latest: ${movement.text}`];
  return [
    tellNumber(buyingProgress, {
      ...{ id: "buying-progress", label: "Buying jobs the buyer has done" },
      ...{ text: `${buyingProgress.value} of 6`, because: [...done, ...again, ...latest] },
    }),
    tellNumber(preference, {
      ...{ id: "preference", label: "How the buyer stands to us" },
      text: preferences[String(preference.value)] ?? String(preference.value),
    }),
    lastAdvance(deal.advances.ledger, deal.asOf, deal.lastAdvance?.at ?? null),
    tellStall(deal.stall, "deals"),
    tellUnknown({ id: "evidence-balance", label: "Evidence balance of the client" }, [
      "the client's whole record; the card of the company or account shows it",
    ]),
    nextAsk(deal),
  ];
}

function nextAsk({ nextAsk: ask, reasons }: DealAssessment): StandingItem {
  const words = { id: "next-ask", label: "Next ask" };
  if (ask === null)
    return tellKnown({ ...words, text: "Nothing to ask", because: [reasons[2]] }, "the deal's state");
  const text = ask.dueAt === undefined ? ask.text : `${ask.text}, by ${ask.dueAt.slice(0, 10)}`;
  return tellKnown({ ...words, text, because: [`${ask.reason}.`] }, `what would decide it: ${ask.missing}`);
}

/** `at` of the last that still counts; `null` where there is none, whatever else the ledger holds. */
function lastAdvance(ledger: readonly Advance[], asOf: string, at: string | null): StandingItem {
  const words = { id: "last-advance", label: "Last verified advance" };
  const last = ledger.findLast((advance) => advance.at === at && advance.lapsedAt === undefined);
  if (last === undefined)
    return tellUnknown(words, ["something the buyer committed to, with grade 2 or better"]);
  const days = Math.floor((Date.parse(asOf) - Date.parse(last.at)) / 86_400_000);
  const text = `${last.at.slice(0, 10)}, ${days} ${days === 1 ? "day" : "days"} ago`;
  const because = [`${spaced(last.kind)} (${last.source})`];
  return tellKnown({ ...words, text, because }, `grade ${last.grade} of 4`);
}

function accountItems(account: AccountAssessment, gaps: readonly string[]): StandingItem[] {
  const { accountAdvances, ledger } = account;
  const live = ledger.findLast(({ lapsedAt }) => lapsedAt === undefined);
  return [
    tellNumber(accountAdvances, {
      ...{ id: "account-advances", label: "Kinds of account advance within a year" },
      ...{ text: `${accountAdvances.value} of 4`, because: account.advanceKinds.map(spaced) },
    }),
    lastAdvance(ledger, account.asOf, live?.at ?? null),
    tellStall(account.stall, "accounts"),
    evidenceBalance(account),
    proposals(account, gaps),
  ];
}

function evidenceBalance({ elation }: AccountAssessment): StandingItem {
  const { balance, state, kinds, effectiveSampleSize, openComplaints } = elation;
  const words = { id: "evidence-balance", label: "Evidence balance of the client" };
  if (balance.status === "unknown") return tellUnknown(words, balance.missing);
  const interval = balance.interval?.map((bound) => bound.toFixed(2)).join(" to ");
  const range = interval === undefined ? "" : ` (80%: ${interval})`;
  const label = state === "unknown" ? "no label yet" : state;
  const signs = kinds.map(({ kind, points, n }) => `${spaced(kind)}: ${points.toFixed(1)} points from ${n}`);
  const complaints = openComplaints.map((topic) => `Open complaint: ${topic}`);
  const tone = state === "elated" ? "good" : state === "strained" ? "warning" : "plain";
  return tellKnown(
    {
      ...words,
      text: `${(balance.value ?? 0).toFixed(2)}${range}, ${label}`,
      tone,
      because: [...complaints, ...signs],
    },
    `rests on ${effectiveSampleSize.toFixed(1)} live points; no probability of anything`,
  );
}

const decisions = {
  active: "Pursue",
  "pursuit-paused": "Pause the pursuit",
  "a-list": "A-list",
  painful: "Keep to the box",
} as const;

/** Nothing is proposed for lack of signs only where every sign was looked for. */
function proposals({ triage }: AccountAssessment, gaps: readonly string[]): StandingItem {
  const words = { id: "proposal", label: "Proposed, for you to decide" };
  if (triage.proposals.length === 0) {
    if (gaps.length > 0) return tellUnknown(words, ["what could not be read of this client"]);
    return tellKnown({ ...words, text: "Nothing" }, "every sign on record");
  }
  const text = triage.proposals.map((one) => decisions[one.class]).join("; ");
  return tellKnown(
    { ...words, text, because: triage.proposals.flatMap(({ facts }) => facts) },
    "facts on record",
  );
}

function meetingsWithoutVerdict({ meetingVerdicts }: DealAssessment): { id: string; label: string }[] {
  return meetingVerdicts
    .filter(({ verdict }) => verdict === "no-verdict")
    .map(({ meetingId, at }) => ({ id: meetingId, label: `Meeting of ${at.slice(0, 10)}` }))
    .reverse();
}

function spaced(word: string): string {
  return word.replaceAll("-", " ");
}
