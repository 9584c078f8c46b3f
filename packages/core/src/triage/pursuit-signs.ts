import { periodOf } from "../calendar/period.ts";
import type { CommitmentReading } from "../deal/read-commitments.ts";
import type { Seen } from "../evidence/seen.ts";
import { contribution, factContribution } from "../explain/explain.ts";
import type { Contribution } from "../explain/explained.ts";
import { dayMs } from "../instant.ts";
import type { Standpoint } from "../standpoint.ts";
import type { PursuitSign } from "./account-triage.ts";
import type { LateDeferral } from "./late-deferrals.ts";
import type { ChaseReading } from "./read-chase.ts";
import type { TriagePieces } from "./read-triage.ts";

/** A sign with the evidence that makes it hold or not, and what it would need to be known. */
export interface SignReading extends PursuitSign {
  readonly lines: () => readonly Contribution[];
  readonly missing?: string;
}

/** What the four signs are read from. */
export interface SignInput {
  readonly pieces: TriagePieces;
  readonly chase: ChaseReading;
  readonly late: readonly LateDeferral[];
}

/** The four signs of domain 3.6, each true, false or unknown. */
export function pursuitSigns(input: SignInput, from: Standpoint): SignReading[] {
  return [
    silence(input.chase, from),
    deferral(input, from),
    unkept(input.pieces, from),
    oneSided(input.pieces, from),
  ];
}

type SignParts = Pick<PursuitSign, "name" | "n" | "fact"> & {
  readonly holds: boolean;
  readonly weight: number;
  /** Pieces that share the weight while the sign holds. */
  readonly bearers: readonly Seen[];
  /** What else was looked at: removing it could change the answer. */
  readonly others?: () => readonly Contribution[];
  readonly missing?: string | undefined;
};

function sign({ name, n, fact, holds, weight, bearers, others, missing }: SignParts): SignReading {
  const logOdds = holds && missing === undefined ? weight : 0;
  const each = bearers.length === 0 ? 0 : logOdds / bearers.length;
  const lines = () => [
    ...bearers.map(({ evidence }) => contribution(evidence, each, name)),
    ...(others?.() ?? []),
  ];
  if (missing !== undefined) return { name, n, fact, status: "unknown", logOdds: 0, lines, missing };
  return { name, n, fact, status: holds ? "holds" : "does-not-hold", logOdds, lines };
}

/** Many attempts, few answers, a long run without any. */
function silence(chase: ChaseReading, { policy }: Standpoint): SignReading {
  const { attempts, answers, answered, longestRun } = chase;
  const { logOdds, replyRateBelow, minimumRun, minimumAttempts } = policy.triage.pursuit.silence;
  const isRare = answered < replyRateBelow * attempts.length;
  return sign({
    name: "silence",
    n: attempts.length,
    fact: `${answered} of ${attempts.length} attempts answered, ${longestRun} in a row without an answer`,
    holds: isRare && longestRun >= minimumRun,
    weight: logOdds,
    bearers: attempts,
    others: () => answers.flatMap((answer) => (answer ? [contribution(answer.evidence, 0, "answer")] : [])),
    missing:
      attempts.length < minimumAttempts ? `${minimumAttempts} attempts to judge silence by` : undefined,
  });
}

/** Two or more late deferrals in each of two or more periods. */
function deferral({ pieces, late }: SignInput, from: Standpoint): SignReading {
  const { windowDays, deferral } = from.policy.triage.pursuit;
  const recent = late.filter(({ seen }) => seen.atMs > from.asOfMs - windowDays * dayMs);
  const periods = crowdedPeriods(recent, deferral.minimumPerPeriod);
  const bearers = recent.filter(({ period }) => periods.includes(period)).map(({ seen }) => seen);
  const rest = recent.filter(({ period }) => !periods.includes(period));
  return sign({
    name: "late-deferrals",
    n: recent.length,
    fact: `${recent.length} ${recent.length === 1 ? "deferral" : "deferrals"} within ${deferral.withinDays} days of a deadline`,
    holds: periods.length >= deferral.minimumPeriods,
    weight: deferral.logOdds,
    bearers,
    others: () => [
      ...rest.map(({ seen }) => contribution(seen.evidence, 0, "late deferral")),
      ...recent.flatMap(({ deadline }) => deadlineLines(deadline)),
    ],
    missing:
      recent.length > 0 && isYoung(pieces, from) ? "a record that reaches back to another period" : undefined,
  });
}

function deadlineLines({ seen, dealId }: LateDeferral["deadline"]): Contribution[] {
  if (seen) return [contribution(seen.evidence, 0, "names the deadline")];
  return dealId === undefined ? [] : [factContribution("deal", dealId, 0, "its deadline")];
}

/** Periods with enough late deferrals, in order of name. */
export function crowdedPeriods(late: readonly LateDeferral[], minimum: number): string[] {
  const counts = new Map<string, number>();
  for (const { period } of late) counts.set(period, (counts.get(period) ?? 0) + 1);
  return [...counts].flatMap(([period, n]) => (n >= minimum ? [period] : [])).sort();
}

/** Whether the record began within the present period, so that no repetition could be seen. */
function isYoung({ reading }: TriagePieces, { asOfMs, calendar }: Standpoint): boolean {
  const present = periodOf(asOfMs, calendar);
  return (reading.observedSinceMs ?? asOfMs) >= present.fromMs;
}

/** Buyer commitments that were due: kept under the policy's share. */
function unkept({ reading }: TriagePieces, from: Standpoint): SignReading {
  const { windowDays, commitments } = from.policy.triage.pursuit;
  const sinceMs = from.asOfMs - windowDays * dayMs;
  const due = reading.commitments.filter((one) => one.seen.atMs > sinceMs && isSettled(one));
  const kept = due.filter(({ status }) => status === "kept");
  return sign({
    name: "unkept-commitments",
    n: due.length,
    fact: `${kept.length} of ${due.length} commitments kept`,
    holds: kept.length < commitments.keptShareBelow * due.length,
    weight: commitments.logOdds,
    bearers: due.filter(({ status }) => status === "lapsed").map(({ seen }) => seen),
    others: () => kept.map(({ seen }) => contribution(seen.evidence, 0, "kept")),
    missing:
      due.length < commitments.minimumDue
        ? `${commitments.minimumDue} commitments of the buyer that have come due`
        : undefined,
  });
}

function isSettled({ status }: CommitmentReading): boolean {
  return status === "kept" || status === "lapsed";
}

function oneSided({ oneSidedAsks }: TriagePieces, from: Standpoint): SignReading {
  const { windowDays, oneSidedAsks: rule } = from.policy.triage.pursuit;
  const recent = oneSidedAsks.filter(({ atMs }) => atMs > from.asOfMs - windowDays * dayMs);
  return sign({
    name: "one-sided-asks",
    n: recent.length,
    fact: `${recent.length} ${recent.length === 1 ? "request" : "requests"} without anything in return`,
    holds: recent.length >= rule.minimum,
    weight: rule.logOdds,
    bearers: recent,
  });
}
