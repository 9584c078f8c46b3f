import { renderReviewHtml, reviewOf } from "@headway/report";
import type { Bench } from "../bench.ts";
import type { PortfolioSize } from "../core/portfolio.ts";
import { assessedPortfolio } from "./assessed-portfolio.ts";

const size: PortfolioSize = { deals: 50_000, accounts: 10_000, people: 1_000, evidence: 1_000_000 };
const rounds = 3;

/**
 * The weekly review of an assessed portfolio as one HTML file: choosing what matters, explaining it and writing the
 * page. The median of three rounds, the first of which loads what draws the charts. Assessing is no part of it.
 */
export const bench: Bench = {
  targets: {
    renderSeconds: { unit: "s", atMost: 5 },
    fileMb: { unit: "MB", atMost: 3 },
    deals: { unit: "deals", atLeast: size.deals },
    evidence: { unit: "pieces", atLeast: size.evidence },
    shownDeals: { unit: "deals", atLeast: 300 },
    numbersThatOpen: { unit: "numbers", atLeast: 300 },
  },
  async measure(_args, progress) {
    const assessedAt = performance.now();
    const assessed = assessedPortfolio(size);
    progress(`${size.evidence} pieces made and assessed in ${seconds(assessedAt).toFixed(1)} s`);
    const times: number[] = [];
    let page = "";
    let shownDeals = 0;
    for (let round = 1; round <= rounds; round += 1) {
      const startedAt = performance.now();
      const review = reviewOf(assessed, { viewer: { type: "leader" } });
      const chosen = seconds(startedAt);
      page = await renderReviewHtml(review);
      times.push(seconds(startedAt));
      shownDeals = review.counts.shownDeals;
      progress(`round ${round}: chosen in ${chosen.toFixed(2)} s, written by ${times.at(-1)?.toFixed(2)} s`);
    }
    return {
      renderSeconds: { value: times.sort((left, right) => left - right)[1] ?? Number.NaN },
      fileMb: { value: new TextEncoder().encode(page).length / 1e6 },
      deals: { value: assessed.assessment.deals.length },
      evidence: { value: assessed.evidence.size },
      shownDeals: { value: shownDeals },
      numbersThatOpen: { value: page.split('<details class="number">').length - 1 },
    };
  },
};

function seconds(sinceAt: number): number {
  return (performance.now() - sinceAt) / 1_000;
}
