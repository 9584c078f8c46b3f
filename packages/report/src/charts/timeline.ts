import type { TimelineChart } from "../model/review-chart.ts";
import type { Drawing, Picture } from "./drawing.ts";
import { quietAxis } from "./quiet-axis.ts";

/** What falls on one day in one lane. */
interface Pile {
  readonly at: Date;
  readonly lane: string;
  readonly labels: string[];
}

const laneHeight = 62;
/** More lanes than this would be a list, not a picture. */
const mostLanes = 6;
const namesInTitle = 12;

/** The lanes in the order given; where there are too many, the last one holds all that have none of their own. */
function lanesOf({ events }: TimelineChart): string[] {
  const lanes = [...new Set(events.map(({ lane }) => lane))];
  if (lanes.length <= mostLanes) return lanes;
  const own = lanes.slice(0, mostLanes - 1);
  return [...own, `${lanes.length - own.length} others`];
}

/** The days ahead to the right, one row a lane; what falls on the same day is counted in one mark. */
export function timelinePicture(chart: TimelineChart, { plot, document, width, paper }: Drawing): Picture {
  const lanes = lanesOf(chart);
  const piles = pilesOf(chart, lanes);
  const laneOf = ({ lane }: Pile): number => lanes.indexOf(lane) + 0.62;
  const many = piles.filter(({ labels }) => labels.length > 1);
  return plot.plot({
    document,
    width,
    height: Math.max(1, lanes.length) * laneHeight + 40,
    marginLeft: 18,
    marginRight: 22,
    marginTop: 6,
    marginBottom: 34,
    x: { type: "utc", label: null, domain: [new Date(chart.from), new Date(chart.to)] },
    y: { domain: [0, Math.max(1, lanes.length)], reverse: true, axis: null },
    r: { type: "identity" },
    marks: [
      plot.gridX({ className: "grid", ticks: paper === "wide" ? 8 : 4 }),
      plot.axisX({ ticks: paper === "wide" ? 8 : 4, ...quietAxis }),
      plot.ruleX([new Date(chart.from)], { className: "reference" }),
      plot.ruleY(lanes, { y: (lane: string) => lanes.indexOf(lane) + 0.62, className: "lane" }),
      plot.text(lanes, {
        y: (lane: string) => lanes.indexOf(lane) + 0.18,
        frameAnchor: "left",
        dx: 6,
        text: (lane: string) => lane,
        className: "row-label",
      }),
      plot.dot(piles, {
        x: "at",
        y: laneOf,
        r: ({ labels }: Pile) => (labels.length > 1 ? 11 : 6),
        title,
        className: "mark",
      }),
      plot.text(many, {
        x: "at",
        y: laneOf,
        text: ({ labels }: Pile) => String(labels.length),
        className: "inside",
      }),
    ],
  });
}

/** Events by lane and day; what has no readable day or lies outside is not in the picture. */
function pilesOf({ events, from, to }: TimelineChart, lanes: readonly string[]): Pile[] {
  const piles = new Map<string, Pile>();
  for (const { at, lane: own, label } of events) {
    const lane = lanes.includes(own) ? own : (lanes.at(-1) ?? own);
    const instant = Date.parse(at);
    if (Number.isNaN(instant) || instant < Date.parse(from.slice(0, 10)) || instant > Date.parse(to))
      continue;
    const day = new Date(instant).toISOString().slice(0, 10);
    const key = JSON.stringify([day, lane]);
    const pile = piles.get(key) ?? { at: new Date(`${day}T12:00:00Z`), lane, labels: [] };
    pile.labels.push(label);
    piles.set(key, pile);
  }
  return [...piles.values()];
}

function title({ at, labels }: Pile): string {
  return `${at.toISOString().slice(0, 10)}: ${labels.slice(0, namesInTitle).join("; ")}${labels.length > namesInTitle ? "; …" : ""}`;
}
