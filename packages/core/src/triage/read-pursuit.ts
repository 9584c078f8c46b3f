import type { Seen } from "../evidence/seen.ts";
import { contribution, explain } from "../explain/explain.ts";
import type { Explained } from "../explain/explained.ts";
import { formula } from "../explain/rule-version.ts";
import { dayMs, instantOf } from "../instant.ts";
import type { Standpoint } from "../standpoint.ts";
import type { OtherReading, PursuitReading } from "./account-triage.ts";
import type { LateDeferral } from "./late-deferrals.ts";
import { crowdedPeriods, pursuitSigns, type SignInput, type SignReading } from "./pursuit-signs.ts";

/** Printed with the reading whenever there is one. */
const otherReadings: readonly OtherReading[] = Object.freeze([
  {
    reading: "the buyer cannot decide",
    tellsApart: "ask what would have to be true to decide; who cannot decide names open questions",
  },
  {
    reading: "somebody or something inside blocks it",
    tellsApart: "ask who else must agree; a blocker has a name or a date",
  },
  {
    reading: "the paperwork is slow",
    tellsApart: "ask where the papers are now; a process has a next station",
  },
]);

const text =
  "Behaves as if decisions are put off for their own sake. Intent cannot be seen: the same record fits other " +
  "readings, so judge it yourself, and pause pursuit only if you agree";

const nothingLogged = ["a mail, call, meeting or note with this account"];
const noReadings: readonly OtherReading[] = Object.freeze([]);

/** Additive log-odds over four signs, flagged only with the deferral sign and with nothing against it (domain:T1). */
export function readPursuit(input: SignInput, from: Standpoint): PursuitReading {
  const { flagAt } = from.policy.triage.pursuit;
  const logged = input.pieces.reading.observedSinceMs !== undefined;
  const signs = pursuitSigns(input, from);
  const ruledOutBy = reasonsAgainst(input, signs, logged, from);
  const logOdds = explainLogOdds(signs, logged, from);
  const expiresMs = expiryOf(input.late, from);
  const isLive = expiresMs !== undefined && expiresMs > from.asOfMs;
  const isFlagged =
    isLive && ruledOutBy.length === 0 && logOdds.value !== null && logOdds.value >= flagAt - 1e-9;
  const isOpen = logOdds.value === null && ruledOutBy.length === 0;
  return {
    state: isFlagged ? "behaves-as-if" : isOpen ? "unknown" : "none",
    logOdds,
    signs: signs.map(({ name, status, n, logOdds, fact }) => ({ name, status, n, logOdds, fact })),
    text: isFlagged ? text : null,
    otherReadings: isFlagged ? otherReadings : noReadings,
    ruledOutBy,
    deferralsAfterChase: explainChased(input.late, logged, from),
    history: historyOf(input.late, isLive, from),
    expiresAt: isLive ? instantOf(expiresMs) : null,
  };
}

function explainLogOdds(signs: readonly SignReading[], logged: boolean, from: Standpoint): Explained {
  const { prior } = from.policy.triage.pursuit;
  const basis = signs.reduce((sum, { logOdds }) => sum + logOdds, prior);
  const missing = logged ? signs.flatMap((sign) => sign.missing ?? []) : nothingLogged;
  return explain({
    value: missing.length === 0 ? basis : null,
    unit: "log-odds",
    valueFrom: "sum",
    basis,
    prior,
    n: signs.filter(({ status }) => status === "holds").length,
    asOf: from.asOf,
    rule: formula("3.6"),
    contributions: () => signs.flatMap(({ lines }) => lines()),
    missing,
    alternatives: otherReadings.map(({ reading }) => reading),
  });
}

/** What is known and forbids the flag, whatever the sum. */
function reasonsAgainst(
  { pieces }: SignInput,
  signs: readonly SignReading[],
  logged: boolean,
  { policy, asOfMs }: Standpoint,
): PursuitReading["ruledOutBy"] {
  const { costlyActDays, windowDays } = policy.triage.pursuit;
  const ids = (seen: readonly Seen[], days: number) =>
    seen.filter(({ atMs }) => atMs > asOfMs - days * dayMs).map(({ evidence }) => evidence.id);
  const costly = ids(pieces.costlyActs, costlyActDays);
  const blockers = ids(pieces.blockers, windowDays);
  const isUndeferred =
    logged && signs.some((one) => one.name === "late-deferrals" && one.status === "does-not-hold");
  return [
    ...(isUndeferred ? [{ text: "late deferrals do not repeat over two periods", evidenceIds: [] }] : []),
    ...(costly.length === 0
      ? []
      : [{ text: `the buyer did something with a cost within ${costlyActDays} days`, evidenceIds: costly }]),
    ...(blockers.length === 0
      ? []
      : [{ text: "the buyer's own obstacle is on record", evidenceIds: blockers }]),
  ];
}

/** A label ends its life after the last late deferral, whatever came before. */
function expiryOf(late: readonly LateDeferral[], { policy }: Standpoint): number | undefined {
  const last = late.at(-1);
  return last && last.seen.atMs + policy.triage.labelDays * dayMs;
}

/** The label needs the pattern in two periods or more, and ends with the reading (domain:T6). */
function historyOf(
  late: readonly LateDeferral[],
  isLive: boolean,
  { policy }: Standpoint,
): PursuitReading["history"] {
  const { minimumPerPeriod, minimumPeriods } = policy.triage.pursuit.deferral;
  const periods = crowdedPeriods(late, minimumPerPeriod);
  const isRepeated = isLive && periods.length >= minimumPeriods;
  return {
    periods,
    line: isRepeated ? `late deferrals in ${periods.length} periods: ${periods.join(", ")}` : null,
  };
}

function explainChased(late: readonly LateDeferral[], logged: boolean, from: Standpoint): Explained {
  const sinceMs = from.asOfMs - from.policy.triage.pursuit.windowDays * dayMs;
  const chased = late.filter(({ seen, chases }) => seen.atMs > sinceMs && chases.length > 0);
  if (chased.length === 0) return from.shared(logged ? noneChased : unloggedChased);
  return explainLate(chased, logged, from);
}

const noneChased = (from: Standpoint) => explainLate([], true, from);
const unloggedChased = (from: Standpoint) => explainLate([], false, from);

function explainLate(chased: readonly LateDeferral[], logged: boolean, from: Standpoint): Explained {
  return explain({
    value: logged ? chased.length : null,
    unit: "late deferrals after a chase of ours",
    valueFrom: "count",
    basis: chased.length,
    n: chased.length,
    asOf: from.asOf,
    rule: formula("T3"),
    contributions: () =>
      chased.flatMap(({ seen, chases }) => [
        contribution(seen.evidence, 1, "late deferral"),
        ...chases.map((chase) => contribution(chase.evidence, 0, "chase before it")),
      ]),
    missing: logged ? [] : nothingLogged,
  });
}
