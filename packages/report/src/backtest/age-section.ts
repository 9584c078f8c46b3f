import { measures } from "@headway/core/backtest";
import { figureText } from "../html/wording.ts";
import type { TestedBacktest } from "./area-section.ts";
import { type BacktestSection, unknownLine } from "./backtest-section.ts";
import { areaText, measureNames, percentText } from "./backtest-words.ts";
import { resultTable } from "./result-table.ts";

/** The same areas by how old the deals were. */
export function ageSection({ byAge }: TestedBacktest): BacktestSection {
  const rows = byAge.map(({ days: [from, until], deals, baseRate, areas }) => [
    until === null ? `${from} days and more` : `${from} to ${until} days`,
    figureText(deals),
    percentText(baseRate),
    ...measures.map((measure) => areaText(areas[measure])),
  ]);
  const head = ["Age of the deal", "Deals (n)", "Base rate", ...measures.map((one) => measureNames[one])];
  return {
    id: "age",
    title: "By age",
    purpose:
      "The areas once more, among deals of one age only. Without intervals: the fewer the deals, the rougher. Unknown where on every date all deals of that age ended alike.",
    body:
      rows.length === 0
        ? unknownLine("no deal was looked at at any age.")
        : resultTable({ name: "Areas by age", head, rows }),
  };
}
