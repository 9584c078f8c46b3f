import type { WaitCurve } from "../cohort/wait-curve.ts";
import type { WaitCurves } from "../cohort/wait-curves.ts";
import type { LedgerEntry } from "../deal/read-advances.ts";
import { contribution, explain } from "../explain/explain.ts";
import type { Explained, ValueFrom } from "../explain/explained.ts";
import { newFormula } from "../explain/rule-version.ts";
import { dayMs } from "../instant.ts";
import type { DealStandpoint } from "../standpoint.ts";
import type { ActiveSnooze, Stall } from "./stall.ts";

const waitFormula = /* @__PURE__ */ newFormula("3.4");

const nothing: readonly never[] = Object.freeze([]);
const readings = [
  "by construction about one advance in ten comes later than this",
  "the wait may lie with us, with the buyer, or with what was not logged",
];

/** One wait to be judged. */
export interface WaitInput {
  readonly ledger: readonly LedgerEntry[];
  /** When the wait for the first advance began, in milliseconds. */
  readonly sinceMs: number;
  /** When it closed; `undefined` while it is open. */
  readonly closedMs: number | undefined;
  readonly isClosed: boolean;
  /** What would have to be recorded before anything can be said; `undefined` when it is. */
  readonly notLogged: string | undefined;
  readonly isPromised: boolean;
  readonly snooze: ActiveSnooze | null;
  /** The curve for the instant that the present wait began. */
  readonly curveAt: (sinceMs: number) => WaitCurve | undefined;
}

/** The last advance that still counts. */
export function lastLive(ledger: readonly LedgerEntry[]): LedgerEntry | undefined {
  return ledger.findLast(({ lapsed }) => !lapsed);
}

/** How long the next advance has been waited for, against how long such waits take (domain:V13). */
export function assessWait(input: WaitInput, from: DealStandpoint, curves: WaitCurves | undefined): Stall {
  const last = lastLive(input.ledger);
  const sinceMs = last?.atMs ?? input.sinceMs;
  const days = Math.max(0, ((input.closedMs ?? from.asOfMs) - sinceMs) / dayMs);
  const curve = input.notLogged === undefined ? input.curveAt(sinceMs) : undefined;
  const q = curve ? curve.shareCome(days, from.policy.stall.horizonDays) : null;
  const soon = curve ? curve.soon(days, from.policy.stall.severityDays) : null;
  const number = waitNumber(last, days, from);
  const missing = missingFor(input, curve, from);
  const onCurve = (value: number | null, alternatives: readonly string[]) => {
    const place = curve && curves ? { snapshot: curves.snapshotId, cohort: curve.key } : nowhere;
    return number({ value, unit: "probability", valueFrom: "curve", missing, place, alternatives });
  };
  return {
    state: stateOf(input, q, from),
    snooze: input.snooze,
    q: onCurve(q, readings),
    daysSinceAdvance: number({
      value: input.notLogged === undefined ? days : null,
      unit: "days",
      valueFrom: "sum",
      missing: [input.notLogged ?? ""],
      place: nowhere,
      alternatives: nothing,
    }),
    expectedWithin28Days: onCurve(soon, nothing),
  };
}

/** Where to look a curve up. */
interface CurvePlace {
  readonly snapshot: string | undefined;
  readonly cohort: string | undefined;
}

const nowhere: CurvePlace = Object.freeze({ snapshot: undefined, cohort: undefined });

interface WaitParts {
  readonly value: number | null;
  readonly unit: string;
  readonly valueFrom: ValueFrom;
  /** What it would take, should the value be unknown. */
  readonly missing: readonly string[];
  readonly place: CurvePlace;
  readonly alternatives: readonly string[];
}

/** Every number of a wait rests on one sum: the days since the last advance, or since the wait's beginning. */
function waitNumber(last: LedgerEntry | undefined, days: number, { asOf }: DealStandpoint) {
  const contributions = last
    ? () => [contribution(last.seen.evidence, days, "days since this advance")]
    : () => nothing;
  return ({ value, unit, valueFrom, missing, place, alternatives }: WaitParts): Explained =>
    explain({
      value,
      unit,
      valueFrom,
      basis: days,
      prior: last ? 0 : days,
      n: last ? 1 : 0,
      asOf,
      rule: waitFormula,
      contributions,
      missing: value === null ? missing : nothing,
      snapshot: place.snapshot,
      cohort: place.cohort,
      alternatives,
    });
}

function stateOf(input: WaitInput, q: number | null, { policy }: DealStandpoint): Stall["state"] {
  if (input.isClosed) return "closed";
  if (input.isPromised) return "waiting";
  if (input.snooze !== null) return "snoozed";
  if (q === null) return "unknown";
  return q >= policy.stall.quantile ? "stalled" : "moving";
}

function missingFor(
  { notLogged }: WaitInput,
  curve: WaitCurve | undefined,
  { policy }: DealStandpoint,
): string[] {
  if (notLogged !== undefined) return [notLogged];
  if (!curve)
    return [`a record of ${policy.stall.minimumSpells} or more waits for an advance, to compare with`];
  return ["an advance in the cohort, or a wait within its horizon, to compare with"];
}
