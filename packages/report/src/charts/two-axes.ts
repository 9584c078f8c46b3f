import type { TwoAxesChart } from "../model/review-chart.ts";
import type { Drawing, Picture } from "./drawing.ts";
import { labelledAxis, quietAxis } from "./quiet-axis.ts";

type Point = TwoAxesChart["points"][number];

const preferences: Readonly<Record<number, string>> = {
  [-1]: "behind another",
  0: "unknown",
  1: "shortlisted",
  2: "preferred",
  3: "said yes",
  4: "signed",
};

const steps = [-1, 0, 1, 2, 3, 4];

/** Buying jobs done to the right, preference for us upwards; the area of a circle is the number of deals. */
export function twoAxesPicture(chart: TwoAxesChart, drawing: Drawing): Picture {
  const { plot, document, width, paper } = drawing;
  const isWide = paper === "wide";
  const height = isWide ? 400 : 360;
  const points = [...chart.points];
  const most = Math.max(1, ...points.map(({ deals }) => deals));
  const jobs = Math.max(6, ...points.map(({ buyingProgress }) => buyingProgress));
  const place = { x: "buyingProgress", y: "preference" } as const;
  const stalled = points.filter((point) => point.stalled > 0);
  const radius = (count: number): number => Math.max(2.5, Math.sqrt(count / most) * (isWide ? 20 : 15));
  const stepHeight = (height - 60) / 6;
  return plot.plot({
    document,
    width,
    height,
    marginLeft: isWide ? 110 : 88,
    marginRight: 30,
    marginTop: 14,
    marginBottom: 46,
    x: { domain: [-0.4, jobs + 0.4], label: null },
    y: { domain: [-1.5, 4.5], label: null },
    r: { type: "identity" },
    marks: [
      plot.gridY(steps, { className: "grid" }),
      plot.axisY(steps, { ...quietAxis, tickFormat: (value: number) => preferences[value] ?? "" }),
      plot.axisX(
        Array.from({ length: Math.floor(jobs) + 1 }, (_, job) => job),
        { ...labelledAxis("buying jobs with evidence"), tickFormat: String },
      ),
      plot.dot(points, {
        ...place,
        r: ({ deals }: Point) => radius(deals),
        title,
        className: "mark",
      }),
      plot.dot(stalled, {
        ...place,
        r: ({ stalled: count }: Point) => radius(count),
        className: "mark-stalled",
      }),
      plot.text(points, {
        x: "buyingProgress",
        y: ({ preference, deals }: Point) => preference + (radius(deals) + 9) / stepHeight,
        text: ({ deals }: Point) => String(deals),
        className: "count",
      }),
    ],
  });
}

function title({ buyingProgress, preference, deals, stalled, names }: Point): string {
  const where = `${buyingProgress} buying jobs, ${preferences[preference] ?? preference}`;
  const named = names.length === 0 ? "" : `\n${names.join(", ")}`;
  return `${where}: ${deals} deals, ${stalled} of them stalled${named}`;
}
