/** One value spread over neighbouring knots: 0 below the first of a pair, 1 above the second, straight between. */
export function ramps(value: number, knots: readonly number[]): number[] {
  return knots.slice(1).map((to, k) => {
    const from = knots[k] ?? 0;
    return Math.max(0, Math.min(1, (value - from) / (to - from)));
  });
}

/** The names of the ramps, such as `days waited 3-6`. */
export function rampNames(name: string, knots: readonly number[]): string[] {
  return knots.slice(1).map((to, k) => `${name} ${knots[k]}-${to}`);
}
