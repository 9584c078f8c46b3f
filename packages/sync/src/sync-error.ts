/**
 * Why the engine could not go on: `store-locked` another process holds the store · `store-corrupt`
 * the store cannot be read · `store-version` it was made by another version · `store-unavailable` its database does
 * not answer · `account-changed` the
 * credentials open another account than the one the store belongs to · `unknown-subject` nothing of
 * that name is in the store · `invalid-options` the caller's options are off · `credentials-refused`
 * sealed credentials do not open: another key, another account, or changed · `lease-lost` another
 * worker has taken over what this one was working on · `run-going-on` another run works on this CRM in
 * this store · `unknown-account` the fleet has no such account.
 */
export type SyncErrorCode =
  | "store-locked"
  | "store-corrupt"
  | "store-version"
  | "store-unavailable"
  | "account-changed"
  | "unknown-subject"
  | "invalid-options"
  | "credentials-refused"
  | "lease-lost"
  | "run-going-on"
  | "unknown-account";

const marker = Symbol.for("headway.sync-error");

/** The one error class of the engine. Failures of a CRM stay `CrmError`. */
export class SyncError extends Error {
  override readonly name = "SyncError";
  readonly code: SyncErrorCode;
  readonly [marker] = true;

  constructor(code: SyncErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }

  /** True for a `SyncError` of any copy of this package. */
  static is(value: unknown): value is SyncError {
    return typeof value === "object" && value !== null && marker in value;
  }
}
