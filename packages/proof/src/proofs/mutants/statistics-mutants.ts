import type { Mutant } from "./mutant.ts";

/** Cohorts and the statistics below them. */
export const statisticsMutants: readonly Mutant[] = [
  {
    id: "kaplan-meier-at-risk-after",
    file: "stats/kaplan-meier.ts",
    find: "const atRisk = sorted.length - from;",
    replace: "const atRisk = sorted.length - from + 1;",
  },
  {
    id: "greenwood-without-events",
    file: "stats/kaplan-meier.ts",
    find: "events / (atRisk * (atRisk - events))",
    replace: "events / (atRisk * atRisk)",
  },
  {
    id: "area-ties-go-up",
    file: "stats/area-under-curve.ts",
    find: "(from + 1 + until) / 2",
    replace: "until",
  },
  {
    id: "isotonic-forgets-weight",
    file: "stats/isotonic.ts",
    find: "former.weight + current.weight",
    replace: "current.weight",
  },
  {
    id: "isotonic-pools-nothing",
    file: "stats/isotonic.ts",
    find: "mean(former) >= mean(current)",
    replace: "mean(former) > mean(current) + 1",
  },
  {
    id: "kendall-without-ties",
    file: "stats/kendall.ts",
    find: "- tiedInFirst - tiedInSecond + tiedInBoth",
    replace: "- tiedInFirst - tiedInSecond",
  },
  {
    id: "logistic-sign-is-free",
    file: "stats/logistic.ts",
    find: "sign !== 0 && value * sign < 0",
    replace: "sign !== 0 && value !== value",
  },
  { id: "logistic-without-penalty", file: "stats/logistic.ts", find: "-penalty * current", replace: "0" },
  {
    id: "gamma-without-poisson-part",
    file: "stats/gamma-moments.ts",
    find: "squares - (counted.length - 1) * mean",
    replace: "squares",
  },
  {
    id: "beta-tail-mixed-up",
    file: "stats/beta.ts",
    find: "lowerPart(1 - x, b, a",
    replace: "lowerPart(1 - x, a, b",
  },
  {
    id: "competing-risks-forgotten",
    file: "stats/hazard.ts",
    find: "(sum, cause) => sum + (cause[k] ?? 0), hazard)",
    replace: "(sum) => sum, hazard)",
  },
  {
    id: "cohort-not-shrunk",
    file: "stats/hazard.ts",
    find: "(events + weight * parent) / total",
    replace: "(events + weight * events) / total",
  },
  {
    id: "censored-at-risk-all-week",
    file: "cohort/spell-table.ts",
    find: "left - censored / 2",
    replace: "left",
  },
  {
    id: "censored-stay-at-risk",
    file: "cohort/spell-table.ts",
    find: "(table.lost[week] ?? 0) + censored",
    replace: "(table.lost[week] ?? 0)",
  },
  {
    id: "closed-deals-are-censored",
    file: "cohort/collect-spells.ts",
    find: 'status === "open" ? ("censored" as const) : status',
    replace: '"censored" as const',
  },
  {
    id: "lapsed-advance-ends-a-wait",
    file: "cohort/collect-spells.ts",
    find: "if (lapsed || atMs",
    replace: "if (atMs",
  },
  {
    id: "thirty-spells-are-too-few",
    file: "cohort/fit-cohorts.ts",
    find: "table.spells < minimumSpells",
    replace: "table.spells <= minimumSpells",
  },
  {
    id: "curve-in-steps",
    file: "cohort/wait-curve.ts",
    find: "low + (high - low) * (week - before)",
    replace: "low",
  },
  {
    id: "spells-begun-later-count",
    file: "cohort/spell-tables.ts",
    find: "startMs > this.#asOfMs",
    replace: "startMs > Number.POSITIVE_INFINITY",
  },
  {
    id: "refit-on-two-quarters",
    file: "cohort/refit-shrinkage.ts",
    find: "quarters.length < minimumQuarters",
    replace: "quarters.length < 2",
  },
];
