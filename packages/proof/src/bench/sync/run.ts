import { startPostgres } from "../../postgres/start-postgres.ts";
import type { Bench, Measured } from "../bench.ts";
import { type Scene, type SceneOptions, setScene, tightHeap } from "./passes.ts";
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
    const few = await inLittleMemory(small, progress);
    const more = await inLittleMemory(middle, progress);
    const most = await inLittleMemory(large, progress);
    const timed = await withFloor(progress);
    const [sqlite, postgres] = await onBoth(progress);
    return {
      recordCpuRatio: { value: timed.first.cpuMs / timed.floor.cpuMs, floor: timed.floor.cpuMs },
      growth10x: { value: most.seconds / more.seconds, floor: more.seconds },
      peakRssMb10k: megabytes(few),
      peakRssMb100k: megabytes(more),
      peakRssMb: megabytes(most),
      memoryGrowth: { value: most.peakRssBytes / few.peakRssBytes, floor: megabytes(few).value },
      idleSeconds: { value: timed.idle.seconds },
      idleRatio: { value: timed.idle.seconds / timed.first.seconds, floor: timed.first.seconds },
      postgresRatio: { value: postgres.seconds / sqlite.seconds, floor: sqlite.seconds },
      ...workers,
    };
  },
};

type Progress = (line: string) => void;

async function inLittleMemory(records: number, progress: Progress): Promise<PassReport> {
  const run = async (scene: Scene): Promise<PassReport> => scene.order("pass");
  return said(progress, "SQLite, little memory", await inScene(records, run, { flags: tightHeap }));
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

/** The same first run on SQLite and on a Postgres server of its own. */
async function onBoth(progress: Progress): Promise<[PassReport, PassReport]> {
  const run = async (scene: Scene): Promise<PassReport> => scene.order("pass");
  const sqlite = said(progress, "SQLite", await inScene(small, run));
  const server = await startPostgres();
  try {
    return [sqlite, said(progress, "Postgres", await inScene(small, run, { storeAt: server.url }))];
  } finally {
    await server.stop();
  }
}

async function inScene<T>(
  records: number,
  work: (scene: Scene) => Promise<T>,
  options: SceneOptions = {},
): Promise<T> {
  const scene = await setScene(records, options);
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
