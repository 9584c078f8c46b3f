import { CrmError, type CrmErrorCode } from "@headway/crm";
import { SyncError, type SyncErrorCode } from "./sync-error.ts";

/** Why a run ended early: the error's code and four sentences. */
export interface RunFailure {
  readonly code: string;
  readonly happened: string;
  readonly written: string;
  readonly next: string;
  readonly youCan: string;
}

const remedies: Readonly<Record<CrmErrorCode, string>> = {
  unauthenticated: "Make a new token or secret, set it, and run `headway doctor`",
  forbidden: "Grant the scope or permission it names to these credentials, then run `headway doctor`",
  "not-found": "Check that the record, field or object still exists in the CRM",
  invalid: "Set it right in the CRM or in the policy, then run again",
  conflict: "Settle the difference in the CRM; Headway never retypes a field",
  "rate-limited": "Wait, then run again; nothing read so far is read twice",
  unavailable: "Run again; it goes on from the last page stored",
  "malformed-response": "Report it with the request id; run again with a newer version",
  "bad-signature": "Check the secret the CRM signs with",
  unsupported: "Leave this part out; the CRM or its edition cannot do it",
  aborted: "Run the same command again; it goes on from the last page stored",
  "deadline-exceeded": "Run again; it goes on from the last page stored",
};

/** Codes that say how Headway was called or set up, and nothing of the world. */
const usageCodes: ReadonlySet<SyncErrorCode> = new Set<SyncErrorCode>([
  "account-changed",
  "unknown-subject",
  "invalid-options",
  "unknown-account",
]);

/** Codes that pass by themselves. */
const passingCodes: ReadonlySet<SyncErrorCode> = new Set<SyncErrorCode>([
  "run-going-on",
  "lease-lost",
  "store-locked",
  "store-unavailable",
]);

const goesOn = "nothing by itself; the next run goes on from what the store holds";
const kept = "what was confirmed before stays; nothing else was written";

/** True where the caller has to set something right, and the CRM and the store are well. */
export function isUsageFailure(error: SyncError): boolean {
  return usageCodes.has(error.code);
}

/** Says any error in a code and four sentences (design: error messages). An error nobody foresaw says that it is a defect. */
export function toRunFailure(error: unknown): RunFailure {
  const lost = lostLease(error);
  if (lost !== undefined) return { ...ofSync(lost), ...writtenBefore(error) };
  if (CrmError.is(error)) return ofCrm(error);
  if (SyncError.is(error)) return ofSync(error);
  if (error instanceof Error && error.name === "AbortError") {
    return ofCrm(new CrmError("aborted", { crm: "headway", message: "stopped" }));
  }
  return {
    code: "unexpected",
    happened: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
    written: "what the store confirmed before stays; nothing else was written",
    next: goesOn,
    youCan: "This is a defect of Headway: please report it with this text",
  };
}

/** The loss of the right to run, also where it ended a call that then says no more than `aborted`. */
export function lostLease(error: unknown): SyncError | undefined {
  if (SyncError.is(error)) return error.code === "lease-lost" ? error : undefined;
  return CrmError.is(error) && error.code === "aborted" ? lostLease(error.details.cause) : undefined;
}

/** What the call itself says of it, where it was one. */
function writtenBefore(error: unknown): Partial<RunFailure> {
  const written = CrmError.is(error) ? error.details.written : undefined;
  return written === undefined ? {} : { written };
}

function ofCrm({ code, details }: CrmError): RunFailure {
  const request = details.requestId === undefined ? "" : ` (request ${details.requestId})`;
  return {
    code,
    happened: code === "aborted" ? "stopped, as asked" : `${details.crm}: ${details.message}${request}`,
    written: details.written ?? kept,
    next: details.next ?? goesOn,
    youCan: details.remedy ?? remedies[code],
  };
}

function ofSync(error: SyncError): RunFailure {
  return {
    code: error.code,
    happened: error.message,
    written: error.code === "lease-lost" ? kept : "nothing was written",
    next: passingCodes.has(error.code) ? goesOn : "nothing by itself",
    youCan: waysOut(error),
  };
}

function waysOut(error: SyncError): string {
  if (error.code === "lease-lost")
    return "Nothing; if it happens often, look at what makes this machine sleep or keeps it from the store";
  return isUsageFailure(error)
    ? "Set it right as said above and run again"
    : "Do as said above, then run again; `headway doctor` looks at the store";
}
