import type { GroupedScores } from "./case-weighted-area.ts";

/**
 * The share of cases to whom it happened in the fifth that scores put highest within each group, over the share of
 * all; 1 tells nothing. Of equal scores at the edge each counts in part. `NaN` where it happened to nobody.
 */
export function liftAtTopFifth({ cases, groups, scores, happened }: GroupedScores): number {
  const byGroup = new Map<number, number[]>();
  for (const [row, group] of groups.entries()) {
    const rows = byGroup.get(group);
    if (rows) rows.push(row);
    else byGroup.set(group, [row]);
  }
  let found = 0;
  let wanted = 0;
  for (const rows of byGroup.values()) {
    const places = rows.length / 5;
    found += eventsAtTop(
      rows,
      places,
      (row) => scores[row] ?? 0,
      (row) => happened[cases[row] ?? 0] ?? 0,
    );
    wanted += places;
  }
  const events = cases.reduce((sum, one) => sum + (happened[one] ?? 0), 0);
  return found / wanted / (events / cases.length);
}

function eventsAtTop(
  rows: readonly number[],
  places: number,
  scoreOf: (row: number) => number,
  eventOf: (row: number) => number,
): number {
  const sorted = rows.toSorted((left, right) => scoreOf(right) - scoreOf(left));
  let left = places;
  let found = 0;
  for (let from = 0; from < sorted.length && left > 0; ) {
    const score = scoreOf(sorted[from] ?? 0);
    const tied = sorted.slice(from).findIndex((row) => scoreOf(row) !== score);
    const run = tied < 0 ? sorted.slice(from) : sorted.slice(from, from + tied);
    const taken = Math.min(left, run.length);
    found += (taken / run.length) * run.reduce((sum, row) => sum + eventOf(row), 0);
    left -= taken;
    from += run.length;
  }
  return found;
}
