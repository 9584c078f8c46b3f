/** The most that fell into any window of this length, wherever it begins. */
export function mostInWindow(instantsMs: readonly number[], windowMs: number): number {
  const sorted = [...instantsMs].sort((left, right) => left - right);
  let most = 0;
  for (let first = 0, last = 0; last < sorted.length; last += 1) {
    while ((sorted[last] ?? 0) - (sorted[first] ?? 0) >= windowMs) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}
