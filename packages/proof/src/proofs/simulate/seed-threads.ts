import { Worker } from "node:worker_threads";
import type { BrokenVariant } from "./broken-variant.ts";
import type { SeedAnswer, SeedTask, SeedWorkerData } from "./seed-worker.ts";

/** A thread that plays seeds, one at a time. */
export interface SeedThread {
  play(task: SeedTask): Promise<SeedAnswer>;
  close(): Promise<void>;
}

/** Starts a thread; with a variant it plays over broken sources. */
export function seedThread(variant: BrokenVariant | null): SeedThread {
  const workerData: SeedWorkerData = { variant };
  const execArgv = ["--conditions=@headway/source", "--no-warnings"];
  const worker = new Worker(new URL("./seed-worker.ts", import.meta.url), { workerData, execArgv });
  return {
    play: (task) =>
      new Promise((resolve, reject) => {
        const onError = (error: Error): void => {
          reject(
            new Error(
              `seed ${typeof task.plan === "number" ? task.plan : task.plan.seed} brought its thread down: ${error.message}`,
              { cause: error },
            ),
          );
        };
        worker.once("error", onError);
        worker.once("message", (answer: SeedAnswer) => {
          worker.off("error", onError);
          resolve(answer);
        });
        worker.postMessage(task);
      }),
    close: async () => void (await worker.terminate()),
  };
}

/**
 * Plays tasks on some threads at once.
 *
 * @param onAnswer Sees every answer as it comes; the order is not that of the tasks. `false` stops everything.
 */
export async function playSeeds(
  tasks: Iterable<SeedTask>,
  threads: number,
  onAnswer: (answer: SeedAnswer) => boolean,
): Promise<void> {
  const waiting = tasks[Symbol.iterator]();
  let goesOn = true;
  const work = async (): Promise<void> => {
    const thread = seedThread(null);
    try {
      for (let next = waiting.next(); goesOn && next.done !== true; next = waiting.next()) {
        if (!onAnswer(await thread.play(next.value))) goesOn = false;
      }
    } finally {
      await thread.close();
    }
  };
  await Promise.all(Array.from({ length: threads }, work));
}
