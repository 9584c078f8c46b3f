import type { AreaComparison, Backtest, Measure } from "@headway/core/backtest";
import { chartFigure } from "../charts/draw-chart.ts";
import { html, type Markup } from "../html/markup.ts";
import { countedText, figureText } from "../html/wording.ts";
import type { IntervalsChart } from "../model/review-chart.ts";
import {
  type BacktestPlace,
  type BacktestSection,
  type FindingTone,
  findingCard,
} from "./backtest-section.ts";
import {
  areaText,
  measureNames,
  measureWords,
  rangeText,
  type Standing,
  standingOf,
  standingWords,
} from "./backtest-words.ts";
import { resultTable } from "./result-table.ts";

/** A backtest that had enough to say something. */
export type TestedBacktest = Extract<Backtest, { status: "tested" }>;

/** Advancement beside activity, stage and age: how well each tells later wins from losses, and the differences. */
export function areaSection(backtest: TestedBacktest, { prefix, drawings }: BacktestPlace): BacktestSection {
  const { measures, comparisons, sample } = backtest;
  const n = `${countedText(sample.deals, "deal")} in ${countedText(sample.looks, "look")}`;
  const rows = measures.map(({ measure, area, liftAtTopFifth }) => [
    measureNames[measure],
    areaText(area.value),
    rangeText(area.interval),
    Number.isFinite(liftAtTopFifth) ? liftAtTopFifth.toFixed(2) : "unknown",
    figureText(sample.deals),
  ]);
  return {
    id: "areas",
    title: "What tells later wins from losses",
    purpose: `The area under the curve within each past date: how often a deal that was won later stood above one that was lost later. 0.5 tells nothing, 1 everything, below 0.5 it points the wrong way. Each measure is read as “the higher, the likelier won”, and none is turned round. ${n}; 95% intervals over resampled deals.`,
    body: html`<div class="lead">${chartFigure(areaChart(backtest, n), `${prefix}areas-chart`, drawings)}</div><div class="cards">${comparisons.map((one) => comparisonCard(one, backtest))}</div>${resultTable({ name: "Areas and lifts", head: ["Measure", "Area", "95% interval", "Lift at the top fifth", "Deals (n)"], rows })}<p class="more">The lift is the share won among the fifth that a measure puts highest on each date, over the share won of all, by looks; 1 tells nothing. Unknown: all ended alike.</p>`,
  };
}

function areaChart({ measures, sample }: TestedBacktest, n: string): IntervalsChart {
  const said = measures.map(
    ({ measure, area }) => `${measureNames[measure]} ${areaText(area.value)} (${rangeText(area.interval)})`,
  );
  return {
    type: "intervals",
    title: "Area by measure",
    summary: `${said.join("; ")}. ${n}.`,
    unit: "area under the curve, 0 to 1",
    level: 95,
    reach: [0, 1],
    mark: { value: 0.5, label: "0.5 tells nothing" },
    rows: measures.map(({ measure, area }) => ({
      label: measureNames[measure],
      value: Number.isFinite(area.value) ? area.value : null,
      interval: area.interval.every(Number.isFinite) ? area.interval : null,
      n: sample.deals,
    })),
  };
}

const tones: Readonly<Record<Standing, FindingTone>> = {
  ahead: "good",
  behind: "bad",
  level: "plain",
  unknown: "unknown",
};

function comparisonCard(comparison: AreaComparison, backtest: TestedBacktest): Markup {
  const { against, difference } = comparison;
  const standing = standingOf(comparison);
  const figures =
    standing === "unknown"
      ? html`On no date were there both later wins and later losses to compare.`
      : html`Difference in area <b>${areaText(difference.value)}</b>, 95% interval ${rangeText(difference.interval)}, on the same deals and dates (n ${figureText(backtest.sample.deals)} deals).`;
  return findingCard(tones[standing], `Advancement ${standingWords[standing]} ${measureWords[against]}`, [
    figures,
    turnedRound(against, backtest),
  ]);
}

/** Being ahead of a measure that points the wrong way says little: it would tell something read the other way. */
function turnedRound(against: AreaComparison["against"], backtest: TestedBacktest): Markup | null {
  const own = areaOf(backtest, "advances");
  const other = areaOf(backtest, against);
  if (!(other < 0.5) || Number.isNaN(own)) return null;
  const turned = 1 - other;
  const beside = turned > own ? "more than" : turned < own ? "less than" : "as much as";
  const name = measureWords[against];
  return html`Take care: ${name} ${against === "activity" ? "point" : "points"} the wrong way here (${areaText(other)}). Read as “the lower, the likelier won” this would come to ${areaText(turned)}, ${beside} advancement’s ${areaText(own)}; that reading was not tested.`;
}

/** The area of one measure; not a number where there is none. */
export function areaOf({ measures }: TestedBacktest, wanted: Measure): number {
  return measures.find(({ measure }) => measure === wanted)?.area.value ?? Number.NaN;
}
