import { createFleet, type Fleet } from "@headway/sync/fleet";
import { startPostgres } from "../../postgres/start-postgres.ts";
import type { Measured } from "../bench.ts";
import { type Started, startProcess } from "../start-process.ts";
import type { LatencyPortal } from "./latency-portal-process.ts";
import type { WorkerRound } from "./worker-process.ts";

const latencyMs = 80;
const accounts = 24;
const most = 4;
const key = Buffer.alloc(32, 1).toString("base64");

/** Throughput of two and of four worker processes, to that of one in the same run. */
export interface WorkerFigures {
  readonly workers2x: Measured;
  readonly workers4x: Measured;
}

/**
 * Runs the same accounts again and again, each with the whole engine and its store in Postgres, with one, two and
 * four worker processes, against a CRM that takes 80 ms for every answer. A first round makes the stores and is not
 * measured. Throws when a run fails, since a round without it would be faster.
 */
export async function measureWorkers(progress: (line: string) => void): Promise<WorkerFigures> {
  const postgres = await startPostgres();
  const stops: (() => unknown)[] = [];
  try {
    const portal = await startProcess<LatencyPortal>("./sync/latency-portal-process.ts", [String(latencyMs)]);
    stops.push(() => portal.stop());
    const fleet = await createFleet({ url: postgres.url, key, connections: 4 });
    stops.push(() => fleet.close());
    await enterAccounts(fleet, portal.message);
    const workers: Started<unknown>[] = [];
    for (let index = 0; index < most; index += 1) {
      const worker = await startProcess("./sync/worker-process.ts", [postgres.url, key]);
      stops.push(() => worker.stop());
      workers.push(worker);
    }
    const round = async (count: number): Promise<number> => {
      const seconds = await runRound(fleet, workers.slice(0, count));
      progress(`${count} workers: ${accounts} accounts in ${seconds.toFixed(1)} s`);
      return accounts / seconds;
    };
    await round(most);
    const [one, two, four] = [await round(1), await round(2), await round(most)];
    return { workers2x: { value: two / one, floor: one }, workers4x: { value: four / one, floor: one } };
  } finally {
    for (const stop of stops.reverse()) await stop();
    await postgres.stop();
  }
}

async function enterAccounts(fleet: Fleet, { url, accessToken }: LatencyPortal): Promise<void> {
  for (let index = 0; index < accounts; index += 1) {
    await fleet.accounts.put({ ...nameOf(index), credentials: { accessToken, origin: url } });
  }
}

function nameOf(index: number) {
  return { tenant: `tenant-${index}`, crm: "hubspot", accountId: "12345678" };
}

/** Seconds until every account was run once. */
async function runRound(fleet: Fleet, workers: readonly Started<unknown>[]): Promise<number> {
  for (let index = 0; index < accounts; index += 1) await fleet.enqueue(nameOf(index));
  const startedAt = performance.now();
  const rounds = await Promise.all(workers.map((worker) => worker.ask<WorkerRound>("work")));
  const seconds = (performance.now() - startedAt) / 1_000;
  const runs = rounds.reduce((sum, round) => sum + round.runs, 0);
  const failures = rounds.flatMap((round) => round.failures);
  if (runs !== accounts || failures.length > 0)
    throw new Error(`${runs} of ${accounts} accounts were run: ${failures.slice(0, 3).join("; ")}`);
  return seconds;
}
