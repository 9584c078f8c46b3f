import { fitScore, growingTable, logOddsOf, rowOf } from "@headway/core/backtest";
import { areaUnderCurve } from "@headway/core/stats";

/** A closed deal with what stood in it from the first day. */
export interface ClosedDeal {
  readonly agent: string;
  readonly product: string;
  readonly account: string;
  readonly engaged: string;
  readonly won: boolean;
}

const columns = ["agent", "product", "account"] as const;

/**
 * How well a score that learned from earlier deals tells later ones: each seller, product and account is a feature of
 * its own; those not seen before add nothing. `undefined` where all later ones ended alike.
 */
export function temporalArea(earlier: readonly ClosedDeal[], later: readonly ClosedDeal[]) {
  const levels = columns.flatMap((column) =>
    [...new Set(earlier.map((row) => row[column]))].sort().map((level) => ({ column, level })),
  );
  const tableOf = (rows: readonly ClosedDeal[]) => {
    const growing = growingTable(
      levels.map(({ column, level }) => ({ name: `${column} ${level}`, sign: 0 })),
    );
    for (const row of rows) growing.add(levels.map(({ column, level }) => Number(row[column] === level)));
    return growing.table();
  };
  const model = fitScore(
    tableOf(earlier),
    Uint8Array.from(earlier, ({ won }) => Number(won)),
    { penalty: 10 },
  );
  const table = tableOf(later);
  return areaUnderCurve(
    later.map(({ won }, row) => ({ score: logOddsOf(model, rowOf(table, row)), happened: won })),
  );
}
