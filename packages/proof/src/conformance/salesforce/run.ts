import type { ConformanceProof } from "../conformance-proof.ts";
import { contractCases } from "./contract-cases.ts";
import { troubleCases } from "./trouble-cases.ts";

/** Every trouble that the Salesforce adapter must survive, on jsforce and on plain fetch. */
export const conformance: ConformanceProof = {
  variants: [
    { transport: "sdk", apiVersion: "67.0" },
    { transport: "fetch", apiVersion: "67.0" },
  ],
  cases: [...contractCases, ...troubleCases],
};
