import * as z from "zod/mini";
import { Instant } from "../instant.ts";

const Hazards = z.array(z.number().check(z.gte(0), z.lte(1)));

/** Weekly hazards of the three ways a wait can end, for one cohort. */
export const Cohort = z.strictObject({
  key: z.string(),
  parent: z.nullable(z.string()),
  spells: z.int().check(z.gte(0)),
  advance: Hazards,
  won: Hazards,
  lost: Hazards,
});
export type Cohort = z.infer<typeof Cohort>;

/** Fitted curves, frozen: a number that was read from them names the snapshot's id. Plain JSON. */
export const CohortSnapshot = z.strictObject({
  id: z.string(),
  specVersion: z.literal(1),
  asOf: Instant,
  policyVersion: z.string(),
  spells: z.int().check(z.gte(0)),
  cohorts: z.array(Cohort),
});
export type CohortSnapshot = z.infer<typeof CohortSnapshot>;
