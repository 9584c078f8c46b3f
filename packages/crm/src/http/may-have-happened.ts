import { CrmError } from "../crm-error.ts";

/**
 * Whether a write that ended with this error may have had its effect all the same: true when no
 * answer came, the answer could not be read, we stopped waiting, or a server in between gave up
 * (5xx other than 503). False only where the CRM itself said that it did nothing. `invariant:W2`
 */
export function mayHaveHappened(error: unknown): boolean {
  if (!CrmError.is(error)) return true;
  if (error.code === "malformed-response") return true;
  const { status } = error.details;
  return status === undefined || status < 400 || (status >= 500 && status !== 503);
}
