import type { TriagePolicy } from "./triage-policy.ts";

/** The defaults of {@link TriagePolicy}, each with its reason. */
export const defaultTriagePolicy: TriagePolicy = {
  // A quarter: people and circumstances change, and a label must not outlive them.
  labelDays: 90,
  pursuit: {
    // Before any sign, one account in ten: few are accused, and the price is to miss many (domain 3.6).
    prior: -2.2,
    // A year holds the two periods that the deferral sign asks for.
    windowDays: 365,
    flagAt: 1.1,
    // Who signed, paid or assigned people two months ago is not playing for time.
    costlyActDays: 60,
    silence: { logOdds: 1, replyRateBelow: 0.2, minimumRun: 8, minimumAttempts: 8 },
    // The only sign without which nothing is said: late, repeated, and not in one period alone.
    deferral: {
      logOdds: 1.3,
      withinDays: 14,
      minimumPerPeriod: 2,
      minimumPeriods: 2,
      // What a period's end is to us, a deferral in its last two weeks is to the buyer.
      periodEndIsDeadline: true,
      chaseWithinDays: 14,
    },
    commitments: { logOdds: 1.1, keptShareBelow: 0.3, minimumDue: 3 },
    oneSidedAsks: { logOdds: 0.6, minimum: 3 },
  },
  // In a public record of 4,119 contacts the sixth call led to a yes a third as often as the first. The second
  // message about one deadline is already a repetition.
  chase: { unansweredRun: 6, deadlineMessages: 2 },
  // Fewer than four decisions are no habit; one imagined decision on each side, so that four of four is no certainty.
  renewal: { minimumForExpectation: 4, priorFor: 1, priorAgainst: 1, pursuedWithinDays: 90 },
  benefitKinds: ["cash-flow", "profit", "new-customers"],
  // One promise is no record. A due date is a day, not an instant.
  delivery: { minimumPromises: 2, graceDays: 1, strong: 0.85, sound: 0.7 },
  painful: {
    windowDays: 90,
    // A day of work; less is no pain, whatever happened.
    minimumHours: 8,
    // Once is an incident.
    minimumFriction: 2,
    timesOwnMedian: 3,
    minimumAccountsForMedian: 3,
    // "A day or two a month to focus on them. Then drop it."
    boxHours: 12,
    // Duties are no choice of ours.
    exemptTopics: ["legal", "safety"],
  },
  effortWindowDays: 90,
  advocateDays: 365,
  // Half a year between two asks for the same favour.
  referralDays: 180,
  // One in ten.
  notThisPeriodBelow: 0.1,
  // The last month of a quarter.
  latePeriodDays: 30,
};
