import { expect, test } from "vitest";
import { simulatedClock } from "../conformance/simulated-clock.ts";
import { withDeadline } from "./deadline.ts";
import { timeLeft } from "./time-left.ts";

test("work that does not listen is left behind when its time is up", async () => {
  const clock = simulatedClock(0);
  const deaf = (): Promise<never> => new Promise(() => undefined);
  const call = withDeadline("test", { timeoutMs: 1000 }, clock.ports, deaf);
  await expect(call).rejects.toMatchObject({ code: "deadline-exceeded" });
  expect(clock.now()).toBe(1000);
});

test("work that ends in time leaves no timer behind", async () => {
  const timers: (AbortSignal | undefined)[] = [];
  const sleep = (_ms: number, signal?: AbortSignal): Promise<void> => {
    timers.push(signal);
    return new Promise(() => undefined);
  };
  const ports = { ...simulatedClock(0).ports, sleep };
  const call = withDeadline("test", { timeoutMs: 1000 }, ports, async () => "done");
  expect(await call).toBe("done");
  expect(timers.map((signal) => signal?.aborted)).toEqual([true]);
});

test("a caller that aborts while the work is being started is heard", async () => {
  const abort = new AbortController();
  const call = withDeadline("test", { signal: abort.signal }, simulatedClock(0).ports, () => {
    abort.abort();
    return new Promise(() => undefined);
  });
  await expect(call).rejects.toMatchObject({ code: "aborted" });
});

test("the work's own signal aborts with the reason that the caller sees", async () => {
  const abort = new AbortController();
  const reasons: unknown[] = [];
  const call = withDeadline("test", { signal: abort.signal }, simulatedClock(0).ports, (signal) => {
    signal?.addEventListener("abort", () => reasons.push(signal.reason));
    return new Promise(() => undefined);
  });
  abort.abort("enough");
  await expect(call).rejects.toSatisfy((error) => reasons[0] === error);
});

test("a call's time is shared by its requests, and never falls below nothing", () => {
  const clock = simulatedClock(0);
  const left = timeLeft({ timeoutMs: 5000 }, clock.ports);
  expect(left()).toEqual({ timeoutMs: 5000 });
  clock.advance(4000);
  expect(left()).toEqual({ timeoutMs: 1000 });
  clock.advance(4000);
  expect(left()).toEqual({ timeoutMs: 0 });
});

test("a call without a time of its own has none to share", () => {
  const { signal } = new AbortController();
  expect(timeLeft({ signal }, simulatedClock(0).ports)()).toEqual({ signal });
});
