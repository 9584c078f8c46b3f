import { CrmError } from "@headway/crm";
import { plainText, wrap } from "@headway/report";
import { isUsageFailure, SyncError, toRunFailure } from "@headway/sync";
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
  return { ...toRunFailure(error), exitCode: exitCodeOf(error) };
}

function exitCodeOf(error: unknown): number {
  const isStop = CrmError.is(error)
    ? error.code === "aborted"
    : error instanceof Error && error.name === "AbortError";
  if (isStop) return exitCodes.interrupted;
  return SyncError.is(error) && isUsageFailure(error) ? exitCodes.usage : exitCodes.unavailable;
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
