import type { Look } from "./backtest-look.ts";

/** Pseudo-deals of the share of all that a stage's own share is drawn by. */
const drawnBy = 4;

interface Tally {
  won: number;
  all: number;
}

/**
 * For each look the share won of deals that had stood in the same stage at an earlier date and were closed by now:
 * the stage alone, without looking ahead. An unknown or new stage reads as the share of all.
 */
export function stageSharesOf(
  looks: readonly Look[],
  deals: readonly { readonly won: boolean; readonly closedMs: number }[],
  datesMs: readonly number[],
): Float64Array {
  const shares = new Float64Array(looks.length);
  const byDate: number[][] = datesMs.map(() => []);
  for (const [k, { date }] of looks.entries()) byDate[date]?.push(k);
  const waiting = looks
    .map((look) => ({
      look,
      closedMs: deals[look.place]?.closedMs ?? 0,
      won: deals[look.place]?.won === true,
    }))
    .sort((left, right) => left.closedMs - right.closedMs);
  const stages = new Map<string, Tally>();
  const total: Tally = { won: 0, all: 0 };
  let next = 0;
  for (const [date, dateMs] of datesMs.entries()) {
    for (let one = waiting[next]; one !== undefined && one.closedMs < dateMs; one = waiting[next]) {
      count(total, one.won);
      if (one.look.stageId !== undefined) count(tallyOf(stages, one.look.stageId), one.won);
      next += 1;
    }
    const base = (total.won + 1) / (total.all + 2);
    for (const k of byDate[date] ?? []) {
      const { won, all } = stages.get(looks[k]?.stageId ?? "") ?? { won: 0, all: 0 };
      shares[k] = (won + drawnBy * base) / (all + drawnBy);
    }
  }
  return shares;
}

function tallyOf(stages: Map<string, Tally>, id: string): Tally {
  const tally = stages.get(id) ?? { won: 0, all: 0 };
  stages.set(id, tally);
  return tally;
}

function count(tally: Tally, won: boolean): void {
  tally.all += 1;
  if (won) tally.won += 1;
}
