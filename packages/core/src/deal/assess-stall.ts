import { bandAt, segmentOf } from "../cohort/collect-spells.ts";
import type { WaitCurve } from "../cohort/wait-curve.ts";
import type { WaitCurves } from "../cohort/wait-curves.ts";
import { contribution, explain } from "../explain/explain.ts";
import type { Explained } from "../explain/explained.ts";
import { formula } from "../explain/rule-version.ts";
import { dayMs } from "../instant.ts";
import type { Standpoint } from "../standpoint.ts";
import type { Stall } from "./deal-assessment.ts";
import type { LedgerEntry } from "./read-advances.ts";
import type { DealReading } from "./read-deal.ts";

const notLogged = "an e-mail, call, meeting, task or note of this deal";
const readings = [
  "by construction about one advance in ten comes later than this",
  "the wait may lie with us, with the buyer, or with what was not logged",
];

/** The last advance that still counts. */
export function lastLive(ledger: readonly LedgerEntry[]): LedgerEntry | undefined {
  return ledger.findLast(({ lapsed }) => !lapsed);
}

/** How long the deal has waited for its next advance, against how long such waits take (domain:V13). */
export function assessStall(reading: DealReading, from: Standpoint, curves: WaitCurves | undefined): Stall {
  const last = lastLive(reading.ledger);
  const sinceMs = last?.atMs ?? reading.createdMs;
  const days = Math.max(0, ((reading.closedMs ?? from.asOfMs) - sinceMs) / dayMs);
  const band = bandAt(reading, sinceMs);
  const curve = reading.logged ? curves?.find(band, segmentOf(reading.deal)) : undefined;
  const missing = missingFor(reading, curve, from);
  const number = waitNumber(last, days, from, missing);
  const q = curve ? shareCome(curve, days, from) : null;
  const read = { valueFrom: "curve" as const, unit: "probability", ...placeOf(curve, curves) };
  return {
    state: stallState(reading, q, from),
    q: number({ ...read, value: q, alternatives: readings }),
    daysSinceAdvance: number({
      value: reading.logged ? days : null,
      unit: "days",
      valueFrom: "sum",
      missing: reading.logged ? [] : [notLogged],
    }),
    expectedWithin28Days: number({ ...read, value: curve ? soon(curve, days, from) : null }),
  };
}

/** Where to look the curve up. */
function placeOf(curve: WaitCurve | undefined, curves: WaitCurves | undefined) {
  return curve && curves ? { snapshot: curves.snapshotId, cohort: curve.key } : {};
}

type WaitParts = Partial<Parameters<typeof explain>[0]> &
  Pick<Parameters<typeof explain>[0], "value" | "unit" | "valueFrom">;

/** Every number of a wait rests on one sum: the days since the last advance, or since the deal's creation. */
function waitNumber(
  last: LedgerEntry | undefined,
  days: number,
  { asOf }: Standpoint,
  missing: readonly string[],
) {
  const lines = last ? () => [contribution(last.seen.evidence, days, "days since this advance")] : () => [];
  return (parts: WaitParts): Explained =>
    explain({
      basis: days,
      prior: last ? 0 : days,
      n: last ? 1 : 0,
      asOf,
      rule: formula("3.4"),
      contributions: lines,
      missing: parts.value === null ? missing : [],
      ...parts,
    });
}

function shareCome(curve: WaitCurve, days: number, { policy }: Standpoint): number | null {
  const whole = curve.advanced(policy.stall.horizonDays);
  return whole <= 0 ? null : Math.min(1, curve.advanced(days) / whole);
}

function soon(curve: WaitCurve, days: number, { policy }: Standpoint): number | null {
  const { severityDays } = policy.stall;
  const waiting = curve.waiting(days);
  if (waiting <= 0 || days + severityDays > curve.horizonDays) return null;
  return (curve.advanced(days + severityDays) - curve.advanced(days)) / waiting;
}

function stallState(reading: DealReading, q: number | null, { policy }: Standpoint): Stall["state"] {
  if (reading.status !== "open") return "closed";
  if (reading.commitments.some(({ status }) => status === "ahead")) return "waiting";
  if (q === null) return "unknown";
  return q >= policy.stall.quantile ? "stalled" : "moving";
}

function missingFor(reading: DealReading, curve: WaitCurve | undefined, { policy }: Standpoint): string[] {
  if (!reading.logged) return [notLogged];
  if (!curve)
    return [`a record of ${policy.stall.minimumSpells} or more waits for an advance, to compare with`];
  return ["an advance in the cohort, or a wait within its horizon, to compare with"];
}
