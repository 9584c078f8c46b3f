import { describe, expect, it } from "vitest";
import { oneAhead } from "./one-ahead.ts";

async function* numbers(log: string[], failAt?: number): AsyncGenerator<number> {
  try {
    for (let n = 1; n <= 4; n += 1) {
      if (n === failAt) throw new Error("broke");
      log.push(`made ${n}`);
      yield n;
    }
  } finally {
    log.push("closed");
  }
}

describe("oneAhead", () => {
  it("gives the same items in the same order, one of them already made", async () => {
    const log: string[] = [];
    const seen: number[] = [];
    for await (const n of oneAhead(numbers(log))) {
      seen.push(n);
      if (n === 1) await Promise.resolve().then(() => undefined);
      if (n === 1) expect(log).toContain("made 2");
    }
    expect(seen).toEqual([1, 2, 3, 4]);
  });

  it("throws a failure in its turn, after the items before it", async () => {
    const seen: number[] = [];
    const read = async (): Promise<void> => {
      for await (const n of oneAhead(numbers([], 3))) seen.push(n);
    };
    await expect(read()).rejects.toThrow("broke");
    expect(seen).toEqual([1, 2]);
  });

  it("closes the source when the reader stops", async () => {
    const log: string[] = [];
    for await (const n of oneAhead(numbers(log))) if (n === 2) break;
    expect(log.at(-1)).toBe("closed");
    expect(log).not.toContain("made 4");
  });
});
