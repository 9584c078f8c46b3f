import { advanceCurve, type CohortSnapshot, cohortWords } from "@headway/core";
import type { ReviewSection } from "../review.ts";
import type { CurvesChart } from "../review-chart.ts";
import type { ReviewScope } from "../review-scope.ts";
import { sectionOf } from "../section-frame.ts";

type Cohort = CohortSnapshot["cohorts"][number];

const most = 5;
const fewest = 30;
const lastDay = 365;

/** Kaplan-Meier curves of deals and accounts with Greenwood's bands, the cohorts with most waits first (domain 3.4). */
export function stallCurves({ input }: ReviewScope): ReviewSection {
  const { cohorts, spells } = input.assessment.cohorts;
  const shared = cohorts.filter(({ key }) => !key.startsWith("person"));
  const large = shared
    .filter((cohort) => cohort.spells >= fewest)
    .sort((left, right) => right.spells - left.spells || (left.key < right.key ? -1 : 1));
  const text =
    large.length === 0
      ? `${spells} waits are on record; a curve needs ${fewest} of one kind.`
      : `Curves rest on ${spells} waits of everybody, not of one seller; each is drawn from its own counts.`;
  return sectionOf("stall-curves", {
    chart: large.length === 0 ? null : chartOf(large.slice(0, most)),
    cards: [],
    more: Math.max(0, large.length - most),
    empty: { status: large.length === 0 ? "unknown" : "none", text },
  });
}

function chartOf(cohorts: readonly Cohort[]): CurvesChart {
  const series = cohorts.map((cohort) => ({
    label: cohortWords(cohort.key),
    n: cohort.spells,
    points: advanceCurve(cohort)
      .filter(({ day }) => day <= lastDay)
      .map(({ day, waiting, band: [low, high] }) => ({ day, share: waiting, low, high })),
  }));
  const halves = series.map(({ label, n, points }) => {
    const half = points.find(({ share }) => share <= 0.5)?.day;
    return `${label} (${n} waits): ${half === undefined ? "more than half still wait at the end" : `half advanced within ${half} days`}`;
  });
  return {
    type: "curves",
    title: "Still waiting for the next advance",
    summary: `${halves.join("; ")}.`,
    unit: "share still waiting",
    series,
  };
}
