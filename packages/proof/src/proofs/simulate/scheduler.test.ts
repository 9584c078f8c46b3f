import { describe, expect, test } from "vitest";
import { type Life, Stuck, scheduler } from "./scheduler.ts";
import { trace } from "./trace.ts";

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const life = (): Life => ({ name: "worker", isDead: false, pausedUntil: 0 });

describe("virtual time", () => {
  test("lets things happen in the order of their time, whatever the order of asking", async () => {
    const time = scheduler(1_000, trace(), turn);
    const seen: string[] = [];
    time.after(30, "late", () => void seen.push(`late at ${time.now()}`));
    time.after(10, "early", () => void seen.push(`early at ${time.now()}`));
    await time.runUntil(() => seen.length === 2);
    expect(seen).toEqual(["early at 1010", "late at 1030"]);
  });

  test("never wakes what is dead, and wakes what is paused when its pause is over", async () => {
    const time = scheduler(0, trace(), turn);
    const [dead, paused] = [life(), { ...life(), pausedUntil: 500 }];
    const seen: string[] = [];
    void time.wait(dead, 10, "answer").then(() => seen.push("dead"));
    void time.wait(paused, 10, "answer").then(() => seen.push(`paused until ${time.now()}`));
    dead.isDead = true;
    await time.runUntil(() => seen.length === 1);
    expect(seen).toEqual(["paused until 500"]);
    await expect(time.runUntil(() => seen.length === 2)).rejects.toBeInstanceOf(Stuck);
  });

  test("has another hash when one event is another (invariant:K6)", async () => {
    const hashOf = async (what: string): Promise<string> => {
      const marks = trace();
      const time = scheduler(0, marks, turn);
      await Promise.all([time.wait(null, 5, what), time.runUntil(() => time.now() === 5)]);
      return marks.hash();
    };
    expect(await hashOf("one")).toBe(await hashOf("one"));
    expect(await hashOf("one")).not.toBe(await hashOf("other"));
  });
});
