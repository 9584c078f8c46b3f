import type { Mutant } from "./mutant.ts";

/** Defaults that the design documents, and how a number says that it is unknown. */
export const policyMutants: readonly Mutant[] = [
  {
    id: "grade-three-is-certain",
    file: "policy/default-deal-policy.ts",
    find: "3: 0.8, 4: 1 }",
    replace: "3: 1, 4: 1 }",
  },
  {
    id: "complaint-speaks-for-us",
    file: "policy/default-policy.ts",
    find: "complaint: -2,",
    replace: "complaint: 2,",
  },
  {
    id: "thanks-weigh-as-a-referral",
    file: "policy/default-policy.ts",
    find: '"personal-thanks": 2',
    replace: '"personal-thanks": 3',
  },
  {
    id: "prompted-weighs-three-quarters",
    file: "policy/default-policy.ts",
    find: "promptedFactor: 0.5",
    replace: "promptedFactor: 0.75",
  },
  {
    id: "lapse-after-eight-days",
    file: "policy/default-deal-policy.ts",
    find: "lapseAfterDays: 7",
    replace: "lapseAfterDays: 8",
  },
  {
    id: "stalled-at-eight-in-ten",
    file: "policy/default-deal-policy.ts",
    find: "quantile: 0.9",
    replace: "quantile: 0.8",
  },
  {
    id: "account-plan-of-a-half-year",
    file: "policy/default-policy.ts",
    find: "account: { windowDays: 365 }",
    replace: "account: { windowDays: 180 }",
  },
  {
    id: "coverage-of-a-half",
    file: "policy/default-policy.ts",
    find: "minimumCoverage: 0.6",
    replace: "minimumCoverage: 0.5",
  },
  {
    id: "toying-at-even-odds",
    file: "policy/default-triage-policy.ts",
    find: "flagAt: 1.1",
    replace: "flagAt: 0",
  },
  {
    id: "two-deferrals-need-no-second-period",
    file: "policy/default-triage-policy.ts",
    find: "minimumPeriods: 2",
    replace: "minimumPeriods: 1",
  },
  {
    id: "box-of-two-weeks",
    file: "policy/default-triage-policy.ts",
    find: "boxHours: 12",
    replace: "boxHours: 80",
  },
  {
    id: "sound-delivery-of-a-half",
    file: "policy/default-triage-policy.ts",
    find: "sound: 0.7",
    replace: "sound: 0.5",
  },
  {
    id: "ready-after-a-year",
    file: "policy/default-articulation-policy.ts",
    find: "readyWithinDays: 120",
    replace: "readyWithinDays: 365",
  },
  {
    id: "no-by-one-condition",
    file: "policy/default-obligation-policy.ts",
    find: "minimumConditions: 2",
    replace: "minimumConditions: 1",
  },
  {
    id: "peak-of-a-tenth-more",
    file: "policy/default-harvest-policy.ts",
    find: "peakFactor: 1.5",
    replace: "peakFactor: 1.1",
  },
  {
    id: "policy-drops-default-rules",
    file: "policy/parse-policy.ts",
    find: "if (!policy.keepDefaultRules)",
    replace: "if (policy.keepDefaultRules)",
  },
  {
    id: "unknown-says-known",
    file: "explain/explain.ts",
    find: 'parts.value === null ? "unknown" : "known"',
    replace: 'parts.value === undefined ? "unknown" : "known"',
  },
  {
    id: "share-of-a-split-is-whole",
    file: "people/credit.ts",
    find: "own?.get(personId) ?? 1",
    replace: "own?.size ?? 1",
  },
];
