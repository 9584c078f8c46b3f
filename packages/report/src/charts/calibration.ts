import type { CalibrationChart } from "../model/review-chart.ts";
import type { Drawing, Picture } from "./drawing.ts";
import { labelledAxis, quietAxis, unitLabel } from "./quiet-axis.ts";

type Bin = CalibrationChart["bins"][number] & { readonly place: number };

const labelHeight = 11;

/** What was said to the right, what came upwards with its 95% interval, on equal scales; the diagonal is dashed. */
export function calibrationPicture(
  chart: CalibrationChart,
  { plot, document, width, paper }: Drawing,
): Picture {
  const bins = chart.bins.map((bin, place): Bin => ({ ...bin, place }));
  const most = reachOf(chart);
  const axis = { ticks: 5, tickFormat: (value: number) => `${Math.round(value * 100)}%` } as const;
  const place = { x: "expected", className: "count" } as const;
  const text = ({ n }: Bin) => String(n);
  return plot.plot({
    document,
    width,
    height: paper === "wide" ? 400 : 320,
    marginLeft: 48,
    marginRight: 22,
    marginTop: 34,
    marginBottom: 44,
    x: { label: null, domain: [0, most] },
    y: { label: null, domain: [0, most] },
    marks: [
      plot.gridY({ className: "grid", ticks: 5 }),
      plot.axisY({ ...axis, ...quietAxis }),
      plot.axisX({ ...axis, ...labelledAxis(chart.said) }),
      plot.text([chart.came], { ...unitLabel, text: (unit: string) => unit }),
      plot.line(
        [
          [0, 0],
          [most, most],
        ],
        { className: "reference" },
      ),
      plot.ruleX(bins, {
        x: "expected",
        y1: ({ interval }: Bin) => interval[0],
        y2: ({ interval }: Bin) => interval[1],
        className: "interval",
      }),
      plot.dot(bins, { x: "expected", y: "came", r: 5.5, title, className: "mark" }),
      // Bins that lie close together would write over each other on one side.
      plot.text(
        bins.filter(({ place: at }) => at % 2 === 0),
        { ...place, text, y: ({ interval }: Bin) => interval[1], dy: -labelHeight },
      ),
      plot.text(
        bins.filter(({ place: at }) => at % 2 === 1),
        { ...place, text, y: ({ interval }: Bin) => interval[0], dy: labelHeight },
      ),
    ],
  });
}

/** The end of both axes: the next tenth above everything drawn. */
function reachOf({ bins }: CalibrationChart): number {
  const most = Math.max(0, ...bins.flatMap(({ expected, came, interval }) => [expected, came, interval[1]]));
  return Math.min(1, Math.max(0.1, Math.ceil(most * 10) / 10));
}

function title({ expected, came, interval, n }: Bin): string {
  const [low, high] = interval.map((bound) => `${(100 * bound).toFixed(1)}%`);
  return `said ${(100 * expected).toFixed(1)}%, came ${(100 * came).toFixed(1)}% (95% ${low} to ${high}), n ${n}`;
}
