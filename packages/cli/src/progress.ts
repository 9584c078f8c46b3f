import type { ProgressEvent } from "@headway/sync";
import { Listr, ListrLogger, ProcessOutput } from "listr2";
import { type CliContext, type CliStream, terminalOf } from "./context.ts";
import { nextStep, progressLine, type Step } from "./progress-line.ts";

/** Where running work tells how far it is. */
export interface ProgressView {
  /** The engine's own events. */
  onProgress(event: ProgressEvent): void;
  /** Anything else, in a few words. */
  say(text: string): void;
}

/**
 * Shows work as it goes, on the standard error so that the standard output stays clean: on a
 * terminal one line that moves, elsewhere a line per step.
 */
export async function withProgress<T>(
  context: CliContext,
  title: string,
  work: (view: ProgressView) => Promise<T>,
): Promise<T> {
  const { stderr, env } = context.process;
  const { isInteractive } = terminalOf(stderr, env);
  return isInteractive && isWriteStream(stderr)
    ? moving(context, stderr, title, work)
    : work(plainView(context, title));
}

async function moving<T>(
  context: CliContext,
  stream: NodeJS.WriteStream,
  title: string,
  work: (view: ProgressView) => Promise<T>,
): Promise<T> {
  const results: T[] = [];
  const { colour } = terminalOf(stream, context.process.env);
  const logger = new ListrLogger({ processOutput: new ProcessOutput(stream, stream), useIcons: colour });
  const tasks = new Listr(
    [
      {
        title,
        task: async (_, task) => {
          let step: Step | undefined;
          const view: ProgressView = {
            onProgress(event) {
              const now = context.clock();
              step = nextStep(step, event, now);
              task.output = `${event.crm}: ${progressLine(step, now)}`;
            },
            say(text) {
              task.output = text;
            },
          };
          results.push(await work(view));
        },
      },
    ],
    { rendererOptions: { logger, showErrorMessage: false }, registerSignalListeners: false },
  );
  await tasks.run();
  return resultOf(results);
}

/** A line when a step begins and one when the next begins, with what it came to. */
function plainView({ process, clock }: CliContext, title: string): ProgressView {
  let step: Step | undefined;
  const write = (text: string): void => process.stderr.write(`${title}: ${text}\n`);
  return {
    onProgress(event) {
      const now = clock();
      const next = nextStep(step, event, now);
      const isNew =
        step === undefined || next.startedAt !== step.startedAt || next.event.object !== step.event.object;
      if (isNew && step !== undefined && step.event.done > 0) {
        write(`${step.event.crm}: ${progressLine(step, now)}`);
      }
      if (isNew && next.event.done === 0 && next.event.object === null)
        write(`${event.crm}: ${progressLine(next, now)}`);
      step = next;
    },
    say: write,
  };
}

function isWriteStream(stream: CliStream): stream is CliStream & NodeJS.WriteStream {
  return "cursorTo" in stream && "on" in stream;
}

function resultOf<T>(results: readonly T[]): T {
  for (const result of results) return result;
  throw new RangeError("work ended without a result");
}
