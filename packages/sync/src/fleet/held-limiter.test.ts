import { simulatedClock } from "@headway/crm/conformance";
import { ownLimiter } from "@headway/crm/http";
import { expect, it } from "vitest";
import { toRunFailure } from "../run-failure.ts";
import { heldLimiter } from "./held-limiter.ts";
import { holdLease } from "./hold-lease.ts";
import type { Leases } from "./leases.ts";

const ttlMs = 30_000;
const lease = { name: "acme", owner: "one", fence: 1 };

/** A lane of the holder of a lease, whose timers do not come to their turn after a sleep. */
function held(renew: Leases["renew"] = async () => true) {
  const clock = simulatedClock(0);
  const waits: (() => void)[] = [];
  const ports = { ...clock.ports, sleep: () => new Promise<void>((resolve) => waits.push(resolve)) };
  const leases = { renew, acquire: async () => null, release: async () => undefined };
  const hold = holdLease(leases, { lease, ttlMs, askedAt: 0 }, ports);
  const lane = heldLimiter(ownLimiter(ports), "crm-one", hold).lane("general", "unlimited");
  const timersCome = async (): Promise<void> => {
    for (const wake of waits.splice(0)) wake();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { clock, lane, timersCome };
}

it("lets requests start as long as the lease is held (invariant:K2)", async () => {
  const { clock, lane } = held();
  clock.advance(ttlMs - 1);
  await expect(lane.acquire()).resolves.toBeUndefined();
});

it("lets none start after a sleep that was longer than the lease, before any timer said so (invariant:K2)", async () => {
  const { clock, lane } = held();
  clock.advance(ttlMs);
  await expect(lane.acquire()).rejects.toMatchObject({ code: "aborted" });
});

it("does not say that nothing was sent, since requests before it were", async () => {
  const { clock, lane } = held();
  await lane.acquire();
  clock.advance(ttlMs);
  const error = await lane.acquire().catch((thrown: unknown) => thrown);
  expect(toRunFailure(error).written).toBe("what was confirmed before stays; nothing else was written");
});

it("lets them start again where nobody else had taken it", async () => {
  const { clock, lane, timersCome } = held();
  clock.advance(ttlMs);
  await timersCome();
  await expect(lane.acquire()).resolves.toBeUndefined();
});

it("lets none start any more where somebody had (invariant:K2)", async () => {
  const { clock, lane, timersCome } = held(async () => false);
  clock.advance(1);
  await timersCome();
  await expect(lane.acquire()).rejects.toMatchObject({ code: "aborted" });
});
