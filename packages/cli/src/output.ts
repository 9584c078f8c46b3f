import type { CliContext } from "./context.ts";
import { terminalOf } from "./context.ts";
import { exitCodes, type Failure, failureText, toFailure } from "./failure.ts";

/** What a command came to: a document for machines, a text for people, and how it ended. */
export interface CommandResult {
  /** Left out when the command has printed it already. */
  readonly document?: unknown;
  readonly text: string;
  /** What failed beside what was done; printed after the text. The document holds them by itself. */
  readonly errors?: readonly Failure[];
  readonly exitCode?: number;
}

/** Flags that every command has. */
export interface OutputFlags {
  readonly json: boolean;
}

/** Marks that a terminal would obey; escaped in JSON, which stays the same data. */
const obeyed = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** One JSON document on one line that ends in a line break. */
export function jsonText(document: unknown): string {
  const text = JSON.stringify(document).replace(
    obeyed,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `${text}\n`;
}

function documentText({ document }: CommandResult): string {
  return document === undefined ? "" : jsonText(document);
}

/**
 * Runs a command to its end: prints its document or its text, or its failure in four sentences, and
 * sets the exit code. With `--json` the standard output holds one JSON document and nothing else.
 */
export async function finish(
  context: CliContext,
  flags: OutputFlags,
  work: () => Promise<CommandResult>,
): Promise<void> {
  const { process } = context;
  try {
    const result = await work();
    process.stdout.write(flags.json ? documentText(result) : result.text);
    if (!flags.json) writeFailures(context, result.errors ?? []);
    process.exitCode = result.exitCode ?? exitCodes.done;
  } catch (error) {
    const failure = toFailure(error);
    if (flags.json) process.stdout.write(jsonText({ error: failure }));
    else writeFailures(context, [failure]);
    process.exitCode = failure.exitCode;
  }
}

function writeFailures({ process: { stderr, env } }: CliContext, failures: readonly Failure[]): void {
  const { columns } = terminalOf(stderr, env);
  stderr.write(failures.map((failure) => failureText(failure, columns)).join("\n"));
}
