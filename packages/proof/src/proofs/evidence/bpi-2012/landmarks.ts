import { seededNumbers } from "@headway/core/backtest";
import { areaDifference, areaUnderCurve } from "@headway/core/stats";
import { type Check, type Experiment, places, type ResultTable, withInterval } from "../experiment.ts";
import { thresholds } from "../thresholds.ts";
import { readApplications } from "./anchor.ts";
import { resampling } from "./predict-variant.ts";
import type { LabelledCase } from "./protocol.ts";
import { labelled, splitInTime } from "./protocol.ts";

const dayMs = 86_400_000;

/** A test case that was still without a labelled offer event at a landmark. */
interface Standing {
  readonly first: number;
  readonly second: number;
  readonly happened: boolean;
}

/** Do advances tell more than activity, at the same age? */
export const landmarks: Experiment = {
  title: "Do advances beat activity?",
  claim:
    "Among applications still open at the same age, the number of offers the customer returned tells later acceptance better than the number of events.",
  data: "BPI Challenge 2012, the test cases of the anchor",
  needs: "bpi-2012",
  async run(progress) {
    progress("reading the log …");
    const { test } = splitInTime(labelled(await readApplications()));
    const found = thresholds.landmarks.shown.map((day) => landmarkAt(day, test));
    const checks: Check[] = found
      .filter(({ day }) => thresholds.landmarks.mustLead.some((one) => one === day))
      .map(({ day, difference }) => ({
        name: `day ${day}: the lower end of the difference`,
        found: places(difference.interval[0]),
        wanted: "above 0",
        met: difference.interval[0] > 0,
      }));
    return { checks, tables: [tableOf(found)], remarks };
  },
};

const remarks = [
  "At a fixed prefix length the number of events is constant, so advances and activity are compared at ages instead.",
  "Intervals by resampled cases, both scores on the same resample (1,000, percentiles); DeLong's paired interval stands beside them.",
  "The bank declines applicants too: acceptance is not the customer's decision alone.",
];

type Landmark = ReturnType<typeof landmarkAt>;

function landmarkAt(day: number, test: readonly LabelledCase[]) {
  const standing = test.flatMap((one) => standingAt(day, one));
  const areaOf = (cases: readonly Standing[], read: (one: Standing) => number) =>
    areaUnderCurve(cases.map((one) => ({ score: read(one), happened: one.happened })))?.value ?? Number.NaN;
  const advances = areaOf(standing, ({ first }) => first);
  const activity = areaOf(standing, ({ second }) => second);
  const next = seededNumbers(resampling.seed + day);
  const drawn = Array.from({ length: resampling.draws }, () => {
    const cases = standing.map(() => standing[Math.floor(next() * standing.length)] as Standing);
    return areaOf(cases, ({ first }) => first) - areaOf(cases, ({ second }) => second);
  }).sort((left, right) => left - right);
  const at = (share: number) => drawn[Math.floor(share * drawn.length)] ?? Number.NaN;
  const difference = { value: advances - activity, interval: [at(0.025), at(0.975)] as const };
  return { day, cases: standing.length, advances, activity, difference, paired: areaDifference(standing) };
}

function standingAt(day: number, { events, label, labelledMs }: LabelledCase): Standing[] {
  const untilMs = (events[0]?.ms ?? 0) + day * dayMs;
  if (labelledMs <= untilMs) return [];
  const seen = events.filter(({ ms }) => ms <= untilMs);
  const returned = seen.filter(({ activity }) => activity === "O_SENT_BACK").length;
  return [{ first: returned, second: seen.length, happened: label === "accepted" }];
}

function tableOf(found: readonly Landmark[]): ResultTable {
  return {
    title: "Area under the curve for acceptance, among cases still open",
    head: ["day", "cases", "returned offers", "events", "difference, resampled", "difference, DeLong"],
    rows: found.map(({ day, cases, advances, activity, difference, paired }) => [
      String(day),
      String(cases),
      places(advances),
      places(activity),
      withInterval(difference),
      paired === undefined ? "–" : withInterval(paired),
    ]),
  };
}
