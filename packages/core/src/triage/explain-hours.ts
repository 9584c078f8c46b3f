import { basisOf, contribution, explain } from "../explain/explain.ts";
import type { Basis, Contribution, Explained } from "../explain/explained.ts";
import { type FormulaId, formula } from "../explain/rule-version.ts";
import type { Effort } from "../person/read-effort.ts";
import type { Standpoint } from "../standpoint.ts";

/** Hours of some work, explained by its records; unknown while nothing of the seller's is logged. */
export function explainHours(
  efforts: readonly Effort[],
  rule: FormulaId,
  missing: readonly string[],
  { asOf }: Standpoint,
  others: () => readonly Contribution[] = () => [],
): Explained {
  const hours = totalHours(efforts);
  return explain({
    value: missing.length === 0 ? hours : null,
    unit: "hours",
    valueFrom: "sum",
    basis: hours,
    n: efforts.length,
    asOf,
    rule: formula(rule),
    contributions: () => [...hourLines(efforts, 1), ...others()],
    missing,
  });
}

/** All hours of some work. */
export function totalHours(efforts: readonly Effort[]): number {
  return efforts.reduce((sum, { hours }) => sum + hours, 0);
}

/** A line for each record of work, times `sign`. */
export function hourLines(efforts: readonly Effort[], sign: 1 | 0 | -1): Contribution[] {
  return efforts.map(({ seen, hours, place }) => contribution(seen.evidence, sign * hours, place));
}

/** The hours of some work as the second sum of a share. */
export function hoursBasis(name: string, efforts: readonly Effort[]): Basis {
  return basisOf({ name, prior: 0, basis: totalHours(efforts), contributions: () => hourLines(efforts, 1) });
}
