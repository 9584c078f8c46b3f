import type { CommandContext } from "@stricli/core";
import type { Vendor } from "./adapters.ts";
import type { Prompts } from "./prompts.ts";
import type { Secrets } from "./secrets.ts";

/** What of a process the command needs; node's own fits, and so does a fake in a test. */
export interface CliProcess {
  readonly stdout: CliStream;
  readonly stderr: CliStream;
  readonly env: Readonly<Partial<Record<string, string>>>;
  exitCode?: number | string | null;
}

/** Where text goes. */
export interface CliStream {
  readonly write: (text: string) => void;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

/** The world, handed to every command. */
export interface CliContext extends CommandContext, Prompts {
  readonly process: CliProcess;
  /** Where relative paths start. */
  readonly directory: string;
  readonly vendors: readonly Vendor[];
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Aborts when the person asks to stop. */
  readonly signal: AbortSignal;
  readonly secrets: Secrets;
  /** A text of 32 random bytes that nobody can guess, in letters that a URL takes. */
  readonly randomText: () => string;
  /** The version of Node that runs. */
  readonly nodeVersion: string;
}

/** How the standard output is to be written to. */
export interface Terminal {
  readonly isInteractive: boolean;
  readonly columns: number;
  readonly colour: boolean;
}

const usualColumns = 80;

/** What a stream can show: colours only on a terminal, and never with `NO_COLOR` or a dumb one. */
export function terminalOf(stream: CliStream, env: CliProcess["env"]): Terminal {
  const isInteractive = stream.isTTY === true;
  const wantsNone = (env.NO_COLOR ?? "") !== "" || env.TERM === "dumb";
  const told = Number(env.COLUMNS);
  const columns = stream.columns ?? (Number.isInteger(told) && told > 0 ? told : usualColumns);
  return { isInteractive, columns, colour: isInteractive && !wantsNone };
}
