import type { Backtest, LearnedScore } from "@headway/core/backtest";
import type { StoreBacktest } from "@headway/sync/backtest";

type Tested = Extract<Backtest, { status: "tested" }>;

const sample = {
  won: 60,
  lost: 180,
  open: 12,
  baseRate: 0.25,
  deals: 230,
  looks: 900,
  dates: ["2026-01-10T00:00:00.000Z", "2026-03-07T00:00:00.000Z"],
  setAside: { "not open on any of the dates": 10 },
} as unknown as Backtest["sample"];

const core = {
  asOf: "2026-06-30T00:00:00.000Z",
  policyVersion: "headway-default-1",
  sample,
  refusedFields: [
    { field: "lost_reason", reason: "known only with the outcome or later in 100% of 240 closed cases" },
  ],
  elation: [],
  remarks: ["Deals are followed, not assigned."],
} as unknown as Pick<Backtest, "asOf" | "policyVersion" | "sample" | "refusedFields" | "elation" | "remarks">;

/** Log-odds −1 + 0.5 × (3 − 1) / 1 = 0, calibrated 0 + 1 × 0: a probability of one half. */
export const earnedScore: LearnedScore = {
  status: "earned",
  reason: "on later deals it tells more than the stage alone",
  area: { value: 0.74, interval: [0.7, 0.78] },
  overStage: { value: 0.09, interval: [0.03, 0.15] },
  calibration: [{ said: "0.20 to 0.40", expected: 0.3, cases: 80, came: 0.31, interval: [0.22, 0.42] }],
  model: {
    intercept: -1,
    terms: [
      { name: "verified advances", sign: 1, mean: 1, scale: 1, coefficient: 0.5 },
      { name: "momentum", sign: 1, mean: 0, scale: 1, coefficient: 0 },
    ],
  },
  line: { shift: 0, slope: 1 },
  example: {
    dealId: "D-7",
    probability: 0.5,
    contributions: [{ name: "verified advances", value: 3, amount: 1 }],
  },
};

/** A tested history: ahead of activity, behind the stage, level with age; `more` replaces parts. */
export function exampleBacktest(more: Partial<Tested> = {}): StoreBacktest {
  const backtest: Tested = {
    ...core,
    status: "tested",
    measures: [
      { measure: "advances", area: { value: 0.66, interval: [0.61, 0.71] }, liftAtTopFifth: 1.8 },
      { measure: "activity", area: { value: 0.55, interval: [0.5, 0.6] }, liftAtTopFifth: 1.1 },
      { measure: "stage", area: { value: 0.75, interval: [0.7, 0.8] }, liftAtTopFifth: 2.2 },
      { measure: "age", area: { value: 0.64, interval: [0.6, 0.68] }, liftAtTopFifth: 1.5 },
    ],
    comparisons: [
      {
        against: "activity",
        difference: { value: 0.11, interval: [0.05, 0.17] },
        verdict: "advances tell more",
      },
      {
        against: "stage",
        difference: { value: -0.09, interval: [-0.15, -0.03] },
        verdict: "advances tell less",
      },
      { against: "age", difference: { value: 0.02, interval: [-0.04, 0.08] }, verdict: "undecided" },
    ],
    byAge: [
      {
        days: [0, 14],
        deals: 200,
        baseRate: 0.26,
        areas: { advances: 0.6, activity: 0.5, stage: 0.7, age: 0.5 },
      },
      {
        days: [365, null],
        deals: 3,
        baseRate: 0,
        areas: { advances: null, activity: null, stage: null, age: null },
      },
    ],
    calibration: [
      { said: "0", expected: 0, cases: 600, came: 0.1, interval: [0.08, 0.13] },
      { said: "1 to 3", expected: 1.7, cases: 300, came: 0.4, interval: [0.35, 0.46] },
    ],
    stall: [
      { said: "0.10", expected: 0.1, cases: 50, came: 0.3, interval: [0.19, 0.44] },
      { said: "0.50", expected: 0.5, cases: 40, came: 0.5, interval: [0.35, 0.65] },
    ],
    learned: earnedScore,
    ...more,
  };
  return { crm: "hubspot", backtest, undecided: { "no pipeline lists its stage": 4 } };
}

/** A history under the floor. */
export function smallBacktest(): StoreBacktest {
  const backtest: Backtest = {
    ...core,
    status: "too-little-to-say",
    missing: ["won deals that were open on a past date: 12 of 50"],
  };
  return { crm: "salesforce", backtest, undecided: {} };
}

/** Fourteen clients, of which the k-th adds −k hundredths: −1.05 in all. */
export function exampleBet(): Backtest["elation"][number] {
  const contributions = Array.from({ length: 14 }, (_, k) => ({
    evidenceId: `account:${k + 1}`,
    source: `crm/account/${k + 1}`,
    amount: -(k + 1) / 100,
  }));
  return {
    outcome: "retention",
    verdict: "fails",
    text: "Clients with more elation had less retention later.",
    setAside: { unknown: 1, outsideWindow: 2, repeatedAccount: 3 },
    association: {
      status: "known",
      value: -1.05,
      unit: "Kendall's tau-b, -1 to 1",
      valueFrom: "sum",
      basis: -1.05,
      prior: 0,
      contributions,
      otherBases: [],
      n: 14,
      asOf: core.asOf,
      rule: { id: "domain:E15", version: "1" },
      missing: [],
      alternatives: [],
    },
  };
}
