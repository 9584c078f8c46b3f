/**
 * Kendall's tau-b of two rankings of the same things, -1 to 1; ties are allowed for (Kendall 1945).
 * `undefined` when one of them ranks nothing apart. Quadratic in the number of things.
 */
export function kendallTau(first: readonly number[], second: readonly number[]): number | undefined {
  let agreeing = 0;
  let apartInFirst = 0;
  let apartInSecond = 0;
  for (let i = 0; i < first.length; i += 1) {
    for (let j = 0; j < i; j += 1) {
      const one = Math.sign((first[i] ?? 0) - (first[j] ?? 0));
      const other = Math.sign((second[i] ?? 0) - (second[j] ?? 0));
      agreeing += one * other;
      apartInFirst += Math.abs(one);
      apartInSecond += Math.abs(other);
    }
  }
  const scale = Math.sqrt(apartInFirst * apartInSecond);
  return scale === 0 ? undefined : agreeing / scale;
}
