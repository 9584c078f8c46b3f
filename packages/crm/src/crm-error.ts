/**
 * Why a call to a CRM failed, in closed terms:
 * `unauthenticated` no, expired or refused credentials · `forbidden` scope or permission missing ·
 * `not-found` record, field or object gone · `invalid` value or request refused · `conflict` exists
 * with another shape · `rate-limited` a limit was met; it passes · `unavailable` network, time-out,
 * 423, 477, 5xx, row locked · `malformed-response` the answer does not fit what the vendor documents ·
 * `bad-signature` a webhook not to be trusted · `unsupported` this CRM or edition cannot do it ·
 * `aborted` the caller's signal ended it · `deadline-exceeded` the caller's time ran out.
 */
export type CrmErrorCode =
  | "unauthenticated"
  | "forbidden"
  | "not-found"
  | "invalid"
  | "conflict"
  | "rate-limited"
  | "unavailable"
  | "malformed-response"
  | "bad-signature"
  | "unsupported"
  | "aborted"
  | "deadline-exceeded";

/** What is known about a failure besides its code. Never a credential; vendor text at most 300 characters. */
export interface CrmErrorDetails {
  readonly crm: string;
  /** One sentence: what happened, naming the thing in backticks. */
  readonly message: string;
  /** What was and was not written; for reads "nothing was written" is assumed. */
  readonly written?: string;
  /** What happens next by itself. */
  readonly next?: string;
  /** What a person can do. */
  readonly remedy?: string;
  readonly status?: number;
  /** From the vendor's answer, milliseconds from when it was given. */
  readonly retryAfterMs?: number;
  /** The vendor's id of the request, to quote to its support. */
  readonly requestId?: string;
  /** The vendor's own category or error code, as it stands. */
  readonly vendorCode?: string;
  /** The scope, field or permission the vendor named. */
  readonly subject?: string;
  readonly cause?: unknown;
}

const marker = Symbol.for("headway.crm-error");

/** Codes after which the same call may succeed later without anybody doing anything. */
const retryableCodes: ReadonlySet<CrmErrorCode> = new Set<CrmErrorCode>(["rate-limited", "unavailable"]);

/**
 * The one error class of everything that talks to a CRM. Whole-call failures throw it; refusals of
 * single records are values ({@link PushOutcome}), never both for one thing.
 */
export class CrmError extends Error {
  override readonly name = "CrmError";
  readonly code: CrmErrorCode;
  readonly details: CrmErrorDetails;
  readonly [marker] = true;

  constructor(code: CrmErrorCode, details: CrmErrorDetails) {
    super(sentences(details), details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.details = details;
  }

  /** Derived from `code`, never set by hand. */
  get retryable(): boolean {
    return retryableCodes.has(this.code);
  }

  /** True for a `CrmError` of any copy of this package. */
  static is(value: unknown): value is CrmError {
    return typeof value === "object" && value !== null && marker in value;
  }
}

function sentences(details: CrmErrorDetails): string {
  const parts = [details.message, details.written, details.next, details.remedy];
  const said = parts.filter((part) => part !== undefined);
  // Vendors end their sentences, we do not.
  return said.map((part, index) => (index < said.length - 1 ? withoutStops(part) : part)).join(". ");
}

/** A pattern for this would take the square of the length on a text of many stops. */
function withoutStops(text: string): string {
  let end = text.length;
  while (text[end - 1] === ".") end -= 1;
  return text.slice(0, end);
}

/** Vendor text made safe to show: control characters dropped, at most 300 characters. */
export function quoteVendor(text: string): string {
  const clean = text
    .replace(/\p{Cc}+/gu, " ")
    .trim()
    .toWellFormed();
  return clean.length > 300 ? `${clean.slice(0, 299).replace(/[\ud800-\udbff]$/, "")}…` : clean;
}
