import * as z from "zod/mini";
import { EvidenceKind } from "../evidence/kind.ts";

const Positive = z.number().check(z.gt(0));
const NonNegative = z.number().check(z.gte(0));
const Share = z.number().check(z.gte(0), z.lte(1));
const Count = z.int().check(z.gte(1));

/** What an interaction says about our part in it (domain:E8). */
const InteractionClass = z.enum(["client-initiated", "not-selling", "other"]);

/** Constants of `relationship` (domain:E3 to domain:E15, domain:O2). */
export const RelationshipPolicy = z.strictObject({
  /** How regularly the client turns to us: a window, and the equal one before it (domain:E7). */
  turnToMe: z.strictObject({
    windowDays: Positive,
    /** The unit of the rate: requests in so many days. */
    perDays: Positive,
    /** Fewer days of record than this give no rate. */
    minimumDays: Positive,
    /** Requests imagined before any is seen. */
    priorRequests: Positive,
  }),
  advisor: z.strictObject({
    windowDays: Positive,
    minimumInteractions: Count,
    priorFor: Positive,
    priorAgainst: Positive,
    /** What each kind is as an interaction; kinds left out are none. */
    interactions: z.partialRecord(EvidenceKind, InteractionClass),
  }),
  /** Days after our advice not to buy in which the client's signs are read as the reaction (domain:E3). */
  notSold: z.strictObject({ reactionDays: Positive }),
  /** When elation is said to have fallen after a sale (domain:E4, domain 3.5). */
  erodingSale: z.strictObject({
    /** Days on each side of the sale. */
    windowDays: Positive,
    /** The fall of the balance that matters. */
    fall: Share,
    /** How sure it must be. */
    probability: Share,
    /** Points needed on each side; below, it is unknown. */
    minimumPoints: NonNegative,
    /** Negatives of different records and days needed, where the client does not regret the sale itself. */
    independentNegatives: Count,
  }),
  /** When a deal's advance and a fall of elation are shown side by side. */
  disagreement: z.strictObject({ windowDays: Positive, fall: Share }),
  /** Days after a win within which thanks are due (domain:O2). */
  gratitude: z.strictObject({ thankWithinDays: Positive }),
  /** Days before a close whose signs of elation stand beside its medal (domain:E10). */
  medal: z.strictObject({ elationDays: Positive }),
  /** The bet that elation pays later (domain:E15). */
  bet: z.strictObject({
    earliestDays: Positive,
    latestDays: Positive,
    minimumPairs: z.int().check(z.gte(5)),
  }),
});
export type RelationshipPolicy = z.infer<typeof RelationshipPolicy>;

/** The defaults of {@link RelationshipPolicy}, each with its reason. */
export const defaultRelationshipPolicy: RelationshipPolicy = {
  turnToMe: {
    // Half a year, as long as a word of elation lives by half; shorter windows hold too few requests.
    windowDays: 180,
    // Requests a month: most clients ask a few times a year.
    perDays: 30,
    // A rate over less than four weeks is noise.
    minimumDays: 28,
    // Half a request: the usual prior that leaves the least of itself in a rate.
    priorRequests: 0.5,
  },
  advisor: {
    windowDays: 180,
    // Under five interactions a share is chance.
    minimumInteractions: 5,
    // Half an interaction on each side, for the same reason as above.
    priorFor: 0.5,
    priorAgainst: 0.5,
    // A reply answers us and is not initiated by the client; who called a meeting is not recorded.
    interactions: {
      "client-initiated-contact": "client-initiated",
      "help-requested": "client-initiated",
      "help-given": "not-selling",
      "introduction-made": "not-selling",
      "advised-not-to-buy": "not-selling",
      "thanks-given": "not-selling",
      "customer-backed": "not-selling",
      "buyer-reply": "other",
      "meeting-held": "other",
      "call-connected": "other",
      "seller-email": "other",
      "seller-call": "other",
      "proposal-sent": "other",
      "deadline-message": "other",
      "referral-asked": "other",
    },
  },
  // A quarter: later signs have other causes.
  notSold: { reactionDays: 90 },
  // Domain 3.5: a fall of .15 or more, nine in ten sure; one point on each side is the least a balance needs.
  erodingSale: {
    windowDays: 180,
    fall: 0.15,
    probability: 0.9,
    minimumPoints: 1,
    independentNegatives: 2,
  },
  // A quarter, and two thirds of the fall that is held against a sale: to be looked at, not yet a finding.
  disagreement: { windowDays: 90, fall: 0.1 },
  // Two weeks: later, thanks sound like the next pitch.
  gratitude: { thankWithinDays: 14 },
  // A year, the horizon of an account plan.
  medal: { elationDays: 365 },
  // Four to eight quarters later; under 30 clients a correlation says nothing.
  bet: { earliestDays: 365, latestDays: 730, minimumPairs: 30 },
};
