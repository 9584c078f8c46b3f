import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CalmCourse, type CrashPoint, calmCourse, crashAt } from "../../crash/crash-scene.ts";
import type { StorePlace } from "../../crash/store-place.ts";
import { startPostgres } from "../../postgres/start-postgres.ts";
import type { CrashPart, CrashResult } from "./crash-part.ts";

/** Two processes at a time besides this one: more would only wait for each other. */
const atATime = 3;

/** `invariant:K1` on the embedded store. */
export const onSqlite: CrashPart = {
  name: "sqlite",
  async run({ points }, tell) {
    const folder = await mkdtemp(join(tmpdir(), "headway-crash-"));
    try {
      const place = (nth: number): StorePlace => ({ type: "sqlite", path: join(folder, `${nth}.db`) });
      return await killEverywhere("sqlite", place, (point) => point, points, tell);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** `invariant:K1` on Postgres. */
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
      return await killEverywhere("postgres", place, withoutTwins, points, tell);
    } finally {
      await postgres.stop();
    }
  },
};

/** Between the end of a read and the next step nothing has changed: such points are one and the same. */
function withoutTwins(points: readonly CrashPoint[]): readonly CrashPoint[] {
  return points.filter(({ name }) => !/^before (GET|POST .*(search|read|token-info)$)/.test(name));
}

async function killEverywhere(
  name: string,
  place: (nth: number) => StorePlace,
  choose: (points: readonly CrashPoint[]) => readonly CrashPoint[],
  most: number,
  tell: (line: string) => void,
): Promise<CrashResult> {
  const calm = await calmCourse(place(0));
  const points = spread(choose(calm.points), most);
  const misses: string[] = [];
  let killed = 0;
  let done = 0;
  await Promise.all(
    Array.from({ length: atATime }, async (_, first) => {
      for (let index = first; index < points.length; index += atATime) {
        const point = points[index];
        if (point === undefined) continue;
        const outcome = await tryPoint(place(index + 1), point, calm);
        if (outcome.killed) killed += 1;
        if (outcome.miss !== undefined)
          misses.push(`${name}, ${point.phase} run, point ${point.nth} ${point.name}: ${outcome.miss}`);
        done += 1;
        tell(`${name}: ${done} of ${points.length} points, ${misses.length} missed`);
      }
    }),
  );
  const figures = {
    [`${name}Points`]: points.length,
    [`${name}Kills`]: killed,
    [`${name}Different`]: misses.length,
  };
  return { figures, misses };
}

async function tryPoint(place: StorePlace, point: CrashPoint, { expected }: CalmCourse) {
  try {
    return await crashAt(place, point, expected);
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
