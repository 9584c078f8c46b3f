import * as z from "zod/mini";

const Count = z.int().check(z.gte(1));
const Positive = z.number().check(z.gt(0));
const NonNegative = z.number().check(z.gte(0));
const Share = z.number().check(z.gte(0), z.lte(1));

/** Constants of `harvest` (domain 3.8). The incentive period is that of `calendar`. */
export const HarvestPolicy = z.strictObject({
  /** The last business days of a period in which a close is late. */
  lateBusinessDays: Count,
  /** The unit: one person over at least so many full periods, with at least so many closes. */
  minimumPeriods: Count,
  minimumCloses: Count,
  /** The fewest closes of teammates in the same periods. */
  minimumTeamCloses: Count,
  /** A team whose share is higher leaves no room to tell anybody from it. */
  maximumTeamShare: Share,
  /** A peak: the share is this many times the team's, as surely as `peakProbability`. */
  peakFactor: z.number().check(z.gt(1)),
  peakProbability: Share,
  /** How many closes at the team's share a person is given before any is seen. */
  priorCloses: Positive,
  /** When a mechanism sign counts. */
  sign: z.strictObject({
    /** Among late closes and among the others, at least so much of the field must be recorded. */
    minimumCoverage: Share,
    minimumEachSide: Count,
    /** How sure it must be that the difference is larger than the margin. */
    probability: Share,
    /** The smallest difference that matters: in shares of the list price, and in shares of closes. */
    discountMargin: NonNegative,
    shareMargin: NonNegative,
  }),
  /** A burst: so many of our attempts in so many days before the close. */
  burst: z.strictObject({ days: Positive, attempts: Count }),
  /** Pulled forward: closed within this share of the median time of like deals, read from so many deals. */
  pullForward: z.strictObject({ share: Share, minimumDeals: Count }),
  /** A close without any advance in so many days before it. */
  advanceDays: Positive,
  /** Grown: so many advances before the close, no gap between them longer than this share of the deal's life. */
  grown: z.strictObject({ minimumAdvances: Count, longestGap: Share }),
  /** What follows a close (domain:O12). */
  after: z.strictObject({
    cancellationDays: Positive,
    elationDays: Positive,
    /** The first business days of a period, in which a dip would show. */
    dipBusinessDays: Count,
    minimumEachSide: Count,
  }),
});
export type HarvestPolicy = z.infer<typeof HarvestPolicy>;
