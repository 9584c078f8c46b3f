import { describe, expect, it } from "vitest";
import { memoryMirrorStore } from "./memory-mirror-store.ts";
import type { MirrorContext } from "./mirror-context.ts";
import { mirrorLease } from "./mirror-store.ts";
import { holdLease } from "./mirror-work.ts";

const leaseMs = 60_000;

async function held() {
  const time = { now: 0 };
  const store = memoryMirrorStore(() => time.now);
  const config = { name: "m", clock: () => time.now, leaseMs };
  const hold = await holdLease({ store, config } as unknown as MirrorContext, "one");
  if (hold === null) throw new Error("nobody else is there");
  return { time, store, hold };
}

describe("a mirror's lease", () => {
  it("can be taken up again after it ran out where nobody took it, but not be kept (invariant:K2)", async () => {
    const { time, hold } = await held();
    time.now = 3 * leaseMs;
    expect(hold.leftMs()).toBeLessThan(0);
    await expect(hold.keep()).rejects.toMatchObject({ code: "lease-lost" });
    await hold.retake();
    expect(hold.leftMs()).toBe(leaseMs);
  });

  it("is lost where another worker took it meanwhile (invariant:K2)", async () => {
    const { time, store, hold } = await held();
    time.now = 3 * leaseMs;
    await store.leases.acquire(mirrorLease("m"), "two", leaseMs);
    await expect(hold.retake()).rejects.toMatchObject({ code: "lease-lost" });
  });
});
