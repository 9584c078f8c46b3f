import type { CalibrationBin } from "@headway/core/backtest";
import { chartFigure } from "../charts/draw-chart.ts";
import { html, type Markup } from "../html/markup.ts";
import { countedText } from "../html/wording.ts";
import type { TestedBacktest } from "./area-section.ts";
import { type BacktestPlace, type BacktestSection, unknownLine } from "./backtest-section.ts";
import { advancesChart, binTable, calibrationChart, casesOf } from "./bin-charts.ts";

const correlated =
  "One deal is looked at on several dates, so the cases are not independent and the intervals are too narrow.";

/** The share won later by how many advances a deal had. */
export function advancesSection(
  { calibration }: TestedBacktest,
  { prefix, drawings }: BacktestPlace,
): BacktestSection {
  return {
    id: "calibration",
    title: "Won by number of advances",
    purpose: `What came of deals by how many verified advances they had when they were looked at. A count says no share beforehand; whether more advances went with more wins can be read from top to bottom. The share of all looks is not the base rate: a deal that stayed open longer was looked at more often. ${correlated}`,
    body:
      calibration.length === 0
        ? unknownLine("no deal was looked at.")
        : html`<div class="lead">${chartFigure(advancesChart(calibration), `${prefix}calibration-chart`, drawings)}</div>${binTable("Share won by number of advances", calibration, { head: "Advances", came: "Won later", isShare: false })}`,
  };
}

/** What the stall clock said of the days ahead, and what came. */
export function stallSection({ stall }: TestedBacktest, place: BacktestPlace): BacktestSection {
  return {
    id: "stall",
    title: "The stall clock",
    purpose: `On the later dates it said for every wait how likely an advance was in the days ahead (as many as the policy’s stall.severityDays), from curves fitted on what was known before. ${correlated}`,
    body:
      stall.length === 0
        ? unknownLine(
            "on the later dates no wait was both comparable with earlier ones and watched to its end.",
          )
        : calibrationBody(stall, place, "stall", "an advance came"),
  };
}

/** Chart and table of bins whose saying is a share. */
export function calibrationBody(
  bins: readonly CalibrationBin[],
  { prefix, drawings }: BacktestPlace,
  id: string,
  came: string,
): Markup {
  const words = {
    title: `What was said and what came, ${countedText(casesOf(bins), "case")}`,
    said: "what was said",
    came,
  };
  return html`<div class="lead">${chartFigure(calibrationChart(bins, words), `${prefix}${id}-chart`, drawings)}</div>${binTable("What was said and what came", bins, { head: "Said", came: "Came", isShare: true })}`;
}
