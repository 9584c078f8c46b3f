import { createInterface, type Interface } from "node:readline/promises";
import { Writable } from "node:stream";
import { ConfigError } from "./config-error.ts";

/** How a command asks a person; never called away from a terminal. */
export interface Prompts {
  /** Yes or no; anything but a yes is a no. */
  confirm(question: string): Promise<boolean>;
  /** A line of text, trimmed, empty where nothing is said. */
  ask(question: string): Promise<string>;
  /** The same, and what is typed is not shown. */
  askHidden(question: string): Promise<string>;
}

/** A terminal to ask on, and what being asked to stop does. */
export interface PromptOptions {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly stop: AbortController;
}

/** Asks by lines. Ctrl-C while a question stands stops the command; so does the end of the input, with a word. */
export function terminalPrompts(options: PromptOptions): Prompts {
  const { output } = options;
  const ask = (question: string): Promise<string> => oneLine(options, output, question);
  return {
    ask,
    confirm: async (question) => /^y(es)?$/i.test(await ask(`${question} [y/N]`)),
    async askHidden(question) {
      output.write(`${question} `);
      const answer = await oneLine(options, nowhere(), "");
      output.write("\n");
      return answer;
    },
  };
}

async function oneLine(
  { input, stop }: PromptOptions,
  output: NodeJS.WritableStream,
  question: string,
): Promise<string> {
  const isTerminal = "isTTY" in input && input.isTTY === true;
  const lines = createInterface({ input, output, terminal: isTerminal });
  // In a terminal's raw mode Ctrl-C is a key and no signal.
  lines.on("SIGINT", () => stop.abort(new DOMException("stopped by the user", "AbortError")));
  try {
    return await Promise.race([answered(lines, question, stop.signal), ended(lines)]);
  } finally {
    lines.close();
  }
}

async function answered(lines: Interface, question: string, signal: AbortSignal): Promise<string> {
  const text = question === "" ? "" : `${question} `;
  return (await lines.question(text, { signal })).trim();
}

/** Without it a command whose input ends would end without a word and with 0. */
function ended(lines: Interface): Promise<never> {
  return new Promise((_, reject) => {
    lines.once("close", () => {
      reject(
        new ConfigError({
          path: "the input",
          expected: "expected an answer, the input ended",
          remedy: "Run it on a terminal, or with flags that answer everything; see --help",
        }),
      );
    });
  });
}

function nowhere(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}
