import { simulatedClock } from "@headway/crm/conformance";
import { ownLimiter } from "@headway/crm/http";
import { expect, it } from "vitest";
import type { FleetEvent } from "./fleet-event.ts";
import { type JobRunner, runJob } from "./run-job.ts";

const leaseMs = 30_000;
const account = { tenant: "acme", crm: "crm-one", accountId: "1" };
const job = { id: "j", account, attempt: 1 };

/** Runs a job that sends one request, where the answer to the asking for the lease took so long. */
async function requestsAfter(sleptMs: number): Promise<{ sent: number; said: FleetEvent[] }> {
  const clock = simulatedClock(0);
  const ports = { ...clock.ports, sleep: (_: number, signal?: AbortSignal) => untilAborted(signal) };
  const said: FleetEvent[] = [];
  const taken = { send: async () => true, touch: async () => true, done: async () => undefined };
  let sent = 0;
  const runner = {
    ...{ ports, leaseMs, owner: "w", budgetMs: 60_000, stopping: new AbortController().signal },
    jobs: { ...taken, failed: async () => undefined },
    accounts: { get: async () => ({ ...account, policy: null, cron: null, timeZone: "UTC" }) },
    leases: {
      acquire: async (name: string, owner: string) => {
        clock.advance(sleptMs);
        return { name, owner, fence: 1 };
      },
      renew: async () => true,
      release: async () => undefined,
    },
    tools: () => ({ limiter: ownLimiter(ports) }),
    run: async (_: unknown, { limiter }: Parameters<JobRunner["run"]>[1]) => {
      await limiter.lane("general", "unlimited").acquire();
      sent += 1;
      return { status: "complete" as const };
    },
    onEvent: (event: FleetEvent) => void said.push(event),
  };
  await runJob(runner as unknown as JobRunner, job);
  return { sent, said };
}

function untilAborted(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
}

it("a lease whose answer came at once is used", async () => {
  expect(await requestsAfter(0)).toMatchObject({ sent: 1, said: [{ type: "started" }, { type: "done" }] });
});

it("counts a lease from before it was asked for: after a sleep until its answer came nothing is sent (invariant:K2)", async () => {
  expect((await requestsAfter(leaseMs)).sent).toBe(0);
});

it("says that the lease may be another's, and not that the run failed or was stopped", async () => {
  const { said } = await requestsAfter(leaseMs);
  const reason = expect.stringContaining("another worker may have taken over");
  expect(said).toEqual([
    { type: "started", ...account, jobId: "j", attempt: 1 },
    { type: "lost", code: "lease-lost", reason, ...account, jobId: "j", attempt: 1 },
  ]);
});
