import type { CalibrationBin } from "@headway/core/backtest";
import type { Markup } from "../html/markup.ts";
import { figureText } from "../html/wording.ts";
import type { CalibrationChart, IntervalsChart } from "../model/review-chart.ts";
import { percentRange, percentText } from "./backtest-words.ts";
import { resultTable } from "./result-table.ts";

/** How many cases some bins hold. */
export function casesOf(bins: readonly CalibrationBin[]): number {
  return bins.reduce((sum, { cases }) => sum + cases, 0);
}

/** Bins of what was said as a share, beside what came, with the diagonal on which both are the same. */
export function calibrationChart(
  bins: readonly CalibrationBin[],
  words: Pick<CalibrationChart, "title" | "said" | "came">,
): CalibrationChart {
  const told = bins.map(
    ({ expected, came, cases }) =>
      `said ${percentText(expected)}, came ${percentText(came)} (n ${figureText(cases)})`,
  );
  return {
    ...words,
    type: "calibration",
    summary: `${told.join("; ")}.`,
    bins: bins.map(({ expected, came, interval, cases }) => ({ expected, came, interval, n: cases })),
  };
}

/** The share won by number of advances, in rising order, beside the share won of all looks. */
export function advancesChart(bins: readonly CalibrationBin[]): IntervalsChart {
  const all = casesOf(bins);
  const won = bins.reduce((sum, { cases, came }) => sum + cases * came, 0);
  const told = bins.map(({ said, came, cases }) => `${said}: ${percentText(came)} (n ${figureText(cases)})`);
  return {
    type: "intervals",
    title: "Share won by number of advances",
    summary: `${told.join("; ")}. Of all looks ${percentText(won / all)} (n ${figureText(all)}).`,
    unit: "share won later, 0 to 1",
    level: 95,
    mark: all === 0 ? null : { value: won / all, label: "of all looks" },
    rows: bins.map(({ said, came, interval, cases }) => ({
      label: `${said} ${said === "1" ? "advance" : "advances"}`,
      value: came,
      interval,
      n: cases,
    })),
  };
}

/** The same bins as figures; `expected` is left out where what was said is no share. */
export function binTable(
  name: string,
  bins: readonly CalibrationBin[],
  said: { readonly head: string; readonly came: string; readonly isShare: boolean },
): Markup {
  const head = [
    said.head,
    ...(said.isShare ? ["Mean said"] : []),
    said.came,
    "95% interval",
    "Cases (n)",
    ...(said.isShare ? ["Beside it"] : []),
  ];
  const rows = bins.map((bin) => [
    bin.said,
    ...(said.isShare ? [percentText(bin.expected)] : []),
    percentText(bin.came),
    percentRange(bin.interval),
    figureText(bin.cases),
    ...(said.isShare ? [fitWords(bin)] : []),
  ]);
  return resultTable({ name, head, rows });
}

function fitWords({ expected, interval: [low, high] }: CalibrationBin): string {
  if (low > expected) return "more came than was said";
  return high < expected ? "less came than was said" : "fits";
}
