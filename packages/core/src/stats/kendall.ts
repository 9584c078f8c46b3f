/**
 * Kendall's tau-b of two rankings of the same things, -1 to 1; ties are allowed for (Kendall 1945), counted by
 * merging as Knight (1966) does, so that its time grows with n log n. `undefined` when one of them ranks nothing apart.
 */
export function kendallTau(first: readonly number[], second: readonly number[]): number | undefined {
  const order = [...first.keys()].sort(
    (i, j) => compare(first[i], first[j]) || compare(second[i], second[j]),
  );
  const ordered = order.map((index) => second[index] ?? 0);
  const pairs = (first.length * (first.length - 1)) / 2;
  const tiedInFirst = tiedPairs(order, (i, j) => first[i] === first[j]);
  const tiedInBoth = tiedPairs(order, (i, j) => first[i] === first[j] && second[i] === second[j]);
  const swaps = sortCountingSwaps(ordered);
  const tiedInSecond = tiedPairs(ordered, (left, right) => left === right);
  const scale = Math.sqrt((pairs - tiedInFirst) * (pairs - tiedInSecond));
  if (scale === 0) return undefined;
  return (pairs - tiedInFirst - tiedInSecond + tiedInBoth - 2 * swaps) / scale;
}

function compare(left = 0, right = 0): number {
  return left - right;
}

/** Pairs within runs of neighbours that are alike. */
function tiedPairs(sorted: readonly number[], isAlike: (left: number, right: number) => boolean): number {
  let pairs = 0;
  let run = 1;
  for (let k = 1; k <= sorted.length; k += 1) {
    if (k < sorted.length && isAlike(sorted[k - 1] ?? 0, sorted[k] ?? 0)) run += 1;
    else {
      pairs += (run * (run - 1)) / 2;
      run = 1;
    }
  }
  return pairs;
}

/** Sorts in place, bottom up, and counts how many pairs stood the wrong way round. */
function sortCountingSwaps(values: number[]): number {
  let swaps = 0;
  for (let width = 1; width < values.length; width *= 2) {
    for (let start = 0; start + width < values.length; start += 2 * width) {
      const left = values.slice(start, start + width);
      const right = values.slice(start + width, start + 2 * width);
      let i = 0;
      let j = 0;
      for (let k = start; k < start + left.length + right.length; k += 1) {
        const takesRight = i === left.length || (j < right.length && (right[j] ?? 0) < (left[i] ?? 0));
        if (takesRight) {
          swaps += left.length - i;
          values[k] = right[j++] ?? 0;
        } else values[k] = left[i++] ?? 0;
      }
    }
  }
  return swaps;
}
