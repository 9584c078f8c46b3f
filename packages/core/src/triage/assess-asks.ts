import { fiscalYearOf } from "../calendar/period.ts";
import type { Seen } from "../evidence/seen.ts";
import { contribution, explain } from "../explain/explain.ts";
import type { Explained } from "../explain/explained.ts";
import { formula } from "../explain/rule-version.ts";
import { dayMs } from "../instant.ts";
import type { Standpoint } from "../standpoint.ts";
import type { ClientAsks } from "./account-triage.ts";

const notAsked: ClientAsks["nextYearNeed"] = Object.freeze({
  status: "not-asked",
  need: null,
  evidenceIds: Object.freeze([]),
});

/** Asks and answers: next year's need, referrals, and times we stood up for the client (domain:T12, domain:T17, domain:T18). */
export function assessAsks(asks: readonly Seen[], logged: boolean, from: Standpoint): ClientAsks {
  const of = (kind: Seen["evidence"]["kind"]) =>
    asks.length === 0 ? asks : asks.filter(({ evidence }) => evidence.kind === kind);
  const asked = of("referral-asked");
  const given = of("referral-given");
  const backed = of("customer-backed");
  return {
    nextYearNeed: nextYearNeed(of("next-year-need-asked"), of("next-year-need-stated"), from),
    referralsAsked: logged && asked.length === 0 ? from.shared(noneAsked) : explainAsked(asked, logged, from),
    referralsGiven: logged && given.length === 0 ? from.shared(noneGiven) : explainGiven(given, logged, from),
    lastReferralAt:
      [...asked, ...given].sort((left, right) => left.atMs - right.atMs).at(-1)?.evidence.occurredAt ?? null,
    acknowledgedBackings:
      logged && backed.length === 0
        ? from.shared(noBackings)
        : explainBackings(backed, of("backing-acknowledged"), logged, from),
  };
}

const noneAsked = (from: Standpoint) => explainAsked([], true, from);
const noneGiven = (from: Standpoint) => explainGiven([], true, from);
const noBackings = (from: Standpoint) => explainBackings([], [], true, from);

function explainAsked(asked: readonly Seen[], logged: boolean, from: Standpoint): Explained {
  return explainCount(asked, "referrals asked for", logged, from);
}

function explainGiven(given: readonly Seen[], logged: boolean, from: Standpoint): Explained {
  return explainCount(given, "referrals given", logged, from);
}

function explainCount(seen: readonly Seen[], unit: string, logged: boolean, { asOf }: Standpoint): Explained {
  return explain({
    value: logged ? seen.length : null,
    unit,
    valueFrom: "count",
    basis: seen.length,
    n: seen.length,
    asOf,
    rule: formula("T17"),
    contributions: () => seen.map(({ evidence }) => contribution(evidence, 1)),
    missing: logged ? [] : ["anything recorded about this account"],
  });
}

/** Asked or stated within the fiscal year that comes before the one it is about. */
function nextYearNeed(
  asked: readonly Seen[],
  stated: readonly Seen[],
  from: Standpoint,
): ClientAsks["nextYearNeed"] {
  if (asked.length === 0 && stated.length === 0) return notAsked;
  const { fromMs } = fiscalYearOf(from.asOfMs, from.calendar);
  const answer = stated.findLast(({ atMs }) => atMs >= fromMs)?.evidence;
  if (answer) {
    const need = answer.quote?.text ?? answer.topic ?? null;
    return { status: "stated", need, evidenceIds: [answer.id] };
  }
  const question = asked.findLast(({ atMs }) => atMs >= fromMs)?.evidence;
  return question ? { status: "asked", need: null, evidenceIds: [question.id] } : notAsked;
}

/** A backing of the window counts once the client acknowledged it; each acknowledgement is for one backing. */
function explainBackings(
  backed: readonly Seen[],
  acknowledged: readonly Seen[],
  logged: boolean,
  from: Standpoint,
) {
  const sinceMs = from.asOfMs - from.policy.triage.advocateDays * dayMs;
  const open = backed.filter(({ atMs }) => atMs > sinceMs);
  const pairs: { backing: Seen; word: Seen }[] = [];
  for (const word of acknowledged) {
    const at = open.findLastIndex((backing) => backing.atMs <= word.atMs && isAbout(backing, word));
    for (const backing of at < 0 ? [] : open.splice(at, 1)) pairs.push({ backing, word });
  }
  return explain({
    value: logged ? pairs.length : null,
    unit: "backings that the client acknowledged",
    valueFrom: "count",
    basis: pairs.length,
    n: pairs.length,
    asOf: from.asOf,
    rule: formula("T18"),
    contributions: () =>
      pairs.flatMap(({ backing, word }) => [
        contribution(backing.evidence, 0.5, "we stood up for the client"),
        contribution(word.evidence, 0.5, "the client acknowledged it"),
      ]),
    missing: logged ? [] : ["anything recorded about this account"],
  });
}

function isAbout({ evidence: backing }: Seen, { evidence: word }: Seen): boolean {
  return backing.topic === undefined || word.topic === undefined || backing.topic === word.topic;
}
