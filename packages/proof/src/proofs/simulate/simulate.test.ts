import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { workspaceFolder } from "../../proof-folder.ts";
import { brokenSource } from "./broken-variant.ts";
import { campaign } from "./campaign.ts";
import { shortfalls } from "./figures.ts";
import { readRegressions } from "./regressions.ts";
import { seedThread } from "./seed-threads.ts";
import { simulatedMutants } from "./simulated-mutants.ts";

describe("the simulator", () => {
  test("finds nothing lost, doubled or left apart in 300 seeds, and plays them again to the same end (invariant:S1, invariant:S2, invariant:S3, invariant:W1, invariant:D1, invariant:K6)", async () => {
    const figures = await campaign({ from: 1, seeds: 300, twice: 10, resumable: false });
    expect(figures.found).toEqual([]);
    expect(shortfalls(figures)).toEqual([]);
    expect(figures.replayed).toBeGreaterThanOrEqual(10);
    expect(figures.pollOnly).toBeGreaterThanOrEqual(100);
  }, 600_000);

  test("holds in every plan that once failed", async () => {
    const thread = seedThread(null);
    for (const { name, plan } of readRegressions()) {
      const { result } = await thread.play({ plan, twice: false });
      expect(result.violations, name).toEqual([]);
    }
    await thread.close();
  }, 120_000);

  test("breaks rules that are still where they were", () => {
    expect(new Set(simulatedMutants.map(({ id }) => id)).size).toBe(simulatedMutants.length);
    for (const mutant of simulatedMutants) {
      for (const { file } of mutant.places) {
        const source = readFileSync(join(workspaceFolder, "packages", file), "utf8");
        expect(brokenSource(source, mutant, file)).not.toBe(source);
      }
    }
  });
});
