import { parentPort, workerData } from "node:worker_threads";
import { breakSources } from "./broken-sources.ts";
import type { BrokenVariant } from "./broken-variant.ts";
import type { SeedResult } from "./seed-result.ts";
import type { Plan } from "./simulate.ts";

/** What a thread is asked to play. */
export interface SeedTask {
  /** A seed, or a plan that was kept. */
  readonly plan: number | Plan;
  /** Whether to play it a second time and compare. */
  readonly twice: boolean;
}

/** What a thread answers. */
export interface SeedAnswer {
  readonly result: SeedResult;
  /** The hash of the second time, `null` where there was none. */
  readonly again: string | null;
}

/** What a thread is started with. */
export interface SeedWorkerData {
  readonly variant: BrokenVariant | null;
}

async function serve({ variant }: SeedWorkerData): Promise<void> {
  if (variant !== null) breakSources(variant);
  const { planOf, simulate } = await import("./simulate.ts");
  const { sealMachine } = await import("./sealed-machine.ts");
  const machine = sealMachine();
  const port = parentPort;
  port?.on("message", async ({ plan, twice }: SeedTask) => {
    const played = typeof plan === "number" ? planOf(plan) : plan;
    const result = await simulate(played, machine);
    const again = twice || result.violations.length > 0 ? (await simulate(played, machine)).hash : null;
    const answer: SeedAnswer = { result, again };
    port.postMessage(answer);
  });
}

await serve(workerData as SeedWorkerData);
