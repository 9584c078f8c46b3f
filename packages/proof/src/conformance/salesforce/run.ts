import type { ConformanceProof } from "../conformance-proof.ts";
import { authCases } from "./auth-cases.ts";
import { changeCases } from "./change-cases.ts";
import { contractCases } from "./contract-cases.ts";
import { limitCases } from "./limit-cases.ts";
import { pagingCases } from "./paging-cases.ts";
import { schemaCases } from "./schema-cases.ts";
import { writeCases } from "./write-cases.ts";

/** Every trouble that the Salesforce adapter must survive, on jsforce and on plain fetch. */
export const conformance: ConformanceProof = {
  variants: [
    { transport: "sdk", apiVersion: "67.0" },
    { transport: "fetch", apiVersion: "67.0" },
  ],
  cases: [
    ...contractCases,
    ...pagingCases,
    ...changeCases,
    ...writeCases,
    ...limitCases,
    ...authCases,
    ...schemaCases,
  ],
};
