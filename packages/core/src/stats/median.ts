/** The middle of some numbers, between the two middle ones where their count is even; `undefined` for none. */
export function median(numbers: readonly number[]): number | undefined {
  const sorted = [...numbers].sort((left, right) => left - right);
  const low = sorted[(sorted.length - 1) >> 1];
  const high = sorted[sorted.length >> 1];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}
