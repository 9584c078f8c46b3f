import * as z from "zod/mini";
import { Instant } from "../instant.ts";

const Hazards = z.array(z.number().check(z.gte(0), z.lte(1)));
const Counts = z.array(z.number().check(z.gte(0)));

/** Weekly hazards of the three ways a wait can end, for one cohort, and the counts they came from. */
export const Cohort = z.strictObject({
  key: z.string(),
  parent: z.nullable(z.string()),
  spells: z.int().check(z.gte(0)),
  advance: Hazards,
  won: Hazards,
  lost: Hazards,
  /** Waits at risk in each week, one censored in it counting half. */
  atRisk: Counts,
  /** Advances in each week, as counted. */
  advances: Counts,
});
export type Cohort = z.infer<typeof Cohort>;

/** What the members of a team make of an hour, as a Gamma prior (domain 3.3). */
export const TeamRate = z.strictObject({
  teamId: z.string(),
  people: z.int().check(z.gte(2)),
  shape: z.number().check(z.gt(0)),
  /** In hours. */
  rate: z.number().check(z.gt(0)),
});
export type TeamRate = z.infer<typeof TeamRate>;

/** Fitted curves, frozen: a number that was read from them names the snapshot's id. Plain JSON. */
export const CohortSnapshot = z.strictObject({
  id: z.string(),
  specVersion: z.literal(1),
  asOf: Instant,
  policyVersion: z.string(),
  spells: z.int().check(z.gte(0)),
  /** The pseudo-waits of the parent that each cohort was drawn by: the policy's, or refitted (domain 3.4). */
  shrinkage: z.number().check(z.gte(0)),
  cohorts: z.array(Cohort),
  teams: z.array(TeamRate),
});
export type CohortSnapshot = z.infer<typeof CohortSnapshot>;
