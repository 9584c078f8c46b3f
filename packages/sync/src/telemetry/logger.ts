/** How much a line of the log matters. */
export type LogLevel = "debug" | "info" | "warn" | "error";

/** One line of the log: what happened, as a kebab-case name, and plain fields. */
export interface LogEntry {
  /** ISO 8601. */
  readonly at: string;
  readonly level: LogLevel;
  readonly event: string;
  readonly fields: Readonly<Record<string, LogValue>>;
}

/** What a field of the log may hold. */
export type LogValue = string | number | boolean | null;

/** Where the log goes. What a logger throws is the caller's affair and ends the run, so it should not. */
export interface Logger {
  log(entry: LogEntry): void;
  /**
   * Asks for texts of the CRM as well: reasons in the CRM's words, which may quote what people typed.
   * Off by default (`invariant:P2`): then entries hold counts, codes, ids and names of fields only.
   */
  readonly withValues?: boolean;
}

/** Writes entries; `values` are left out where the logger did not ask for them. */
export type Log = (
  level: LogLevel,
  event: string,
  fields: Readonly<Record<string, LogValue>>,
  values?: Readonly<Record<string, LogValue>>,
) => void;

/** A log of one CRM; without a logger nothing is written. */
export function logOf(logger: Logger | undefined, crm: string, clock: () => number): Log {
  if (logger === undefined) return () => undefined;
  return (level, event, fields, values = {}) => {
    const shown = logger.withValues === true ? values : {};
    logger.log({ at: new Date(clock()).toISOString(), level, event, fields: { crm, ...fields, ...shown } });
  };
}
