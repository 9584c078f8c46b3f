const tiny = 1e-300;

/** 1 + c(1)/(1 + c(2)/(1 + …)) by Lentz's method, to machine precision. */
export function continuedFraction(coefficient: (step: number) => number): number {
  let value = 1;
  let numerator = 1;
  let denominator = 0;
  for (let step = 1; step < 10_000; step += 1) {
    const c = coefficient(step);
    denominator = 1 / guarded(1 + c * denominator);
    numerator = guarded(1 + c / numerator);
    const change = numerator * denominator;
    value *= change;
    if (Math.abs(change - 1) < 1e-15) break;
  }
  return value;
}

function guarded(x: number): number {
  return Math.abs(x) < tiny ? tiny : x;
}
