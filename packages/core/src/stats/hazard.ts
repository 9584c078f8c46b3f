/** One interval of a discrete-time survival table. */
export interface RiskInterval {
  readonly atRisk: number;
  readonly events: number;
}

/**
 * The share of those at risk to whom it happens, drawn towards the parent's by `weight` pseudo-cases:
 * (d + m · parent) / (n + m). Zero where nobody was ever at risk.
 */
export function shrunkHazard({ atRisk, events }: RiskInterval, parent: number, weight: number): number {
  const total = atRisk + weight;
  return total === 0 ? 0 : (events + weight * parent) / total;
}

/** Cumulative incidence of the first cause, and the share to whom nothing has happened, at each interval's end. */
export interface Incidence {
  readonly incidence: readonly number[];
  readonly survival: readonly number[];
}

/**
 * Aalen-Johansen in discrete time: `own` are the hazards of the cause asked for, `others` those of the causes
 * competing with it. Index 0 is the start (0 and 1).
 */
export function cumulativeIncidence(
  own: readonly number[],
  others: readonly (readonly number[])[],
): Incidence {
  const incidence = [0];
  const survival = [1];
  let reached = 0;
  let left = 1;
  for (const [k, hazard] of own.entries()) {
    reached += left * hazard;
    const total = others.reduce((sum, cause) => sum + (cause[k] ?? 0), hazard);
    left *= Math.max(0, 1 - total);
    incidence.push(reached);
    survival.push(left);
  }
  return { incidence, survival };
}
