import type { LinesChart } from "../model/review-chart.ts";
import { type Drawing, mostSeries, type Picture } from "./drawing.ts";
import { quietAxis, unitLabel } from "./quiet-axis.ts";

/** A line a series over dates, with a mark at its end; momentum goes on over every quarter. */
export function linesPicture(chart: LinesChart, { plot, document, width, paper }: Drawing): Picture {
  const series = chart.series.slice(0, mostSeries).map(({ points }) =>
    points.flatMap(({ at, value }) => {
      const instant = Date.parse(at);
      return Number.isNaN(instant) ? [] : [{ at: new Date(instant), value }];
    }),
  );
  return plot.plot({
    document,
    width,
    height: paper === "wide" ? 280 : 240,
    marginLeft: 48,
    marginRight: 22,
    marginTop: 28,
    marginBottom: 34,
    x: { type: "utc", label: null },
    y: { label: null, nice: true, zero: true },
    marks: [
      plot.gridY({ className: "grid", ticks: 5 }),
      plot.axisY({ ticks: 5, ...quietAxis }),
      plot.axisX({ ticks: paper === "wide" ? 8 : 4, ...quietAxis }),
      plot.text([chart.unit], { ...unitLabel, text: (unit: string) => unit }),
      ...series.map((points, place) =>
        plot.line(points, { x: "at", y: "value", className: `line series-${place}` }),
      ),
      ...series.map((points, place) =>
        plot.dot(points.slice(-1), { x: "at", y: "value", r: 4.5, className: `end series-${place}` }),
      ),
    ],
  });
}
