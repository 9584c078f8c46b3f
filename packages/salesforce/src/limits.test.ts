import type { Ports } from "@headway/crm/http";
import { describe, expect, it } from "vitest";
import { dailyGuard, slots } from "./limits.ts";

function clock(): { ports: Ports; advance: (ms: number) => void } {
  let now = 1_000_000_000;
  const ports = { now: () => now, random: () => 0.5, sleep: async () => undefined };
  const advance = (ms: number): void => {
    now += ms;
  };
  return { ports, advance };
}

const shares = { day: 0.6, run: 0.25 };
const usage = (text: string) => ({ status: 200, body: null, headers: { "sforce-limit-info": text } });

describe("dailyGuard (invariant:R4)", () => {
  it("lets everything pass until something is known", () => {
    expect(() => dailyGuard(shares, clock().ports).check()).not.toThrow();
  });

  it.each([
    ["api-usage=59/100", false],
    ["api-usage=60/100", true],
    ["api-usage=100/100; per-app-api-usage=17/250(appName=x)", true],
    ["nonsense", false],
  ])("with %s stops: %s", (header, stops) => {
    const guard = dailyGuard(shares, clock().ports);
    guard.see(usage(header));
    const check = expect(() => guard.check());
    if (stops)
      check.toThrow(
        expect.objectContaining({
          code: "rate-limited",
          message: expect.stringContaining("are left to its other"),
        }),
      );
    else check.not.toThrow();
  });

  it("looks again after an hour, and goes on once the day has moved", () => {
    const { ports, advance } = clock();
    const guard = dailyGuard(shares, ports);
    guard.see(usage("api-usage=90/100"));
    advance(1_800_000);
    expect(() => guard.check()).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ retryAfterMs: 1_800_000 }) }),
    );
    advance(1_800_000);
    expect(() => guard.check()).not.toThrow();
    guard.see(usage("api-usage=10/100"));
    expect(() => guard.check()).not.toThrow();
  });

  it("stops a run at its own part of the day, and lets it go on when that is a day ago", () => {
    const { ports, advance } = clock();
    const guard = dailyGuard(shares, ports);
    for (let sent = 0; sent < 25; sent += 1) {
      guard.check();
      guard.see(usage("api-usage=30/100"));
    }
    expect(() => guard.check()).toThrow("this adapter has sent 25 of the 100");
    advance(25 * 3_600_000);
    guard.check();
    guard.see(usage("api-usage=30/100"));
    expect(() => guard.check()).not.toThrow();
  });
});

describe("slots", () => {
  it("run a few at a time, the others in order, also after one that failed", async () => {
    const oneOfFew = slots(2);
    const log: string[] = [];
    const ends: (() => void)[] = [];
    const work = (name: string) => () =>
      new Promise<void>((resolve, reject) => {
        log.push(name);
        ends.push(name === "a" ? () => reject(new Error("failed")) : resolve);
      });
    const all = ["a", "b", "c", "d"].map((name) => oneOfFew(work(name)).catch(() => undefined));
    await Promise.resolve();
    expect(log).toEqual(["a", "b"]);
    ends[0]?.();
    await all[0];
    expect(log).toEqual(["a", "b", "c"]);
    for (const end of ends) end();
    await all[2];
    ends[3]?.();
    await Promise.all(all);
    expect(log).toEqual(["a", "b", "c", "d"]);
  });

  it("let whoever waits leave, without their place being lost", async () => {
    const oneOfFew = slots(1);
    let end = (): void => undefined;
    const first = oneOfFew(
      () =>
        new Promise<void>((resolve) => {
          end = resolve;
        }),
    );
    const abort = new AbortController();
    const second = oneOfFew(async () => "second", abort.signal);
    const third = oneOfFew(async () => "third");
    abort.abort(new Error("enough"));
    await expect(second).rejects.toThrow("enough");
    end();
    await first;
    expect(await third).toBe("third");
  });
});
