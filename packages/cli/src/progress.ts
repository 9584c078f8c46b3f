import type { ProgressEvent } from "@headway/sync";
import { Listr, ListrLogger, ProcessOutput } from "listr2";
import { type CliContext, type CliStream, terminalOf } from "./context.ts";
import { type Count, countOf, nextStep, progressLine, type Step } from "./progress-line.ts";

/** A log says at least so often that something goes on. */
const quietMs = 30_000;
/** Steps of a command that only reads the store are told where they take longer. */
const shortMs = 2_000;

/** Where running work tells how far it is. */
export interface ProgressView {
  /** The engine's own events. */
  onProgress(event: ProgressEvent): void;
  /** Any other count: what is done of what, in the same form. */
  onCount(count: Count): void;
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
  const { colour, columns } = terminalOf(stream, context.process.env);
  const logger = new ListrLogger({ processOutput: new ProcessOutput(stream, stream), useIcons: colour });
  const tasks = new Listr(
    [
      {
        title,
        task: async (_, task) => {
          let step: Step | undefined;
          const onCount = (count: Count): void => {
            const now = context.clock();
            step = nextStep(step, count, now);
            // listr2 indents what a task says.
            const room = columns - count.crm.length - 6;
            task.output = `${count.crm}: ${progressLine(step, now, room)}`;
          };
          const view: ProgressView = {
            onProgress: (event) => onCount(countOf(event)),
            onCount,
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

/** A line when a step begins, one now and then, and one when the next begins, with what it came to. */
function plainView(context: CliContext, title: string): ProgressView {
  const { process, clock } = context;
  const { columns } = terminalOf(process.stderr, process.env);
  let step: Step | undefined;
  let writtenAt = clock();
  const write = (text: string): void => process.stderr.write(`${title}: ${text}\n`);
  const tell = (told: Step, now: number): void => {
    const { crm } = told.count;
    write(`${crm}: ${progressLine(told, now, columns - title.length - crm.length - 4)}`);
    writtenAt = now;
  };
  const onCount = (count: Count, isWhole?: boolean): void => {
    const now = clock();
    const next = nextStep(step, count, now);
    const isNew = step === undefined || step.count.crm !== count.crm || step.count.what !== count.what;
    const isWorthIt = step !== undefined && (isWhole !== undefined || now - step.startedAt >= shortMs);
    if (isNew && isWorthIt && step !== undefined && step.count.done > 0) tell(step, now);
    if (isNew && isWhole === true && count.done === 0) tell(next, now);
    else if (now - writtenAt >= quietMs) tell(next, now);
    step = next;
  };
  const onProgress = (event: ProgressEvent): void => onCount(countOf(event), event.object === null);
  return { onProgress, onCount: (count) => onCount(count), say: write };
}

function isWriteStream(stream: CliStream): stream is CliStream & NodeJS.WriteStream {
  return "cursorTo" in stream && "on" in stream;
}

function resultOf<T>(results: readonly T[]): T {
  for (const result of results) return result;
  throw new RangeError("work ended without a result");
}
