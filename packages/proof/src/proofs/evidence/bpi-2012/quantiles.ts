/**
 * The values below which the `shares` (0 to 1) of some numbers lie, straight between neighbours: share s of n numbers
 * is at place s * (n - 1), counted from 0. None where there are no numbers.
 */
export function quantiles(numbers: readonly number[], shares: readonly number[]): number[] {
  const ascending = Float64Array.from(numbers).sort();
  if (ascending.length === 0) return [];
  return shares.map((share) => {
    const place = share * (ascending.length - 1);
    const low = ascending[Math.floor(place)] ?? Number.NaN;
    const high = ascending[Math.ceil(place)] ?? Number.NaN;
    return low + (place - Math.floor(place)) * (high - low);
  });
}
