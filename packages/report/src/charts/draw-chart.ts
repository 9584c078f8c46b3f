import { html, type Markup } from "../html/markup.ts";
import type { ReviewChart } from "../model/review-chart.ts";
import { calibrationPicture } from "./calibration.ts";
import { curvesPicture } from "./curves.ts";
import { type Drawing, mostSeries, type Picture } from "./drawing.ts";
import { intervalsPicture } from "./intervals.ts";
import { linesPicture } from "./lines.ts";
import { sharesPicture } from "./shares.ts";
import { svgMarkup } from "./svg-markup.ts";
import { timelinePicture } from "./timeline.ts";
import { twoAxesPicture } from "./two-axes.ts";

/**
 * A chart as a figure: its title, what it shows in words, the picture once for wide and once for narrow screens
 * (the style sheet shows one of them), and what its marks mean. `id` is unique on the page.
 */
export function chartFigure(chart: ReviewChart, id: string, drawings: readonly Drawing[]): Markup {
  const { title, summary } = chart;
  const pictures = drawings.map((drawing) =>
    svgMarkup(pictureOf(chart, drawing), {
      id: `${id}-${drawing.paper}-`,
      className: `chart ${chart.type} ${drawing.paper}`,
      title,
      summary,
    }),
  );
  return html`<figure class="drawn"><figcaption><b>${title}</b><span>${summary}</span></figcaption>${isEmpty(chart) ? null : pictures}${legendOf(chart)}</figure>`;
}

function pictureOf(chart: ReviewChart, drawing: Drawing): Picture {
  switch (chart.type) {
    case "two-axes":
      return twoAxesPicture(chart, drawing);
    case "intervals":
      return intervalsPicture(chart, drawing);
    case "curves":
      return curvesPicture(chart, drawing);
    case "timeline":
      return timelinePicture(chart, drawing);
    case "shares":
      return sharesPicture(chart, drawing);
    case "lines":
      return linesPicture(chart, drawing);
    case "calibration":
      return calibrationPicture(chart, drawing);
  }
}

function isEmpty(chart: ReviewChart): boolean {
  switch (chart.type) {
    case "two-axes":
      return chart.points.length === 0;
    case "intervals":
      return chart.rows.length === 0;
    case "timeline":
      return chart.events.length === 0;
    case "shares":
      return chart.parts.length === 0;
    case "calibration":
      return chart.bins.length === 0;
    default:
      return chart.series.every(({ points }) => points.length === 0);
  }
}

function legendOf(chart: ReviewChart): Markup | null {
  if (chart.type === "two-axes") {
    const unknown =
      chart.unknown === 0 ? null : html` ${chart.unknown} deals have no place yet: theirs is unknown.`;
    return html`<p class="legend">A circle is as large as its number of deals; the dark part of it is stalled.${unknown}</p>`;
  }
  if (chart.type === "calibration") {
    return chart.bins.length === 0
      ? null
      : html`<p class="legend">On the dashed line what came is what was said; above it more came, below it less. The number beside a point is how many cases it stands for.</p>`;
  }
  if (chart.type === "curves" || chart.type === "lines") {
    const beyond = chart.series.length - mostSeries;
    return html`<ul class="legend">${chart.series.slice(0, mostSeries).map((series, place) => {
      const n = "n" in series ? `, n ${series.n}` : "";
      return html`<li><svg class="chart key" viewBox="0 0 26 8" width="26" height="8" aria-hidden="true"><g class="line series-${place}"><path d="M1,4H25"/></g></svg> ${series.label}${n}</li>`;
    })}${beyond > 0 ? html`<li>${beyond} more are not drawn</li>` : null}</ul>`;
  }
  return null;
}
