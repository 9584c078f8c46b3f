import type { IntervalsChart } from "../model/review-chart.ts";
import type { Drawing, Picture } from "./drawing.ts";
import { labelledAxis } from "./quiet-axis.ts";

type Row = IntervalsChart["rows"][number] & { readonly place: number };

const rowHeight = 40;
const margins = { marginLeft: 14, marginRight: 18, marginTop: 22, marginBottom: 40 };

/** A dot with its interval in each row, under its name, in the order given (`domain:R13`). */
export function intervalsPicture(chart: IntervalsChart, { plot, document, width }: Drawing): Picture {
  const rows = chart.rows.map((row, place): Row => ({ ...row, place }));
  const known = rows.filter((row) => row.value !== null);
  const withInterval = known.filter(({ interval }) => interval !== null);
  const mark = chart.mark === null ? [] : [chart.mark];
  return plot.plot({
    document,
    width,
    height: rows.length * rowHeight + 62,
    ...margins,
    x: { label: null, nice: true, domain: domainOf(chart) },
    y: { domain: [-0.2, Math.max(1, rows.length) - 0.2], reverse: true, axis: null },
    marks: [
      plot.gridX({ className: "grid", ticks: 5 }),
      plot.axisX({ ...labelledAxis(chart.unit), ticks: 5 }),
      plot.ruleX(mark, { x: "value", className: "reference" }),
      plot.text(mark, {
        x: "value",
        text: "label",
        frameAnchor: "top",
        dy: -12,
        className: "reference-label",
      }),
      plot.ruleY(withInterval, {
        y: ({ place }: Row) => place + 0.35,
        x1: ({ interval }: Row) => interval?.[0] ?? null,
        x2: ({ interval }: Row) => interval?.[1] ?? null,
        className: "interval",
      }),
      plot.dot(known, {
        x: "value",
        y: ({ place }: Row) => place + 0.35,
        r: 5.5,
        title: (row: Row) => rowTitle(row, chart.level ?? 80),
        className: "mark",
      }),
      plot.text(rows, {
        y: "place",
        frameAnchor: "left",
        text: ({ label, n, value }: Row) => `${label}  ·  n ${n}${value === null ? "  ·  unknown" : ""}`,
        className: "row-label",
      }),
    ],
  });
}

function domainOf({ rows, mark, reach = [0, 0] }: IntervalsChart): [number, number] {
  const values = rows.flatMap(({ value, interval }) => [
    ...(value === null ? [] : [value]),
    ...(interval ?? []),
  ]);
  if (mark !== null) values.push(mark.value);
  const low = Math.min(reach[0], ...values);
  const high = Math.max(reach[1], ...values, low);
  return [low, high === low ? low + 1 : high];
}

function rowTitle({ label, value, interval, n }: Row, level: number): string {
  const range = interval === null ? "" : `, ${level}% ${interval[0].toFixed(2)} to ${interval[1].toFixed(2)}`;
  return `${label}: ${value?.toFixed(2) ?? "unknown"}${range}, n ${n}`;
}
