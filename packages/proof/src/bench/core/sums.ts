/** How many bases were looked at, and how many their contributions and prior did not add up to. */
export interface Sums {
  bases: number;
  wrong: number;
}

/** Builds every explanation in an assessment, twice, and adds it up: both times to its basis, to 1e-9. */
export function sumsIn(value: unknown, sums: Sums): void {
  if (typeof value !== "object" || value === null) return;
  if (isBasis(value)) {
    sums.bases += 1;
    const totals = [1, 2].map(() =>
      value.contributions.reduce((sum, { amount }) => sum + amount, value.prior),
    );
    if (totals.some((total) => !(Math.abs(total - value.basis) <= 1e-9))) sums.wrong += 1;
  }
  for (const part of Object.values(value)) sumsIn(part, sums);
}

interface Basis {
  readonly basis: number;
  readonly prior: number;
  readonly contributions: readonly { readonly amount: number }[];
}

function isBasis(value: object): value is Basis {
  return "contributions" in value && "basis" in value && "prior" in value;
}
