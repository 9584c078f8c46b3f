/** How Bulk API 2.0 behaves in an org. Everything may be left out. */
export interface BulkSettings {
  /** How long a job waits before it is worked on, by the sandbox's clock. Default 0. */
  readonly queuedMs?: number;
  /** How long a job is worked on. Default 0: it has ended when first looked at. */
  readonly processingMs?: number;
  /** Rows to a page of results where `maxRecords` does not ask for fewer. Default 50,000. */
  readonly pageRows?: number;
  /** Rows to a part that Salesforce reads by itself; no page reaches beyond its part. Default 250,000. */
  readonly chunkRows?: number;
  /** Query jobs in 24 hours. Default 10,000. */
  readonly dailyQueryJobs?: number;
  /** How long jobs and their results are kept. Default 7 days. */
  readonly keptMs?: number;
}

/** The settings with every default filled in. */
export function bulkSettings(given: BulkSettings = {}): Required<BulkSettings> {
  return {
    queuedMs: 0,
    processingMs: 0,
    pageRows: 50_000,
    chunkRows: 250_000,
    dailyQueryJobs: 10_000,
    keptMs: 7 * 86_400_000,
    ...given,
  };
}
