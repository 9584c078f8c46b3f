import { simulatedClock } from "@headway/crm/conformance";
import { memoryCrm } from "@headway/crm/memory";
import { expect, it } from "vitest";
import { memoryStore } from "./memory/index.ts";
import type { OpenStore } from "./open-store.ts";
import { openRunJournal } from "./run-journal.ts";
import { runTally } from "./run-tally.ts";
import type { Store } from "./store.ts";
import { createSync } from "./sync.ts";

const minuteMs = 60_000;
const leaseMs = 2.5 * minuteMs;
const rule = (version: string) => ({
  version: `test-${version}`,
  evidenceRules: [
    {
      id: "signed",
      version,
      on: { object: "email", where: [{ field: "subject", equals: "Signed" }] },
      gives: { kind: "contract-signed", actorSide: "buyer", grade: 4 },
    },
  ],
});

/** A store on which every page of deriving and of fitting curves takes a minute, and who held the right after each. */
function slow(store: OpenStore, clock: ReturnType<typeof simulatedClock>) {
  const holders: { readonly step: string; readonly holder: string | null }[] = [];
  const pass = async (step: string): Promise<void> => {
    clock.advance(minuteMs);
    holders.push({ step, holder: await store.leases.holder("run/memory") });
  };
  const slowed = (inner: Store): Store => ({
    ...inner,
    replaceEvidence: async (...given) => {
      await inner.replaceEvidence(...given);
      await pass("derive");
    },
    subjects: async (...given) => {
      const ids = await inner.subjects(...given);
      if (given[2] === "all") await pass("cohorts");
      return ids;
    },
  });
  return { holders, store: { ...store, fenced: (lease) => slowed(store.fenced(lease)) } satisfies OpenStore };
}

it("a run keeps its right while it derives evidence again and fits curves, however long that takes (invariant:K2)", async () => {
  const clock = simulatedClock(Date.parse("2026-03-01T10:00:00.000Z"));
  const crm = memoryCrm({ clock });
  const store = memoryStore({ clock: clock.now });
  for (let n = 0; n < 17; n += 1) await crm.backend.create("user", { name: `Seller ${n}` });
  for (const object of ["deal", "task", "call", "meeting", "email", "note"] as const)
    await crm.backend.create(object, object === "deal" ? { name: "A" } : {});
  const run = (version: string, on: OpenStore) =>
    createSync({ crm, store: on, clock: clock.now, leaseMs, policy: rule(version) }).run();
  await run("1", store);
  clock.advance(minuteMs);
  const { holders, store: slowed } = slow(store, clock);
  await run("2", slowed);
  for (const step of ["derive", "cohorts"])
    expect(holders.filter((one) => one.step === step).length).toBeGreaterThan(leaseMs / minuteMs + 1);
  expect(holders.filter(({ holder }) => holder === null)).toEqual([]);
});

it("a run gives a sign of life although the clock was set back, and then as often as ever", async () => {
  const time = { now: Date.parse("2026-03-01T10:00:00.000Z") };
  const store = memoryStore({ clock: () => time.now });
  const asOf = new Date(time.now).toISOString();
  const start = { crm: "memory", store, worker: "w", asOf, dryRun: false, tally: runTally() };
  const journal = await openRunJournal({ ...start, clock: () => time.now });
  expect(await journal.beat("pull")).toBe(false);
  time.now -= 60 * minuteMs;
  expect(await journal.beat("pull")).toBe(true);
  expect(await journal.beat("pull")).toBe(false);
  time.now += 5_000;
  expect(await journal.beat("pull")).toBe(true);
});
