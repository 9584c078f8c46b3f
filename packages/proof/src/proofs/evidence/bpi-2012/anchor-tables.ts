import type { GroupArea } from "@headway/core/backtest";
import { places, type ResultTable, withInterval } from "../experiment.ts";
import type { AnchorResults } from "./anchor.ts";
import { baselineAreas } from "./baselines.ts";
import type { TaskResult } from "./predict-variant.ts";
import type { LabelledCase } from "./protocol.ts";

/** Figures that others reached: the first published, the rest computed on both cuts when this proof was designed. */
const quoted: readonly (readonly [string, string, string])[] = [
  ["best published of any method (Teinemaa 2019)", ".678 / .566 / .709", "not published"],
  ["logistic, aggregation encoding", ".676 / .595 / .693", ".627 / .528 / .649"],
  ["logistic, 49 named features", ".664 / .592 / .699", ".646 / .576 / .663"],
  ["logistic, all features", ".681 / .612 / .703", ".633 / .548 / .660"],
];

/** The tables of the anchor. */
export function anchorTables(found: AnchorResults): ResultTable[] {
  return [areaTable(found), variantTable(found), prefixTable(found)];
}

const labelledTest = ({ testCases }: TaskResult) => testCases as readonly LabelledCase[];

function areaTable({ published, strict }: AnchorResults): ResultTable {
  const line = (areas: readonly number[]) => areas.map((area) => places(area)).join(" / ");
  const [asPublished] = published;
  const [strictCut] = strict;
  const plain = asPublished ? baselineAreas(labelledTest(asPublished)) : [];
  const cut = strictCut ? baselineAreas(labelledTest(strictCut)) : [];
  return {
    title: "Area under the curve, weighted by cases: accepted / declined / cancelled",
    head: ["score", "as published", "strict cut"],
    rows: [
      [
        "**this score**",
        line(published.map(({ area }) => area.value)),
        line(strict.map(({ area }) => area.value)),
      ],
      ...quoted,
      ...plain.map(({ name, areas }, k) => [`${name} alone`, line(areas), line(cut[k]?.areas ?? [])]),
    ],
  };
}

function variantTable({ published, strict, strictest, known, second }: AnchorResults): ResultTable {
  const rows = [...published, ...strict, ...strictest, ...known, ...second].map((one) => [
    one.task === "approved" ? "strict-cut" : one.variant,
    one.task === "approved" ? "approved, not cancelled" : one.task,
    String(one.testCases.length),
    withInterval(one.area),
    places(one.brier),
    places(one.brierOfShare),
  ]);
  return {
    title: "Every variant, with 95% intervals over resampled cases",
    head: ["variant", "task", "test cases", "area", "Brier", "Brier of a constant"],
    rows,
  };
}

const shownPrefixes = [1, 5, 10, 15, 20, 25, 30, 35, 40];

function prefixTable({ published, strict }: AnchorResults): ResultTable {
  const row = (cut: string, { task, byPrefix }: TaskResult) => [
    `${task}, ${cut}`,
    ...shownPrefixes.map((length) => areaAt(byPrefix, length)),
  ];
  return {
    title: "By prefix length",
    head: ["task", ...shownPrefixes.map(String)],
    rows: [
      ...published.map((one) => row("as published", one)),
      ...strict.map((one) => row("strict", one)),
      [
        "accepted, published boosted trees",
        ".571",
        ".573",
        ".565",
        ".624",
        ".725",
        ".774",
        ".831",
        ".827",
        ".820",
      ],
    ],
  };
}

function areaAt(areas: readonly GroupArea[], length: number): string {
  const found = areas.find(({ group }) => group === length);
  return found?.area === undefined ? "–" : places(found.area);
}
