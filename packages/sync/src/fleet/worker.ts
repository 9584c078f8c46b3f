import { failureOf } from "./fleet-event.ts";
import type { Job } from "./jobs.ts";
import { type JobRunner, runJob } from "./run-job.ts";

/** A worker at work. */
export interface FleetWorker {
  /**
   * Takes no more jobs, lets those under way end within the grace, then aborts their signals: they are
   * put back into the queue, and every lease is given back. Asking twice is asking once.
   */
  stop(): Promise<void>;
  /** Resolves when the worker has stopped, asked to or, with `once`, because nothing was left to do. */
  readonly done: Promise<void>;
}

/** How a worker works. */
export interface WorkerOptions {
  readonly runner: Omit<JobRunner, "stopping">;
  /** Jobs at a time. */
  readonly concurrency: number;
  readonly graceMs: number;
  readonly pollMs: number;
  /** Ends when no job is due. */
  readonly once: boolean;
}

/** Starts a worker: as many loops as jobs may run at a time. */
export function startWorker(options: WorkerOptions): FleetWorker {
  const closing = new AbortController();
  const stopping = new AbortController();
  const runner: JobRunner = { ...options.runner, stopping: stopping.signal };
  const loops = Array.from({ length: options.concurrency }, () => workOn(runner, options, closing.signal));
  const done = Promise.all(loops).then(() => undefined);
  return {
    done,
    async stop() {
      closing.abort();
      const timer = new AbortController();
      const grace = runner.ports.sleep(options.graceMs, timer.signal).catch(() => undefined);
      await Promise.race([done, grace]);
      timer.abort();
      stopping.abort(new DOMException("the worker stops", "AbortError"));
      await done;
    },
  };
}

async function workOn(runner: JobRunner, options: WorkerOptions, closing: AbortSignal): Promise<void> {
  const { ports } = runner;
  while (!closing.aborted) {
    const job = await nextJob(runner);
    if (job === "trouble") await ports.sleep(options.pollMs, closing).catch(() => undefined);
    else if (job !== null) await runJob(runner, job);
    else if (options.once) return;
    // A little apart from each other, so that many workers do not ask in step.
    else await ports.sleep(options.pollMs * (0.5 + ports.random()), closing).catch(() => undefined);
  }
}

async function nextJob({ jobs, onEvent }: JobRunner): Promise<Job | null | "trouble"> {
  try {
    return await jobs.take();
  } catch (error) {
    onEvent({ type: "trouble", ...failureOf(error) });
    return "trouble";
  }
}
