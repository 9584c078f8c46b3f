import type { HarvestPolicy } from "./harvest-policy.ts";

/** The defaults of {@link HarvestPolicy}, each with its reason. */
export const defaultHarvestPolicy: HarvestPolicy = {
  // The last fortnight of work, in which a deadline is felt (domain 3.8).
  lateBusinessDays: 10,
  // Fewer closes cannot tell half as much again from chance.
  minimumPeriods: 3,
  minimumCloses: 60,
  minimumTeamCloses: 60,
  // Half as much again of more than .4 leaves hardly any share above it.
  maximumTeamShare: 0.4,
  peakFactor: 1.5,
  peakProbability: 0.9,
  // A sixth of the least number of closes: enough to calm small numbers, too little to hide a peak.
  priorCloses: 10,
  sign: {
    // With less of a field recorded, what is recorded may be the exception.
    minimumCoverage: 0.6,
    minimumEachSide: 5,
    probability: 0.9,
    // A point and a half of price, one close in ten: less is daily business.
    discountMargin: 0.015,
    shareMargin: 0.1,
  },
  // Five attempts in two weeks are one every other working day.
  burst: { days: 14, attempts: 5 },
  // Half the usual time, against a median of thirty deals or more.
  pullForward: { share: 0.5, minimumDeals: 30 },
  // Two months: a buyer who committed to nothing in them was not on the way.
  advanceDays: 60,
  // Three steps, none of them farther apart than half of the way.
  grown: { minimumAdvances: 3, longestGap: 0.5 },
  // Half a year on each side, as for a sale that erodes; a month of work for the dip.
  after: { cancellationDays: 180, elationDays: 180, dipBusinessDays: 20, minimumEachSide: 10 },
};
