import { CrmError, type CrmErrorCode } from "@headway/crm";
import { plainText, wrap } from "@headway/report";
import { SyncError, type SyncErrorCode } from "@headway/sync";
import { ConfigError } from "./config-error.ts";
import { StoreUnavailable } from "./store-unavailable.ts";

/** How a command ends: done, some records refused or unreadable, called or configured wrongly, CRM or store unavailable. */
export const exitCodes = { done: 0, incomplete: 1, usage: 2, unavailable: 3, interrupted: 130 } as const;

/** A failure as a person needs it: what happened, what was and was not written, what comes by itself, what to do. */
export interface Failure {
  readonly code: string;
  readonly exitCode: number;
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

const usageCodes: readonly SyncErrorCode[] = ["account-changed", "unknown-subject", "invalid-options"];
const goesOn = "nothing by itself; the next run goes on from what the store holds";

/** Says any failure in the four sentences. A failure that nobody foresaw says that it is a defect. */
export function toFailure(error: unknown): Failure {
  if (ConfigError.is(error)) {
    return {
      code: "config",
      exitCode: exitCodes.usage,
      happened: error.message,
      written: "nothing was read or written",
      next: "nothing by itself",
      youCan: error.details.remedy ?? "Set it right and run again; `headway --help` lists commands and flags",
    };
  }
  if (StoreUnavailable.is(error)) {
    return {
      code: "store-unavailable",
      exitCode: exitCodes.unavailable,
      happened: error.message,
      written: "nothing was read or written",
      next: "nothing by itself",
      youCan: "Make that place writable, or name another with --store; `headway doctor` looks at it",
    };
  }
  if (CrmError.is(error)) return crmFailure(error);
  if (SyncError.is(error)) return syncFailure(error);
  if (error instanceof Error && error.name === "AbortError") return crmFailure(stopped(error));
  return {
    code: "unexpected",
    exitCode: exitCodes.unavailable,
    happened: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
    written: "what the store confirmed before stays; nothing else was written",
    next: goesOn,
    youCan: "This is a defect of Headway: please report it with this text",
  };
}

function crmFailure(error: CrmError): Failure {
  const { details, code } = error;
  const request = details.requestId === undefined ? "" : ` (request ${details.requestId})`;
  const isInterrupted = code === "aborted";
  return {
    code,
    exitCode: isInterrupted ? exitCodes.interrupted : exitCodes.unavailable,
    happened: isInterrupted ? "stopped, as asked" : `${details.crm}: ${details.message}${request}`,
    written: details.written ?? "what was confirmed before stays; nothing else was written",
    next: details.next ?? goesOn,
    youCan: details.remedy ?? remedies[code],
  };
}

function stopped(cause: Error): CrmError {
  return new CrmError("aborted", { crm: "headway", message: "stopped", cause });
}

function syncFailure(error: SyncError): Failure {
  const isUsage = usageCodes.includes(error.code);
  return {
    code: error.code,
    exitCode: isUsage ? exitCodes.usage : exitCodes.unavailable,
    happened: error.message,
    written: "nothing was written",
    next: "nothing by itself",
    youCan: isUsage
      ? "Set it right as said above and run again"
      : "Do as said above, then run again; `headway doctor` looks at the store",
  };
}

/** A failure as lines for a terminal, inert and wrapped. */
export function failureText(failure: Failure, columns: number): string {
  const line = (name: string, text: string): string => {
    const [first = "", ...rest] = wrap(plainText(text), Math.max(20, columns - 13));
    return [`${`${name}:`.padEnd(13)}${first}`, ...rest.map((each) => `${" ".repeat(13)}${each}`)].join("\n");
  };
  return `${[
    line("failed", failure.happened),
    line("written", failure.written),
    line("what next", failure.next),
    line("you can", failure.youCan),
  ].join("\n")}\n`;
}
