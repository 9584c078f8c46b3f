import type { ConformanceHarness } from "./harness.ts";

/** Longer than any sensible overlap on top of the harness's own: what lies before it is old. */
const longAgoMs = 86_400_000;

/** Makes deals one after the other; with `stepMs` the clock moves on after each, else all share an instant. */
export async function createDeals(
  { backend }: ConformanceHarness,
  count: number,
  stepMs = 0,
): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 1; index <= count; index += 1) {
    ids.push(await backend.create("deal", { name: `Deal ${index}` }));
    if (stepMs > 0) backend.advanceClock(stepMs);
  }
  return ids;
}

/** Lets so much time pass that no pull has a reason to read back to what was before. */
export function letAgesPass({ backend, overlapMs = 0 }: ConformanceHarness): void {
  backend.advanceClock(longAgoMs + Math.ceil(overlapMs / 1000) * 1000);
}

/** Two pages and one record: the smallest number that has a page boundary within ties on both sides. */
export function twoPagesAndOne({ backend }: ConformanceHarness): number {
  return 2 * backend.pageSize("deal") + 1;
}
