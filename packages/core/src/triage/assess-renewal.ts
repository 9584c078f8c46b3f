import type { DealReading } from "../deal/read-deal.ts";
import { compareTexts, type Seen } from "../evidence/seen.ts";
import { basisOf, contribution, explain, factContribution } from "../explain/explain.ts";
import type { Contribution, Explained } from "../explain/explained.ts";
import { formula } from "../explain/rule-version.ts";
import { dayMs, instantMs } from "../instant.ts";
import type { Standpoint } from "../standpoint.ts";
import { betaQuantile } from "../stats/beta.ts";
import type { RenewalRecord } from "./account-triage.ts";

/** A renewal that was decided. */
interface Renewal {
  readonly deal: DealReading;
  readonly dueMs: number;
  readonly chases: readonly Seen[];
}

const undecided = ["a renewal with a deadline that was won or lost"];

/** The account's own record of renewals; whether we pursue the next one has no part in it (domain:T5). */
export function assessRenewal(deals: readonly DealReading[], from: Standpoint): RenewalRecord {
  const decided = decidedRenewals(deals, from);
  return decided.length === 0 ? from.shared(noRenewals) : recordOf(decided, from);
}

const noRenewals = (from: Standpoint) => recordOf([], from);

function recordOf(decided: readonly Renewal[], from: Standpoint): RenewalRecord {
  const renewed = decided.filter(({ deal }) => deal.status === "won");
  const pursued = decided.filter(({ chases }) => chases.length > 0);
  const leadTimes = renewed.flatMap(leadTime);
  return {
    renewed: explainCount(renewed, decided, "renewals", from),
    decided: explainCount(decided, decided, "decided renewals", from),
    pursued: explainPursued(pursued, decided, from),
    text: textOf(renewed.length, pursued.length, decided.length),
    leadTimes,
    meanLeadDays: explainLead(leadTimes, from),
    expectation: explainExpectation(renewed, decided, from),
  };
}

function decidedRenewals(deals: readonly DealReading[], from: Standpoint): Renewal[] {
  const renewals: Renewal[] = [];
  for (const deal of deals) {
    if (deal.deal.renewalDueAt === undefined || deal.status === "open") continue;
    renewals.push({ deal, dueMs: instantMs(deal.deal.renewalDueAt), chases: chasesOf(deal, from) });
  }
  return renewals.sort(
    (left, right) => left.dueMs - right.dueMs || compareTexts(left.deal.deal.id, right.deal.deal.id),
  );
}

/** Our mails and calls about the deal shortly before it was decided. */
function chasesOf({ own, closedMs }: DealReading, { policy, asOfMs }: Standpoint): Seen[] {
  const untilMs = closedMs ?? asOfMs;
  const sinceMs = untilMs - policy.triage.renewal.pursuedWithinDays * dayMs;
  return own.all().filter(({ evidence, atMs }) => isAttempt(evidence) && atMs > sinceMs && atMs <= untilMs);
}

function isAttempt({ actorSide, kind }: Seen["evidence"]): boolean {
  if (actorSide !== "seller") return false;
  return (
    kind === "seller-email" ||
    kind === "seller-call" ||
    kind === "call-not-connected" ||
    kind === "deadline-message"
  );
}

function textOf(renewed: number, pursued: number, decided: number): string {
  if (decided === 0) return "no renewal is decided yet";
  const how = pursued === decided ? "each time" : `${pursued} ${pursued === 1 ? "time" : "times"}`;
  return `has renewed ${renewed} of ${decided}, pursued ${pursued === 0 ? "never" : how}`;
}

function dealLines(renewals: readonly Renewal[], amount: number): Contribution[] {
  return renewals.map(({ deal }) => factContribution("deal", deal.deal.id, amount, `renewal ${deal.status}`));
}

function explainCount(
  counted: readonly Renewal[],
  decided: readonly Renewal[],
  unit: string,
  { asOf }: Standpoint,
): Explained {
  return explain({
    value: decided.length === 0 ? null : counted.length,
    unit,
    valueFrom: "count",
    basis: counted.length,
    n: counted.length,
    asOf,
    rule: formula("T5"),
    contributions: () => dealLines(counted, 1),
    missing: decided.length === 0 ? undecided : [],
  });
}

function explainPursued(
  pursued: readonly Renewal[],
  decided: readonly Renewal[],
  { asOf }: Standpoint,
): Explained {
  return explain({
    value: decided.length === 0 ? null : pursued.length,
    unit: "decided renewals that we pursued",
    valueFrom: "count",
    basis: pursued.length,
    n: pursued.length,
    asOf,
    rule: formula("T5"),
    contributions: () =>
      pursued.flatMap(({ chases }) =>
        chases.map(({ evidence }) => contribution(evidence, 1 / chases.length, "pursued")),
      ),
    missing: decided.length === 0 ? undecided : [],
  });
}

function leadTime({ deal, dueMs }: Renewal): { dealId: string; days: number }[] {
  return deal.closedMs === undefined ? [] : [{ dealId: deal.deal.id, days: (dueMs - deal.closedMs) / dayMs }];
}

function explainLead(leadTimes: RenewalRecord["leadTimes"], { asOf }: Standpoint): Explained {
  const total = leadTimes.reduce((sum, { days }) => sum + days, 0);
  const n = leadTimes.length;
  const lines = (amount: (days: number) => number) =>
    leadTimes.map(({ dealId, days }) =>
      factContribution("deal", dealId, amount(days), "days before the deadline"),
    );
  return explain({
    value: n === 0 ? null : total / n,
    unit: "days from a renewal to its deadline",
    valueFrom: "ratio",
    basis: total,
    n,
    asOf,
    rule: formula("T5"),
    contributions: () => lines((days) => days),
    otherBases: [basisOf({ name: "renewals", prior: 0, basis: n, contributions: () => lines(() => 1) })],
    missing: n === 0 ? ["a renewal with the day it was won"] : [],
  });
}

/** Only from four decisions on; before that a habit cannot be told from chance (domain 3.6). */
function explainExpectation(
  renewed: readonly Renewal[],
  decided: readonly Renewal[],
  from: Standpoint,
): Explained {
  const { minimumForExpectation, priorFor, priorAgainst } = from.policy.triage.renewal;
  const lost = decided.filter(({ deal }) => deal.status === "lost");
  const isKnown = decided.length >= minimumForExpectation;
  const forUs = priorFor + renewed.length;
  const against = priorAgainst + lost.length;
  return explain({
    value: isKnown ? forUs / (forUs + against) : null,
    unit: "probability that the account renews",
    valueFrom: "beta-mean",
    basis: forUs,
    prior: priorFor,
    contributions: () => dealLines(renewed, 1),
    otherBases: [
      basisOf({
        name: "against",
        prior: priorAgainst,
        basis: against,
        contributions: () => dealLines(lost, 1),
      }),
    ],
    interval: isKnown ? [betaQuantile(0.1, forUs, against), betaQuantile(0.9, forUs, against)] : undefined,
    n: decided.length,
    asOf: from.asOf,
    rule: formula("T5"),
    missing: isKnown ? [] : [`${minimumForExpectation} decided renewals; there are ${decided.length}`],
    alternatives: ["its renewals were pursued, so what happens without pursuit is not on record"],
  });
}
