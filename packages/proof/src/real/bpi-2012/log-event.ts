/** One row of the log, as far as the mapping reads it. */
export interface LogEvent {
  readonly caseId: string;
  readonly amount: string;
  readonly activity: string;
  readonly lifecycle: string;
  /** ISO 8601 with an offset. */
  readonly at: string;
  /** Empty where the log names nobody. */
  readonly resource: string;
}
