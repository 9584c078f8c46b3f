import type { CohortSnapshot, DealPolicy, Notebook, Policy, WaitCurves } from "@headway/core";
import type { CallOptions } from "@headway/crm";

/** What any record is assessed with. */
export interface RecordOptions extends CallOptions {
  readonly policy: DealPolicy;
  /** The instant it is seen from, ISO 8601. */
  readonly asOf: string;
  /** `true` reads and assesses and writes nothing. Default `false`. */
  readonly dryRun?: boolean;
}

/** What {@link assessDealRecord} is given: the parts of a policy and a notebook that a deal's standing is read from. */
export interface AssessDealOptions extends RecordOptions {
  /**
   * The curves that stall clocks are read from: `waitCurves` of core, of a snapshot that a run of the engine fitted.
   * Without them stall and the sentences about it are unknown, and their fields stay as they are.
   */
  readonly curves?: WaitCurves;
  /** Which waits people put off on purpose. */
  readonly notebook?: Pick<Notebook, "snoozes">;
}

/** What a deal or account is assessed with. */
export interface AssessRecordOptions extends RecordOptions {
  /** A whole policy; `parsePolicy` of core makes one of a part. */
  readonly policy: Policy;
  /**
   * The curves that stall clocks are read from, as a run of the engine fits them. Without them stall and the
   * sentences about it are unknown, and their fields stay as they are.
   */
  readonly cohorts?: CohortSnapshot;
  /** What people wrote down that no CRM holds. */
  readonly notebook?: Notebook;
}
