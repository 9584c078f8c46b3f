import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Violation } from "./seed-result.ts";
import type { Plan } from "./simulate.ts";

/** A plan that once failed, cut down to what it takes. */
export interface Regression {
  readonly name: string;
  /** What did not hold when it was found. */
  readonly found: readonly Violation[];
  readonly plan: Plan;
}

const folder = join(import.meta.dirname, "regressions");

/** Every plan that is kept. */
export function readRegressions(): Regression[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
  return names.sort().map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as Regression);
}

/** Keeps a plan, and gives its path. */
export function keepRegression(regression: Regression): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${regression.name}.json`);
  writeFileSync(path, `${JSON.stringify(regression, null, 2)}\n`);
  return path;
}
