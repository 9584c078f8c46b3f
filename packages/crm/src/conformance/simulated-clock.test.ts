import { expect, test } from "vitest";
import { simulatedClock } from "./simulated-clock.ts";

test("sleepers wake in the order in which they are due, and the clock stands at that moment", async () => {
  const clock = simulatedClock(1000);
  const woken: [string, number][] = [];
  const sleep = (name: string, ms: number): Promise<void> =>
    clock.ports.sleep(ms).then(() => void woken.push([name, clock.now()]));
  await Promise.all([sleep("hour", 3_600_000), sleep("second", 1000), sleep("minute", 60_000)]);
  expect(woken).toEqual([
    ["second", 2000],
    ["minute", 61_000],
    ["hour", 3_601_000],
  ]);
});

test("the clock stands still while tracked work is under way", async () => {
  const clock = simulatedClock(0);
  const abort = new AbortController();
  const deadline = clock.ports.sleep(5000, abort.signal).catch(() => "never fired");
  const work = async (): Promise<string> => {
    for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setTimeout(resolve, 0));
    return "done";
  };
  expect(await clock.track(work())).toBe("done");
  expect(clock.now()).toBe(0);
  abort.abort();
  expect(await deadline).toBe("never fired");
});

test("advancing wakes who is due and nobody else", async () => {
  const clock = simulatedClock(0);
  const woken: number[] = [];
  void clock.ports.sleep(10).then(() => woken.push(10));
  void clock.ports.sleep(20).then(() => woken.push(20));
  clock.advance(10);
  await Promise.resolve();
  expect(woken).toEqual([10]);
});

test("an aborted sleep ends with the signal's reason", async () => {
  const clock = simulatedClock(0);
  const abort = new AbortController();
  const sleep = clock.ports.sleep(10, abort.signal);
  abort.abort("enough");
  await expect(sleep).rejects.toBe("enough");
  await expect(clock.ports.sleep(10, abort.signal)).rejects.toBe("enough");
});
