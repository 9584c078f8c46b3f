import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { systemPorts } from "./ports.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a sleep longer than a timer can hold does not end at once", async () => {
  const days = 40 * 86_400_000;
  let isOver = false;
  void systemPorts.sleep(days).then(() => {
    isOver = true;
  });
  await vi.advanceTimersByTimeAsync(days - 1);
  expect(isOver).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(isOver).toBe(true);
});

test("an aborted sleep ends with the signal's reason and leaves no timer", async () => {
  const abort = new AbortController();
  const sleep = systemPorts.sleep(1000, abort.signal);
  abort.abort("enough");
  await expect(sleep).rejects.toBe("enough");
  expect(vi.getTimerCount()).toBe(0);
  await expect(systemPorts.sleep(1000, abort.signal)).rejects.toBe("enough");
});
