import type { ProofCase } from "../conformance-proof.ts";
import { authCases } from "./auth-cases.ts";
import { changeCases } from "./change-cases.ts";
import { limitCases } from "./limit-cases.ts";
import { pagingCases } from "./paging-cases.ts";
import { ruleCases } from "./rule-cases.ts";
import { schemaCases } from "./schema-cases.ts";
import { seedCases } from "./seed-cases.ts";
import { writeCases } from "./write-cases.ts";

/** The troubles that are Salesforce's own. */
export const troubleCases: readonly ProofCase[] = [
  ...pagingCases,
  ...changeCases,
  ...writeCases,
  ...ruleCases,
  ...limitCases,
  ...authCases,
  ...schemaCases,
  ...seedCases,
];
