const marker = Symbol.for("headway.config-error");

/** What a person has to know about a setting that is off. */
export interface ConfigErrorDetails {
  /** Where it is set: a flag, an environment variable, a path in a file. */
  readonly path: string;
  /** What was expected there; never the value that was found, which may be a secret. */
  readonly expected: string;
  /** What to do about it, where that is more than setting it right. */
  readonly remedy?: string;
}

/** The way Headway was called or configured is off; nothing was read or written. Exit code 2. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly details: ConfigErrorDetails;
  readonly [marker] = true;

  constructor(details: ConfigErrorDetails) {
    super(`\`${details.path}\`: ${details.expected}`);
    this.details = details;
  }

  /** True for a `ConfigError` of any copy of this package. */
  static is(value: unknown): value is ConfigError {
    return typeof value === "object" && value !== null && marker in value;
  }
}
