import type { CohortSnapshot, Notebook, Policy } from "@headway/core";
import type { CallOptions } from "@headway/crm";

/** What a record is assessed with. */
export interface AssessRecordOptions extends CallOptions {
  /** A whole policy; `parsePolicy` of core makes one of a part. */
  readonly policy: Policy;
  /** The instant it is seen from, ISO 8601. */
  readonly asOf: string;
  /**
   * The curves that stall clocks are read from, as a run of the engine fits them. Without them stall and the
   * sentences about it are unknown, and their fields stay as they are.
   */
  readonly cohorts?: CohortSnapshot;
  /** What people wrote down that no CRM holds. */
  readonly notebook?: Notebook;
  /** `true` reads and assesses and writes nothing. Default `false`. */
  readonly dryRun?: boolean;
}
