import type { Backtest } from "@headway/core/backtest";
import type { StoreBacktest } from "@headway/sync/backtest";
import { html, type Markup } from "../html/markup.ts";
import { countedText, dayMarkup, figureText } from "../html/wording.ts";
import { ageSection } from "./age-section.ts";
import { areaSection, type TestedBacktest } from "./area-section.ts";
import { type BacktestPlace, type BacktestSection, sectionOf } from "./backtest-section.ts";
import { listText, measureWords, percentText, standingOf, standingWords } from "./backtest-words.ts";
import { advancesSection, stallSection } from "./calibration-sections.ts";
import { elationSection } from "./elation-section.ts";
import { learnedSection } from "./learned-section.ts";
import { leftOutSection, refusedSection, remarksSection } from "./sample-sections.ts";

/** The sections of a backtest in their order; those that need more deals than there are do not appear. */
export function sectionsOf({ backtest, undecided }: StoreBacktest, place: BacktestPlace): BacktestSection[] {
  const tested =
    backtest.status === "tested"
      ? [
          areaSection(backtest, place),
          ageSection(backtest),
          advancesSection(backtest, place),
          stallSection(backtest, place),
          learnedSection(backtest, place),
        ]
      : [];
  return [
    ...tested,
    elationSection(backtest),
    refusedSection(backtest),
    leftOutSection(backtest, undecided),
    remarksSection(backtest),
  ];
}

/** One backtest: base rate and sample size first, what it comes to in a sentence, then its sections. */
export function backtestBody(
  { crm, backtest }: StoreBacktest,
  sections: readonly BacktestSection[],
  place: BacktestPlace,
): Markup {
  const { prefix } = place;
  const { asOf, policyVersion } = backtest;
  const title = backtest.status === "tested" ? crm : html`${crm}: too little to say`;
  return html`<article class="review" id="${prefix}backtest" aria-labelledby="${prefix}name"><header class="about-review"><h2 id="${prefix}name">${title}</h2><p>As of ${dayMarkup(asOf)} · policy ${policyVersion}</p></header>${sampleTiles(backtest)}${backtest.status === "tested" ? verdictLine(backtest) : missingBlock(backtest.missing)}${sections.map((section) => sectionOf(section, place))}</article>`;
}

function sampleTiles({ sample }: Backtest): Markup {
  const { won, lost, baseRate, deals, looks, dates } = sample;
  const closed = won + lost;
  const [first, last] = [dates[0], dates.at(-1)];
  const when =
    first === undefined || last === undefined
      ? html`no date`
      : html`${dayMarkup(first)} to ${dayMarkup(last)}`;
  const tiles: readonly (readonly [string, string, Markup])[] = [
    [
      percentText(baseRate),
      "base rate",
      baseRate === null ? html`no deal has closed` : html`won of ${countedText(closed, "closed deal")}`,
    ],
    [figureText(won), "won", html`of ${countedText(closed, "closed deal")}`],
    [figureText(lost), "lost", html`of ${countedText(closed, "closed deal")}`],
    [figureText(deals), "closed deals looked at", html`${countedText(looks, "look")}`],
    [figureText(dates.length), dates.length === 1 ? "past date" : "past dates", when],
  ];
  return html`<ul class="glance sample" aria-label="How much there is">${tiles.map(([figure, label, more]) => html`<li><b>${figure}</b> <span>${label}</span> <small>${more}</small></li>`)}</ul>`;
}

/** What it comes to, in one sentence of one form, whichever way it came out. */
function verdictLine(backtest: TestedBacktest): Markup {
  const standings = backtest.comparisons.map(
    (one) => `${standingWords[standingOf(one)]} ${measureWords[one.against]}`,
  );
  return html`<p class="verdict">On this history advancement ${listText(standings)}. ${chanceText(backtest)}${wrongWayText(backtest)}</p>`;
}

function chanceText({ measures }: TestedBacktest): string {
  const own = measures.find(({ measure }) => measure === "advances")?.area;
  if (own === undefined || !own.interval.every(Number.isFinite)) {
    return "Whether it tells more than chance is unknown: on no date were there both later wins and losses.";
  }
  const [low, high] = own.interval;
  if (low > 0.5) return "By itself it tells more than chance.";
  if (high < 0.5) return "By itself it points the wrong way: deals with more advances were won less often.";
  return "By itself it cannot be told apart from chance.";
}

/** A lead over a measure that points the wrong way is no lead over what it knows. */
function wrongWayText({ measures }: TestedBacktest): string {
  const names = measures.flatMap(({ measure, area }) =>
    measure !== "advances" && area.interval[1] < 0.5 ? [measureWords[measure]] : [],
  );
  if (names.length === 0) return "";
  return ` Take care: ${listText(names)} ${names.length === 1 && names[0] !== measureWords.activity ? "points" : "point"} the wrong way here and would tell something read the other way round.`;
}

function missingBlock(missing: readonly string[]): Markup {
  return html`<div class="missing-block"><p class="verdict">Too little to say whether advancement tells later wins from losses.</p><ul class="plain">${missing.map((one) => html`<li>${one}</li>`)}</ul><p class="soft">With so few, areas, lifts and calibration would show chance, so none is shown. A longer history decides it; <code>--dates</code> and <code>--every-days</code> look at more of what is there.</p></div>`;
}
