import type { CrmErrorCode } from "@headway/crm";
import { type HttpAnswer, retryAfterMs } from "@headway/crm/http";
import { concurrentWords, type ErrorReading, restFault, type VendorFault } from "./map-error.ts";
import { isRow } from "./vendor-answers.ts";

/** Reads the error forms of REST (an array), OAuth (an object) and SOAP (a fault). */
export function readFault(answer: HttpAnswer): VendorFault | undefined {
  const { body } = answer;
  if (typeof body === "string") return readSoapFault(body);
  const first: unknown = Array.isArray(body) ? body[0] : body;
  if (!isRow(first) || typeof first.error !== "string") return restFault(answer);
  const { error: errorCode, error_description: message = "" } = first;
  const isSignIn = signInErrors.includes(errorCode);
  return { errorCode, message: String(message), ...(isSignIn && { code: "unauthenticated" }) };
}

const signInErrors: readonly string[] = [
  ...["invalid_grant", "invalid_client", "invalid_client_id", "inactive_user", "inactive_org"],
];

function readSoapFault(body: string): VendorFault | undefined {
  const errorCode = /<faultcode>(?:\w+:)?(\w+)<\/faultcode>/.exec(body)?.[1];
  if (errorCode === undefined) return undefined;
  return { errorCode, message: /<faultstring>([^<]*)</.exec(body)?.[1] ?? "" };
}

const dailyLimitRetryMs = 3_600_000;

/** As the answer asks, reading dates by its own `Date`; an hour for the daily limit, whose window rolls on. */
function waitMs(code: CrmErrorCode, answer: HttpAnswer, fault: VendorFault | undefined): number | undefined {
  if (code !== "rate-limited" && code !== "unavailable") return undefined;
  const sentAt = Date.parse(answer.headers.date ?? "");
  const asked = retryAfterMs(answer.headers, Number.isNaN(sentAt) ? Number.POSITIVE_INFINITY : sentAt);
  if (asked !== undefined) return asked;
  const isConcurrent = concurrentWords.test(fault?.message ?? "");
  return fault?.errorCode === "REQUEST_LIMIT_EXCEEDED" && !isConcurrent ? dailyLimitRetryMs : undefined;
}

/** Reads errors of every form, and how long they last: for requests that are repeated here. */
export const wholeReading: ErrorReading = { readFault, waitMs };
