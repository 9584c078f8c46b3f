import type { Notebook, Policy } from "@headway/core";
import type { CallOptions, CrmAdapter, CrmSchema } from "@headway/crm";
import type { EvidenceContext } from "./evidence.ts";
import type { KnownFacts } from "./known-facts.ts";
import type { WritableFields } from "./reconcile.ts";
import type { ProgressEvent } from "./report.ts";
import type { Hold } from "./run-lease.ts";
import type { RunTally } from "./run-tally.ts";
import type { Store } from "./store.ts";
import type { Instruments } from "./telemetry/instruments.ts";
import type { Log } from "./telemetry/logger.ts";
import type { Forgotten } from "./tombstones.ts";

/** Everything the steps of one run share. */
export interface RunContext {
  readonly crm: CrmAdapter;
  readonly store: Store;
  readonly policy: Policy;
  /** What people wrote down that no CRM holds. */
  readonly notebook: Notebook;
  readonly schema: CrmSchema;
  readonly evidence: EvidenceContext;
  readonly writable: WritableFields;
  /** Changes when these credentials may write more or less than before, so that refused writes are tried again. */
  readonly accessBasis: string;
  readonly asOf: string;
  /** The instant it began. */
  readonly startedAt: string;
  /** Milliseconds since 1970, by the engine's clock. */
  readonly now: () => number;
  readonly dryRun: boolean;
  /** What is stored may be evidence of other rules than these. */
  readonly holdsFormer: boolean;
  /** Nobody in this store was ever assessed. */
  readonly isFirstReading: boolean;
  readonly call: CallOptions;
  readonly tally: RunTally;
  readonly onProgress: (event: ProgressEvent) => void;
  /** A sign of life at a checkpoint. Throws `SyncError` `lease-lost` when another run has taken over. */
  readonly beat: (step: string) => Promise<void>;
  /** The right to run, looked at before anything is sent. */
  readonly hold: Hold;
  readonly measure: Instruments;
  readonly log: Log;
  /** Who was forgotten, so that nobody comes back unnoticed. */
  readonly forgotten: Forgotten;
  /** Facts of deals that were read since all changes were. */
  readonly knownFacts?: KnownFacts;
  readonly hasBudget: boolean;
  /** True once the time budget is nearly used: stop at the next checkpoint. */
  readonly outOfTime: () => boolean;
}

/** Tells how far a step has come. */
export function progress(context: RunContext, event: Omit<ProgressEvent, "crm">): void {
  context.onProgress({ crm: context.crm.crm, ...event });
}
