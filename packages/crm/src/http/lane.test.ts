import fc from "fast-check";
import { expect, test } from "vitest";
import { simulatedClock } from "../conformance/simulated-clock.ts";
import { lane } from "./lane.ts";
import type { Ports } from "./ports.ts";

/** A clock whose sleeps end at once, late by as much as it is told: microtasks only, so quick. */
function jumpyPorts(lateness: () => number): Ports & { skip(ms: number): void } {
  let now = 0;
  return {
    now: () => now,
    random: () => 0,
    sleep: async (ms) => {
      now += ms + lateness();
    },
    skip: (ms) => {
      now += ms;
    },
  };
}

function mostInAnyWindow(starts: readonly number[], intervalMs: number): number {
  const counts = starts.map((from) => starts.filter((at) => at >= from && at < from + intervalMs).length);
  return Math.max(0, ...counts);
}

test("no sliding window ever holds more starts than the limit, whatever the arrivals", async () => {
  const arrivals = fc.array(fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 30 })), {
    maxLength: 60,
  });
  const limits = fc.record({
    requests: fc.integer({ min: 1, max: 7 }),
    intervalMs: fc.integer({ min: 1, max: 1000 }),
  });
  await fc.assert(
    fc.asyncProperty(limits, arrivals, async (limit, gaps) => {
      const late = gaps.map(([, lateness]) => lateness);
      const ports = jumpyPorts(() => late.pop() ?? 0);
      const subject = lane(limit, ports);
      const starts: number[] = [];
      for (const [gap] of gaps) {
        ports.skip(gap);
        await subject.acquire();
        starts.push(ports.now());
      }
      expect(mostInAnyWindow(starts, limit.intervalMs)).toBeLessThanOrEqual(limit.requests);
    }),
    { seed: 7, numRuns: 200 },
  );
});

test("requests asked for at once start first come first served, as early as the limit lets them", async () => {
  const clock = simulatedClock(0);
  const subject = lane({ requests: 2, intervalMs: 1000 }, clock.ports);
  const starts: [string, number][] = [];
  const request = (name: string): Promise<void> =>
    subject.acquire().then(() => void starts.push([name, clock.now()]));
  await Promise.all(["a", "b", "c", "d", "e"].map(request));
  expect(starts).toEqual([
    ["a", 0],
    ["b", 0],
    ["c", 1000],
    ["d", 1000],
    ["e", 2000],
  ]);
});

test("nobody starts before a pause ends, and an earlier pause does not shorten it", async () => {
  const clock = simulatedClock(0);
  const subject = lane("unlimited", clock.ports);
  subject.pauseUntil(5000);
  subject.pauseUntil(3000);
  await subject.acquire();
  expect(clock.now()).toBe(5000);
});

test("a request that gives up frees the way for the next and takes no start away", async () => {
  const clock = simulatedClock(0);
  const subject = lane({ requests: 1, intervalMs: 1000 }, clock.ports);
  await subject.acquire();
  const abort = new AbortController();
  const second = subject.acquire(abort.signal);
  const third = subject.acquire().then(() => clock.now());
  abort.abort("enough");
  await expect(second).rejects.toBe("enough");
  expect(await third).toBe(1000);
});

test("a clock set back by a day delays by one interval at most (invariant:D7)", async () => {
  const day = 86_400_000;
  const clock = simulatedClock(day);
  const subject = lane({ requests: 1, intervalMs: 1000 }, clock.ports);
  await subject.acquire();
  clock.advance(-day);
  await subject.acquire();
  expect(clock.now()).toBe(1000);
});

test("a limit that lets nothing through is refused", () => {
  expect(() => lane({ requests: 0, intervalMs: 1000 }, simulatedClock(0).ports)).toThrow(RangeError);
});

test("a newcomer does not overtake one whose timer is late", async () => {
  let now = 0;
  const timers: (() => void)[] = [];
  const sleep = (): Promise<void> => new Promise((resolve) => timers.push(resolve));
  const subject = lane({ requests: 1, intervalMs: 1000 }, { now: () => now, random: () => 0, sleep });
  const order: string[] = [];
  await subject.acquire();
  const waiting = subject.acquire().then(() => order.push("waiting"));
  while (timers.length === 0) await Promise.resolve();
  now = 1000;
  const newcomer = subject.acquire().then(() => order.push("newcomer"));
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  timers[0]?.();
  await waiting;
  now = 2000;
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  timers[1]?.();
  await newcomer;
  expect(order).toEqual(["waiting", "newcomer"]);
});
