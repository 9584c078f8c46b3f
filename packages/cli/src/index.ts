export type { CrmName, SandboxAccess } from "./adapters.ts";
export { demoPolicy } from "./demo-policy.ts";
export { runAgainstSandboxes, type SandboxRunOptions } from "./run-against-sandboxes.ts";
export {
  type Counts,
  type SandboxCrmReport,
  type SandboxRunDetails,
  type SandboxRunReport,
  shortfalls,
  type UnwitnessedDeal,
} from "./sandbox-run-report.ts";
