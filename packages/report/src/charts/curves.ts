import type { CurvesChart } from "../model/review-chart.ts";
import { type Drawing, mostSeries, type Picture } from "./drawing.ts";
import { labelledAxis, quietAxis, unitLabel } from "./quiet-axis.ts";

type CurvePoint = CurvesChart["series"][number]["points"][number];

/** A line with its band for each cohort; days to the right, shares from 0 to 1 upwards. */
export function curvesPicture(chart: CurvesChart, { plot, document, width, paper }: Drawing): Picture {
  const drawn = chart.series.slice(0, mostSeries);
  const share = { x: "day", curve: "step-after" } as const;
  return plot.plot({
    document,
    width,
    height: paper === "wide" ? 320 : 280,
    marginLeft: 48,
    marginRight: 18,
    marginTop: 28,
    marginBottom: 44,
    x: { label: null, domain: [0, lastDay(chart)] },
    y: { label: null, domain: [0, 1] },
    marks: [
      plot.gridY([0, 0.25, 0.5, 0.75, 1], { className: "grid" }),
      plot.axisY([0, 0.25, 0.5, 0.75, 1], {
        tickFormat: (value: number) => `${Math.round(value * 100)}%`,
        ...quietAxis,
      }),
      plot.axisX({ ...labelledAxis("days"), ticks: paper === "wide" ? 8 : 4 }),
      plot.text([chart.unit], { ...unitLabel, text: (unit: string) => unit }),
      ...drawn.map(({ points }, place) =>
        plot.areaY([...points], { ...share, y1: "low", y2: "high", className: `band series-${place}` }),
      ),
      ...drawn.map(({ label, points }, place) =>
        plot.line([...points], {
          ...share,
          y: "share",
          z: null,
          title: (_: CurvePoint) => label,
          className: `line series-${place}`,
        }),
      ),
    ],
  });
}

function lastDay({ series }: CurvesChart): number {
  return series.reduce((last, { points }) => points.reduce((most, { day }) => Math.max(most, day), last), 1);
}
