import { CrmError, type CrmErrorCode, type CrmErrorDetails, quoteVendor } from "@headway/crm";
import type { HttpAnswer, HttpRequest } from "@headway/crm/http";
import { pathOnly } from "@headway/crm/http";
import { isRow, type RowError } from "./vendor-answers.ts";

/** What Salesforce said about one failure, from whichever of its answer forms. */
export interface VendorFault {
  readonly errorCode: string;
  readonly message: string;
  readonly field?: string;
  /** What it means, where that is no matter of the table below. */
  readonly code?: CrmErrorCode;
}

/** What is read of an answer that is not good. */
export interface ErrorReading {
  /** Finds what Salesforce said. */
  readonly readFault: (answer: HttpAnswer) => VendorFault | undefined;
  /** How long to wait before a repeat, in milliseconds; `undefined` where nothing says so. */
  readonly waitMs: (
    code: CrmErrorCode,
    answer: HttpAnswer,
    fault: VendorFault | undefined,
  ) => number | undefined;
}

/** Salesforce's error codes in closed terms; codes not listed follow the status. */
const codes: Readonly<Record<string, CrmErrorCode>> = {
  INVALID_SESSION_ID: "unauthenticated",
  INVALID_AUTH_HEADER: "unauthenticated",
  REQUEST_LIMIT_EXCEEDED: "rate-limited",
  UNABLE_TO_LOCK_ROW: "unavailable",
  SERVER_UNAVAILABLE: "unavailable",
  API_DISABLED_FOR_ORG: "forbidden",
  API_CURRENTLY_DISABLED: "forbidden",
  INSUFFICIENT_ACCESS: "forbidden",
  INSUFFICIENT_ACCESS_OR_READONLY: "forbidden",
  INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY: "forbidden",
  CANNOT_EXECUTE_FLOW_TRIGGER: "invalid",
  INVALID_FIELD_FOR_INSERT_UPDATE: "forbidden",
  ENTITY_IS_DELETED: "not-found",
  NOT_FOUND: "not-found",
  INVALID_CROSS_REFERENCE_KEY: "not-found",
  INVALID_TYPE: "not-found",
  INVALID_FIELD: "not-found",
  DUPLICATE_VALUE: "conflict",
  DUPLICATES_DETECTED: "conflict",
  DUPLICATE_EXTERNAL_ID: "conflict",
  MULTIPLE_CHOICES: "conflict",
};

/** The closed code of one of Salesforce's error codes, `undefined` for those that follow the status. */
function codeOfFault(errorCode: string): CrmErrorCode | undefined {
  return Object.hasOwn(codes, errorCode) ? codes[errorCode] : undefined;
}

/**
 * The error in an answer, or `undefined` where it is good. Pure. The message quotes Salesforce's own
 * words (at most 300 characters) and never a credential.
 *
 * @param reading `wholeReading` for answers of other forms than REST's, and for how long to wait.
 */
export function mapError(
  answer: HttpAnswer,
  request: HttpRequest,
  reading: ErrorReading = restReading,
): CrmError | undefined {
  if (answer.status >= 200 && answer.status < 300) return undefined;
  const fault = reading.readFault(answer);
  const code = fault?.code ?? codeOfFault(fault?.errorCode ?? "") ?? codeOfStatus(answer.status);
  const wait = reading.waitMs(code, answer, fault);
  return new CrmError(code, {
    ...errorDetails(code, answer, request, fault),
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
  });
}

/** For answers of REST to what is not repeated here. */
const restReading: ErrorReading = { readFault: restFault, waitMs: () => undefined };

/** Several rules may refuse one row; each says what has to be mended. */
const mostReasons = 3;

/** Why one row of a collection was refused. */
export function mapRowError(errors: readonly RowError[] | undefined): {
  code: CrmErrorCode;
  reason: string;
  field?: string;
} {
  const [error] = errors ?? [];
  if (error === undefined) return { code: "invalid", reason: "Salesforce refused it without a reason" };
  const said = errors?.slice(0, mostReasons).map((one) => `${one.statusCode}: ${quoteVendor(one.message)}`);
  const reason = said?.join("; ") ?? "";
  const field = error.fields?.[0];
  return {
    code: codeOfFault(error.statusCode) ?? "invalid",
    reason,
    ...(field === undefined ? {} : { field }),
  };
}

/** Reads the error form of REST: an array, or one part of it. */
export function restFault({ body }: HttpAnswer): VendorFault | undefined {
  const first: unknown = Array.isArray(body) ? body[0] : body;
  if (!isRow(first) || typeof first.errorCode !== "string") return undefined;
  const { errorCode, message = "" } = first;
  const field: unknown = Array.isArray(first.fields) ? first.fields[0] : undefined;
  return { errorCode, message: String(message), ...(typeof field === "string" && { field }) };
}

function codeOfStatus(status: number): CrmErrorCode {
  if (status === 401) return "unauthenticated";
  if (status === 403) return "forbidden";
  if (status === 404 || status === 410) return "not-found";
  if (status === 429) return "rate-limited";
  if (status === 409 || status === 412 || status === 300) return "conflict";
  if (status === 408 || status === 420 || status === 423 || status === 477) return "unavailable";
  if (status >= 500) return "unavailable";
  if (status < 400) return "malformed-response";
  return "invalid";
}

function errorDetails(
  code: CrmErrorCode,
  answer: HttpAnswer,
  request: HttpRequest,
  fault: VendorFault | undefined,
): CrmErrorDetails {
  const said = fault === undefined ? "" : ` \`${fault.errorCode}\`: ${quoteVendor(fault.message)}`;
  const remedy = remedies[code];
  return {
    crm: "salesforce",
    message: `Salesforce answered \`${request.method} ${pathOnly(request.path)}\` with ${answer.status}${said}`,
    status: answer.status,
    ...(remedy === undefined ? {} : { remedy }),
    ...(fault === undefined ? {} : { vendorCode: fault.errorCode }),
    ...(fault?.field === undefined ? {} : { subject: fault.field }),
  };
}

const remedies: { readonly [Code in CrmErrorCode]?: string } = {
  unauthenticated: "sign in again or renew the client's secret",
  forbidden: "give the integration user the permission named, for example through a permission set",
  "rate-limited": "wait, or lower what other applications use of the org's daily API requests",
  "malformed-response": "check that `instanceUrl` is the org's own My Domain address",
};

/** `ConcurrentRequests (Concurrent API Requests) Limit exceeded`, `ConcurrentPerOrgLongTxn …`. */
export const concurrentWords = /concurrent/i;

/** Whether too many long requests ran at once, which passes in seconds, not in hours. */
export function isConcurrentLimit(error: CrmError | undefined): boolean {
  return error?.code === "rate-limited" && concurrentWords.test(error.details.message);
}
