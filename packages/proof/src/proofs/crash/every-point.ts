import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type CalmCourse,
  type CrashPoint,
  calmCourse,
  crashAt,
  type OpenCourse,
} from "../../crash/crash-course.ts";
import { mirrorCourse } from "../../crash/mirror-course.ts";
import type { StorePlace } from "../../crash/store-place.ts";
import { syncCourse } from "../../crash/sync-course.ts";
import { startPostgres } from "../../postgres/start-postgres.ts";
import type { CrashPart, CrashResult } from "./crash-part.ts";

/** Two processes at a time besides this one: more would only wait for each other. */
const atATime = 3;

/** `invariant:K1` of a sync on the embedded store. */
export const onSqlite: CrashPart = embedded("sqlite", syncCourse);

/** `invariant:K1` of a mirror between both CRMs, on the embedded store. */
export const ofMirror: CrashPart = embedded("mirror", mirrorCourse);

function embedded(name: string, open: OpenCourse): CrashPart {
  return {
    name,
    async run({ points }, tell) {
      const folder = await mkdtemp(join(tmpdir(), "headway-crash-"));
      try {
        const place = (nth: number): StorePlace => ({ type: "sqlite", path: join(folder, `${nth}.db`) });
        return await killEverywhere({ name, open, place, choose: (all) => all, points }, tell);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

/** `invariant:K1` of a sync on Postgres. */
export const onPostgres: CrashPart = {
  name: "postgres",
  async run({ points }, tell) {
    const postgres = await startPostgres();
    try {
      const place = (nth: number): StorePlace => ({
        type: "postgres",
        url: postgres.url,
        schema: `crash_${nth}`,
      });
      const trial = { name: "postgres", open: syncCourse, place, choose: withoutTwins, points };
      return await killEverywhere(trial, tell);
    } finally {
      await postgres.stop();
    }
  },
};

/** Between the end of a read and the next step nothing has changed: such points are one and the same. */
function withoutTwins(points: readonly CrashPoint[]): readonly CrashPoint[] {
  return points.filter(({ name }) => !/^before (GET|POST .*(search|read|token-info)$)/.test(name));
}

/** What is killed where. */
interface Trial {
  readonly name: string;
  readonly open: OpenCourse;
  readonly place: (nth: number) => StorePlace;
  readonly choose: (points: readonly CrashPoint[]) => readonly CrashPoint[];
  /** At most so many points. */
  readonly points: number;
}

async function killEverywhere(trial: Trial, tell: (line: string) => void): Promise<CrashResult> {
  const { name, open, place } = trial;
  const calm = await calmCourse(open, place(0));
  const points = spread(trial.choose(calm.points), trial.points);
  const misses: string[] = [];
  let killed = 0;
  let done = 0;
  const tryEach = async (first: number): Promise<void> => {
    for (let index = first; index < points.length; index += atATime) {
      const point = points[index];
      if (point === undefined) return;
      const outcome = await tryPoint(trial, index + 1, point, calm);
      if (outcome.killed) killed += 1;
      const where = `${name}, ${point.phase} run, point ${point.nth} ${point.name}`;
      if (outcome.miss !== undefined) misses.push(`${where}: ${outcome.miss}`);
      done += 1;
      tell(`${name}: ${done} of ${points.length} points, ${misses.length} missed`);
    }
  };
  await Promise.all(Array.from({ length: atATime }, (_, first) => tryEach(first)));
  const figures = {
    [`${name}Points`]: points.length,
    [`${name}Kills`]: killed,
    [`${name}Different`]: misses.length,
  };
  return { figures, misses };
}

async function tryPoint({ open, place }: Trial, nth: number, point: CrashPoint, calm: CalmCourse) {
  try {
    return await crashAt(open, place(nth), point, calm);
  } catch (error) {
    return { killed: true, miss: `the run after it failed: ${String(error)}` };
  }
}

/** So many of them, evenly over the whole course. */
export function spread<Item>(items: readonly Item[], most: number): readonly Item[] {
  if (items.length <= most) return items;
  const step = items.length / most;
  return Array.from({ length: most }, (_, index) => items[Math.floor((index + 0.5) * step)] as Item);
}
