import * as z from "zod/mini";
import { EvidenceKind } from "../evidence/kind.ts";
import { EvidenceRule } from "../rules/evidence-rule.ts";
import { ArticulationPolicy } from "./articulation-policy.ts";
import { CalendarPolicy } from "./calendar-policy.ts";
import { GoalsPolicy } from "./goals-policy.ts";
import { HarvestPolicy } from "./harvest-policy.ts";
import { ObligationPolicy } from "./obligation-policy.ts";
import { PeoplePolicy } from "./people-policy.ts";
import { RelationshipPolicy } from "./relationship-policy.ts";
import { TriagePolicy } from "./triage-policy.ts";

const NonNegative = z.number().check(z.gte(0));
const Positive = z.number().check(z.gt(0));
const Share = z.number().check(z.gte(0), z.lte(1));
const Count = z.int().check(z.gte(0));

/**
 * Every number the domain uses, as data. Nothing is hidden in code: the reasons for the defaults stand in
 * {@link defaultPolicy}. Unknown keys are refused.
 */
export const Policy = z.strictObject({
  /** Named in every output's snapshot and assessment; change it when you change anything else. */
  version: z.string().check(z.minLength(1)),
  /** The weight of a grade, shown as an advance's confidence; never multiplied into a count. */
  gradeWeights: z.strictObject({ 0: Share, 1: Share, 2: Share, 3: Share, 4: Share }),
  /** Other distances between grades 2, 3 and 4, under which an order by confidence is checked (domain 3.1). */
  gradeWeightAlternatives: z.array(z.tuple([Share, Share, Share])),
  /** Kendall's tau under which "the order depends on the weights" is said. */
  minimumOrderAgreement: Share,
  advance: z.strictObject({
    minimumGrade: z.literal([2, 3, 4]),
    qualifiedOutMinimumGrade: z.literal([2, 3, 4]),
    /** A buyer's commitment missed by more than this lapses (domain 3.2). */
    lapseAfterDays: NonNegative,
    /** Whether a dated buyer commitment outside meetings and calls is an advance too. */
    commitmentCountsAnywhere: z.boolean(),
  }),
  account: z.strictObject({ windowDays: Positive }),
  momentum: z.strictObject({
    halfLifeDays: Positive,
    sensitivityHalfLifeDays: z.array(Positive),
    minimumDaysForRate: Positive,
  }),
  stall: z.strictObject({
    quantile: Share,
    horizonDays: Positive,
    severityDays: Positive,
    minimumSpells: Count,
    shrinkage: NonNegative,
    /** When and among what the shrinkage is chosen anew. */
    refit: z.strictObject({
      candidates: z.array(NonNegative),
      minimumQuarters: Count,
      minimumSpells: Count,
    }),
  }),
  elation: z.strictObject({
    points: z.partialRecord(EvidenceKind, z.number()),
    resolvedComplaintPoints: z.number(),
    promptedFactor: Share,
    halfLifeDays: Positive,
    benefitHalfLifeDays: Positive,
    priorFor: Positive,
    priorAgainst: Positive,
    minimumPoints: NonNegative,
    minimumPointsForLabel: NonNegative,
    elatedAbove: Share,
    elatedProbability: Share,
    keptProbability: Share,
    /** Between two signs, how often the label is looked at again. */
    labelCheckDays: Positive,
    minimumPositiveKinds: Count,
    unpromptedMinimumGrade: z.literal([2, 3, 4]),
    strainedBelow: Share,
    strainedProbability: Share,
  }),
  hours: z.strictObject({
    call: NonNegative,
    email: NonNegative,
    task: NonNegative,
    meetingLength: NonNegative,
    meetingOverhead: NonNegative,
  }),
  busy: z.strictObject({
    windowDays: Positive,
    earlierDays: Positive,
    minimumEarlierHours: Positive,
    priorShape: Positive,
    minimumCoverage: Share,
    workingHoursPerWeek: Positive,
    quietAccountDays: Positive,
    reactionDays: Positive,
  }),
  development: z.strictObject({
    sustainedApplications: Count,
    sustainedDays: NonNegative,
    sustainedWithinDays: Positive,
  }),
  ask: z.strictObject({ dueInDays: Positive }),
  triage: TriagePolicy,
  relationship: RelationshipPolicy,
  goals: GoalsPolicy,
  articulation: ArticulationPolicy,
  obligation: ObligationPolicy,
  harvest: HarvestPolicy,
  people: PeoplePolicy,
  calendar: CalendarPolicy,
  /** Your rules come first, in your order; a default rule whose id you do not reuse follows. */
  evidenceRules: z.array(EvidenceRule),
  /** `false` leaves the default rules out. */
  keepDefaultRules: z.boolean(),
});
export type Policy = z.infer<typeof Policy>;
