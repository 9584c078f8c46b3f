import * as z from "zod/mini";

const NonNegative = z.number().check(z.gte(0));
const Positive = z.number().check(z.gt(0));
const Share = z.number().check(z.gte(0), z.lte(1));
const Count = z.int().check(z.gte(0));
const Words = z.string().check(z.minLength(1));

/** Constants of triage: pursuit, renewals, the A-list, painful accounts (domain 3.6, domain 3.7). */
export const TriagePolicy = z.strictObject({
  /** After this many days a label, computed or decided, says nothing any more. */
  labelDays: Positive,
  /** Additive log-odds of domain 3.6: each sign adds its `logOdds` to the `prior`. */
  pursuit: z.strictObject({
    prior: z.number(),
    windowDays: Positive,
    flagAt: z.number(),
    /** A buyer act of grade 4 within this many days rules the flag out. */
    costlyActDays: Positive,
    silence: z.strictObject({
      logOdds: NonNegative,
      replyRateBelow: Share,
      minimumRun: Count,
      minimumAttempts: Count,
    }),
    deferral: z.strictObject({
      logOdds: NonNegative,
      withinDays: NonNegative,
      minimumPerPeriod: Count,
      minimumPeriods: Count,
      /** Whether the end of the policy's own period is a deadline of ours, beside those that deals and messages name. */
      periodEndIsDeadline: z.boolean(),
      /** A deferral this soon after an attempt of ours came after a chase (domain:T3). */
      chaseWithinDays: NonNegative,
    }),
    commitments: z.strictObject({ logOdds: NonNegative, keptShareBelow: Share, minimumDue: Count }),
    oneSidedAsks: z.strictObject({ logOdds: NonNegative, minimum: Count }),
  }),
  /** Either is enough for the recommendation to stop (domain:T4). */
  chase: z.strictObject({ unansweredRun: Count, deadlineMessages: Count }),
  renewal: z.strictObject({
    minimumForExpectation: Count,
    priorFor: Positive,
    priorAgainst: Positive,
    /** An attempt this long before the close means that the renewal was pursued. */
    pursuedWithinDays: Positive,
  }),
  /** The catalogue of benefits, by the `topic` of `benefit-confirmed`; all others together are one kind more (domain:T10). */
  benefitKinds: z.array(Words),
  delivery: z.strictObject({
    minimumPromises: Count,
    /** A promise done this much after its due date is still kept. */
    graceDays: NonNegative,
    strong: Share,
    sound: Share,
  }),
  painful: z.strictObject({
    windowDays: Positive,
    minimumHours: NonNegative,
    /** Complaints and re-openings within the window, together. */
    minimumFriction: Count,
    /** Hours an advance, in multiples of the person's own median over accounts. */
    timesOwnMedian: Positive,
    /** Accounts with logged hours that a median needs. */
    minimumAccountsForMedian: Count,
    /** Hours a month for all painful accounts of one person together. */
    boxHours: Positive,
    /** Topics of work that never counts against the box. */
    exemptTopics: z.array(Words),
  }),
  /** Over which effort freed and effort shares are measured (domain:T7, domain:T16). */
  effortWindowDays: Positive,
  /** How long an acknowledged backing makes an advocate (domain:T18). */
  advocateDays: Positive,
  /** How long an asked or given referral keeps an account off the queue (domain:T17). */
  referralDays: Positive,
  /** P(win by the period's end) under which a deal is on the not-this-period list (domain:T2). */
  notThisPeriodBelow: Share,
  /** The last days of a period, in which only forward moves are shown (domain:T20). */
  latePeriodDays: Positive,
});
export type TriagePolicy = z.infer<typeof TriagePolicy>;
