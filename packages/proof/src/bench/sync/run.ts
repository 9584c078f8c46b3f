import { startPostgres } from "../../postgres/start-postgres.ts";
import type { Bench, Measured } from "../bench.ts";
import { type Scene, setScene } from "./passes.ts";
import type { PassReport } from "./sync-process.ts";
import { measureWorkers } from "./workers.ts";

const small = 10_000;
const middle = 100_000;
const large = 1_000_000;

/**
 * What the engine costs, from nothing to written fields, over HubSpot: CPU per record to sending the same requests
 * by `fetch` and parsing the answers, time and memory as a portal grows, a run without news to a first one, Postgres
 * to SQLite, and what more workers add.
 */
export const bench: Bench = {
  targets: {
    recordCpuRatio: { unit: "times", atMost: 4 },
    growth10x: { unit: "times", atMost: 11 },
    peakRssMb10k: { unit: "MB", atMost: 400 },
    peakRssMb100k: { unit: "MB", atMost: 400 },
    peakRssMb: { unit: "MB", atMost: 400 },
    memoryGrowth: { unit: "times", atMost: 1.2 },
    idleSeconds: { unit: "s", atMost: 60 },
    idleRatio: { unit: "of a first run", atMost: 0.02 },
    postgresRatio: { unit: "times", atMost: 10 },
    workers2x: { unit: "times", atLeast: 1.8 },
    workers4x: { unit: "times", atLeast: 3.2 },
  },
  async measure(_args, progress) {
    const workers = await measureWorkers(progress);
    const few = await first(small, progress);
    const some = await withFloor(progress);
    const many = await first(large, progress);
    const postgres = await onPostgres(progress);
    return {
      recordCpuRatio: { value: some.first.cpuMs / some.floor.cpuMs, floor: some.floor.cpuMs },
      growth10x: { value: many.seconds / some.first.seconds, floor: some.first.seconds },
      peakRssMb10k: megabytes(few),
      peakRssMb100k: megabytes(some.first),
      peakRssMb: megabytes(many),
      memoryGrowth: { value: many.peakRssBytes / few.peakRssBytes, floor: megabytes(few).value },
      idleSeconds: { value: some.idle.seconds },
      idleRatio: { value: some.idle.seconds / some.first.seconds, floor: some.first.seconds },
      postgresRatio: { value: postgres.seconds / few.seconds, floor: few.seconds },
      ...workers,
    };
  },
};

type Progress = (line: string) => void;

async function first(records: number, progress: Progress): Promise<PassReport> {
  return inScene(records, async (scene) => said(progress, "SQLite", await scene.order("pass")));
}

/** A first run, the run that reads back what the first one wrote, and one without news; then the floor. */
async function withFloor(progress: Progress) {
  return inScene(middle, async (scene) => {
    const done = said(progress, "SQLite", await scene.order("keep"));
    await scene.anHourLater();
    said(progress, "its own writes read back", await scene.order("pass"));
    await scene.anHourLater();
    const idle = said(progress, "without news", await scene.order("pass"));
    if (idle.read + idle.written > 0) throw new Error("a run without news read or wrote something");
    const floor = said(progress, "the same requests alone", await scene.order("floor"));
    return { first: done, idle, floor };
  });
}

async function onPostgres(progress: Progress): Promise<PassReport> {
  const postgres = await startPostgres();
  try {
    const run = async (scene: Scene): Promise<PassReport> => scene.order("pass");
    return said(progress, "Postgres", await inScene(small, run, postgres.url));
  } finally {
    await postgres.stop();
  }
}

async function inScene<T>(records: number, work: (scene: Scene) => Promise<T>, storeAt?: string): Promise<T> {
  const scene = await setScene(records, storeAt);
  try {
    return await work(scene);
  } finally {
    scene.stop();
  }
}

function said(progress: Progress, name: string, report: PassReport): PassReport {
  const { read, written, requests, seconds, cpuMs, peakRssBytes } = report;
  progress(
    `${name}: ${read} read and ${written} written in ${seconds.toFixed(1)} s, ${(cpuMs / 1_000).toFixed(1)} s CPU, ${requests} requests, ${Math.round(peakRssBytes / 1_000_000)} MB`,
  );
  return report;
}

function megabytes({ peakRssBytes }: PassReport): Measured & { readonly value: number } {
  return { value: Math.round(peakRssBytes / 1_000_000) };
}
