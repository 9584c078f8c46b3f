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
