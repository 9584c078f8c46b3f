import { advancementMutants } from "./advancement-mutants.ts";
import { elationMutants } from "./elation-mutants.ts";
import { evidenceMutants } from "./evidence-mutants.ts";
import type { Mutant } from "./mutant.ts";
import { noResetMutants } from "./no-reset-mutants.ts";
import { obligationMutants } from "./obligation-mutants.ts";
import { policyMutants } from "./policy-mutants.ts";
import { statisticsMutants } from "./statistics-mutants.ts";
import { triageMutants } from "./triage-mutants.ts";

/** Every mutant of the core, area by area. */
export const mutants: readonly Mutant[] = [
  ...evidenceMutants,
  ...advancementMutants,
  ...statisticsMutants,
  ...elationMutants,
  ...triageMutants,
  ...noResetMutants,
  ...obligationMutants,
  ...policyMutants,
];
