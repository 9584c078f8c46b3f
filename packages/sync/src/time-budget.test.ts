import type { CrmAdapter } from "@headway/crm";
import { type SimulatedClock, simulatedClock } from "@headway/crm/conformance";
import { type MemoryCrm, memoryCrm } from "@headway/crm/memory";
import { expect, it } from "vitest";
import { sqliteStore } from "./sqlite/index.ts";
import { createSync } from "./sync.ts";
import { ownFields } from "./write-back.ts";

const deals = 5_000;
/** What a page and a chunk of writes take of the simulated time. */
const callMs = 200;

async function filledCrm(clock: SimulatedClock): Promise<MemoryCrm> {
  const crm = memoryCrm({ pageSize: 100, clock });
  await crm.provision(ownFields.map((field) => ({ type: "create-field", field })));
  for (let n = 0; n < deals; n += 1) await crm.backend.create("deal", { name: `Deal ${n}` });
  return crm;
}

/** The same CRM, every call of which takes time. */
function costly(crm: MemoryCrm, clock: SimulatedClock): CrmAdapter {
  return {
    ...crm,
    push: async (patches, options) => {
      clock.advance(callMs);
      return crm.push(patches, options);
    },
    pull: async function* (request, options) {
      for await (const page of crm.pull(request, options)) {
        clock.advance(callMs);
        yield page;
      }
    },
  };
}

it("invariant:L1 comes to its end in the runs that the work takes and one more, and loses nothing", async () => {
  const clock = simulatedClock(Date.parse("2026-03-01T10:00:00.000Z"));
  const crm = await filledCrm(clock);
  const whole = createSync({ crm: costly(crm, clock), store: sqliteStore(":memory:"), clock: clock.now });
  const before = clock.now();
  await whole.run({ dryRun: true });
  const workMs = clock.now() - before + (deals / 1_000) * callMs;
  const budgetMs = 2_500;
  const store = sqliteStore(":memory:");
  const sync = createSync({ crm: costly(crm, clock), store, clock: clock.now });
  const states: string[] = [];
  while (states.at(-1) !== "complete" && states.length < 50)
    states.push((await sync.run({ budgetMs })).state);
  expect(states.length).toBeGreaterThan(3);
  expect(states.length).toBeLessThanOrEqual(Math.ceil(workMs / budgetMs) + 1);
  expect(await store.counts("memory")).toEqual({ deal: deals });
  expect(await store.allWritten("memory", "deal", null, deals + 1)).toHaveLength(deals);
  expect((await sync.run()).written).toEqual({});
});
