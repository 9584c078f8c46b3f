export type { RunOne, RunResult } from "@headway/crm/http";
export { repeatedRequests } from "../repeated-requests.ts";
export {
  type CallableFunctionOptions,
  type CallableOrg,
  type CalloutBody,
  callableFunction,
} from "./callable-function.ts";
export { type SalesforceRecordsOptions, salesforceRecords } from "./record-crm.ts";
export { type CalloutCheck, type CalloutSignature, type Nonces, signCallout } from "./signed-callout.ts";
