/** Rows of a table grouped by a whole number: those of group `g` are `rows[starts[g]]` to `rows[starts[g + 1] - 1]`. */
export interface Runs {
  readonly starts: Int32Array;
  readonly rows: Int32Array;
}

/**
 * Groups rows by their number, keeping their order within a group; rows numbered -1 are left out. Two passes over flat
 * arrays: filling a list for every group instead would fetch each list from memory for each of its rows. `spare`, of
 * as many places as there are rows and not `groups` itself, is filled instead of a new array.
 */
export function runsOf(groups: Int32Array, count: number, spare?: Int32Array): Runs {
  const starts = new Int32Array(count + 1);
  for (const group of groups) if (group >= 0) starts[group + 1] = (starts[group + 1] ?? 0) + 1;
  for (let group = 0; group < count; group += 1) {
    starts[group + 1] = (starts[group + 1] ?? 0) + (starts[group] ?? 0);
  }
  const next = starts.slice(0, count);
  const total = starts[count] ?? 0;
  const rows = spare === undefined ? new Int32Array(total) : spare.subarray(0, total);
  for (let row = 0; row < groups.length; row += 1) {
    const group = groups[row] ?? -1;
    if (group < 0) continue;
    const at = next[group] ?? 0;
    rows[at] = row;
    next[group] = at + 1;
  }
  return { starts, rows };
}
