import type { StoreBacktest } from "@headway/sync/backtest";
import { loadDrawings } from "../charts/drawing.ts";
import { htmlPage } from "../html/html-page.ts";
import { html, type Markup } from "../html/markup.ts";
import { dayText } from "../html/wording.ts";
import { backtestBody, sectionsOf } from "./backtest-body.ts";
import type { BacktestSection } from "./backtest-section.ts";

/** What a rendering adds to the backtests. */
export interface BacktestHtmlOptions {
  /** CRMs that were asked for and of which no run has come to its end, so that they could not be tested. */
  readonly notTested?: readonly string[];
}

/**
 * A backtest as one HTML document that loads nothing, of one CRM or of several, one after the other: base rate and
 * sample size first, then what came out, in the same place and size whether it is for us or against us. Under the
 * data floor it says so in the headline and shows what is missing instead of figures. Every text of a CRM is inert
 * (`invariant:X4`). The same data gives the same text.
 */
export async function renderBacktestHtml(
  backtest: StoreBacktest | readonly StoreBacktest[],
  { notTested = [] }: BacktestHtmlOptions = {},
): Promise<string> {
  const backtests: readonly StoreBacktest[] = isList(backtest) ? backtest : [backtest];
  const drawings = await loadDrawings();
  const parts = backtests.map((one, index) => {
    const place = { prefix: `b${index + 1}-`, drawings };
    const sections = sectionsOf(one, place);
    return { ways: waysOf(one, sections, place.prefix), body: backtestBody(one, sections, place) };
  });
  const names = backtests.map(({ crm }) => crm).join(", ");
  const dates = [...new Set(backtests.map(({ backtest: { asOf } }) => dayText(asOf)))].join(", ");
  return htmlPage({
    title: `Backtest, ${names}, ${dates}`,
    hasForms: false,
    body: html`<a class="skip" href="#backtest">Skip to the backtest</a>
<header class="top"><p class="wordmark">Headway</p><h1>Backtest</h1><p class="soft">${dates}</p></header>
<div class="page"><nav class="ways" aria-label="Sections">${parts.map(({ ways }) => ways)}</nav><main id="backtest" tabindex="-1">${notTestedNotice(notTested)}${parts.map(({ body }) => body)}</main></div>
<footer class="end">Made by Headway from the history in its store. Every figure names how many it rests on; nothing in this page is loaded from anywhere.</footer>`,
  });
}

function notTestedNotice(crms: readonly string[]): Markup | null {
  if (crms.length === 0) return null;
  return html`<p class="notice"><span class="sign" aria-hidden="true">!</span><span>Not tested: ${crms.join(", ")}. No run has come to its end, so where its history ends is unknown.</span></p>`;
}

function waysOf({ crm }: StoreBacktest, sections: readonly BacktestSection[], prefix: string): Markup {
  return html`<ul><li class="head"><a href="#${prefix}backtest">${crm}</a></li>${sections.map(({ id, title }) => html`<li><a href="#${prefix}${id}">${title}</a></li>`)}</ul>`;
}

function isList(backtest: StoreBacktest | readonly StoreBacktest[]): backtest is readonly StoreBacktest[] {
  return Array.isArray(backtest);
}
