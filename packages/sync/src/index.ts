export { Capture } from "./capture.ts";
export { captureWords } from "./capture-words.ts";
export { comparePolicies, type PolicyComparison, type WriteChange } from "./compare-policies.ts";
export { type DriftedField, type DriftReport, findDrift, type ObjectDrift } from "./drift.ts";
export {
  deriveEvidence,
  type EvidenceContext,
  evidenceContext,
  type RuleHits,
  ruleHits,
} from "./evidence.ts";
export { type ExplainOptions, type Explanation, explain, type NamedNumber } from "./explain.ts";
export { type ForgetOptions, type ForgetReport, forget } from "./forget.ts";
export { type FormerEvidence, letGoSentences } from "./former-evidence.ts";
export type * from "./journal.ts";
export { type LogOptions, logEvidence } from "./log/log-evidence.ts";
export type { LogOutcome } from "./log/log-outcome.ts";
export type { Nudged } from "./nudge.ts";
export type { OpenStore } from "./open-store.ts";
export type {
  ObjectCounts,
  ProgressEvent,
  RefusedWrite,
  RunPhase,
  RunReport,
  Undecided,
  UnknownRuleField,
  UnreadObject,
} from "./report.ts";
export { type RetryOptions, retryWrites } from "./retry.ts";
export { type RuleCoverage, type RulesReport, testRules } from "./rule-coverage.ts";
export { isUsageFailure, type RunFailure, toRunFailure } from "./run-failure.ts";
export type { Worker } from "./run-lease.ts";
export { type CrmStatus, type IndeterminateWrite, readStatus } from "./status.ts";
export type * from "./store.ts";
export { emptyState } from "./store.ts";
export type { AccountSummary, DealSummary, PersonSummary } from "./summaries.ts";
export { createSync, type RunOptions, type Sync, type SyncOptions } from "./sync.ts";
export { SyncError, type SyncErrorCode } from "./sync-error.ts";
export { readTrail, type SyncTrail, type TrailStatus } from "./sync-trail.ts";
export { countRequests } from "./telemetry/instruments.ts";
export type { LogEntry, Logger, LogLevel, LogValue } from "./telemetry/logger.ts";
export { redact, redactError, Secret } from "./telemetry/secret.ts";
export { ownFields } from "./write-back.ts";
