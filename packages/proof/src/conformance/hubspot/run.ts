import type { ConformanceProof } from "../conformance-proof.ts";
import { changeCases } from "./change-cases.ts";
import { contractCases } from "./contract-cases.ts";
import { credentialCases } from "./credential-cases.ts";
import { limitCases } from "./limit-cases.ts";
import { linkCases } from "./link-cases.ts";
import { pageCases } from "./page-cases.ts";
import { stormCases } from "./storm-cases.ts";
import { taskCases } from "./task-cases.ts";
import { valueCases } from "./value-cases.ts";
import { webhookCases } from "./webhook-cases.ts";
import { writeCases } from "./write-cases.ts";

/** Every trouble that the HubSpot adapter must survive, on the SDK and on plain fetch, by both forms of the API. */
export const conformance: ConformanceProof = {
  variants: [
    { transport: "fetch", apiVersion: "2026-09" },
    { transport: "fetch", apiVersion: "v3" },
    { transport: "sdk", apiVersion: "2026-09" },
    { transport: "sdk", apiVersion: "v3" },
  ],
  cases: [
    ...changeCases,
    ...pageCases,
    ...valueCases,
    ...linkCases,
    ...writeCases,
    ...taskCases,
    ...limitCases,
    ...credentialCases,
    ...webhookCases,
    ...stormCases,
    ...contractCases,
  ],
};
