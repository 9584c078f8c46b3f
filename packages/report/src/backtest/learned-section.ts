import { type LearnedScore, probabilityOf } from "@headway/core/backtest";
import { html, type Markup } from "../html/markup.ts";
import { figureText, signedText } from "../html/wording.ts";
import type { TestedBacktest } from "./area-section.ts";
import { type BacktestPlace, type BacktestSection, findingCard } from "./backtest-section.ts";
import { areaText, percentText, rangeText } from "./backtest-words.ts";
import { casesOf } from "./bin-charts.ts";
import { calibrationBody } from "./calibration-sections.ts";
import { resultTable } from "./result-table.ts";

type Fitted = Exclude<LearnedScore, { status: "not-fitted" }>;

/** The learned score, shown with its contributions only where it earned its place. */
export function learnedSection({ learned }: TestedBacktest, place: BacktestPlace): BacktestSection {
  return {
    id: "learned",
    title: "A learned score",
    purpose:
      "Fitted on the earlier dates, judged on the later ones. It has earned its place only if it tells more than the stage alone with an interval above 0; otherwise the assessment stands without it. Looks at one deal are not independent, so the intervals of the shares are too narrow; those of the areas are drawn over deals.",
    body: html`<div class="cards">${headCard(learned)}</div>${learned.status === "earned" ? earnedBody(learned, place) : null}`,
  };
}

function headCard(learned: LearnedScore): Markup {
  if (learned.status === "not-fitted")
    return findingCard("unknown", "Not fitted", [html`${learned.reason}.`]);
  const { status, reason, area, overStage, calibration } = learned;
  const isEarned = status === "earned";
  return findingCard(isEarned ? "good" : "bad", isEarned ? "Earned" : "Not earned", [
    html`Because ${reason}.`,
    html`Area on later deals <b>${areaText(area.value)}</b> (95% interval ${rangeText(area.interval)}); over the stage alone <b>${areaText(overStage.value)}</b> (${rangeText(overStage.interval)}); n ${figureText(casesOf(calibration))} later looks.`,
  ]);
}

function earnedBody({ calibration, model, line, example }: Fitted, place: BacktestPlace): Markup {
  const terms = model.terms
    .filter(({ coefficient }) => coefficient !== 0)
    .map(({ name, sign, mean, scale, coefficient }) => [
      name,
      signedText(coefficient),
      figureText(mean),
      figureText(scale),
      sign === 0 ? "free" : sign > 0 ? "never lowers it" : "never raises it",
    ]);
  const left = model.terms.filter(({ coefficient }) => coefficient === 0).map(({ name }) => name);
  const head = ["Feature", "Log-odds by standard deviation", "Mean", "Standard deviation", "Direction"];
  return html`${calibrationBody(calibration, place, "learned", "won")}${resultTable({ name: "What each feature adds", head, rows: terms })}${left.length === 0 ? null : html`<p class="more">Without weight: ${left.join(", ")}.</p>`}${exampleBody(example, model.intercept, line)}`;
}

/** How one probability comes about, down to each feature; said so where the parts do not make the whole. */
function exampleBody(
  { dealId, probability, contributions }: Fitted["example"],
  intercept: number,
  { shift, slope }: Fitted["line"],
): Markup {
  const logOdds = contributions.reduce((sum, { amount }) => sum + amount, intercept);
  const calibrated = shift + slope * logOdds;
  const isWhole = Math.abs(probabilityOf(calibrated) - probability) < 1e-6;
  const rows = [
    ["Before any feature", "", signedText(intercept)],
    ...contributions.map(({ name, value, amount }) => [name, figureText(value), signedText(amount)]),
    ["Log-odds", "", signedText(logOdds)],
    [`Calibrated: ${figureText(shift)} + ${figureText(slope)} × log-odds`, "", signedText(calibrated)],
    ["Probability", "", percentText(probability)],
  ];
  const doubt = isWhole
    ? null
    : html`<p class="bad">These parts come to ${percentText(probabilityOf(calibrated))}: the probability is not fully explained.</p>`;
  return html`<h4 class="example">For example deal ${dealId}</h4>${resultTable({ name: `How the score of deal ${dealId} comes about`, head: ["What", "Its value", "Adds"], rows })}${doubt}`;
}
