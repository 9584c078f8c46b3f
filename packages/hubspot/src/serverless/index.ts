export type { RunOne, RunResult } from "@headway/crm/http";
export { repeatedRequests } from "../repeated-requests.ts";
export {
  type AppFunctionAnswer,
  type AppFunctionContext,
  type AppFunctionOptions,
  appFunction,
} from "./app-function.ts";
export type { FunctionEnvironment } from "./environment.ts";
export { type HubspotRecordsOptions, hubspotRecords } from "./record-crm.ts";
export type { OutputValue } from "./workflow-action.ts";
export {
  type WorkflowActionOptions,
  type WorkflowEvent,
  type WorkflowOutputs,
  workflowAction,
} from "./workflow-action.ts";
