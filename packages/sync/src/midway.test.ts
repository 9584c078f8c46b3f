import type { ChangePage, CrmAdapter, RecordRef } from "@headway/crm";
import { CrmError } from "@headway/crm";
import { type SimulatedClock, simulatedClock } from "@headway/crm/conformance";
import { type MemoryCrm, memoryCrm } from "@headway/crm/memory";
import { beforeEach, expect, it } from "vitest";
import { memoryStore } from "./memory/index.ts";
import type { OpenStore } from "./open-store.ts";
import { readStatus } from "./status.ts";
import { createSync } from "./sync.ts";
import { ownFields } from "./write-back.ts";

const minuteMs = 60_000;

let clock: SimulatedClock;
let crm: MemoryCrm;
let store: OpenStore;
let deals: RecordRef[];
/** How often deals were asked for. */
let readings: number;

beforeEach(async () => {
  clock = simulatedClock(Date.parse("2026-03-01T10:00:00.000Z"));
  crm = memoryCrm({ clock });
  store = memoryStore({ clock: clock.now });
  await crm.provision(ownFields.map((field) => ({ type: "create-field", field })));
  readings = 0;
  deals = [];
  for (const name of ["One", "Two", "Three"])
    deals.push({ object: "deal", id: await crm.backend.create("deal", { name }) });
  clock.advance(minuteMs);
});

/**
 * The same CRM, whose deals come in the order of their ids, a page each, and those that changed since all at once:
 * what changes behind a reading is told by the next one. `between` happens before a page of the list.
 */
function listing(between: (page: number) => void = () => undefined): CrmAdapter {
  async function* pages(since: string | undefined): AsyncGenerator<ChangePage> {
    readings += 1;
    const { next = 0, startedAt = clock.now(), isList = true } = since === undefined ? {} : JSON.parse(since);
    const isEnd = (n: number): boolean => !isList || n === deals.length - 1;
    const refs = isList ? deals.slice(next).map((ref) => [ref]) : [deals];
    for (const [n, named] of refs.entries()) {
      if (isList) between(next + n);
      const caughtUp = isEnd(next + n);
      const cursor = caughtUp ? { isList: false } : { next: next + n + 1, startedAt };
      for await (const page of crm.pull({ type: "records", refs: named }))
        yield { ...page, cursor: JSON.stringify(cursor), caughtUp };
    }
  }
  return {
    ...crm,
    pull: (request, options) =>
      request.type === "changes" && request.object === "deal"
        ? pages(request.since)
        : crm.pull(request, options),
  };
}

const broken = new CrmError("unavailable", { crm: "memory", message: "no answer" });

function breaksAt(page: number): CrmAdapter {
  return listing((n) => {
    if (n === page) throw broken;
  });
}

const run = (adapter: CrmAdapter, options = {}) =>
  createSync({ crm: adapter, store, clock: clock.now }).run(options);

async function rename(name: string): Promise<void> {
  clock.advance(minuteMs);
  const [first] = deals;
  await crm.backend.edit("deal", first?.id ?? "", { name });
  clock.advance(minuteMs);
}

async function stored(): Promise<unknown> {
  const [first] = deals;
  const record = first === undefined ? null : await store.record("memory", first);
  return record?.object === "deal" ? record.name : null;
}

it("invariant:D1 says caught up after a crash only when what changed behind the reading was read too", async () => {
  await expect(run(breaksAt(2))).rejects.toThrow("no answer");
  expect(await stored()).toBe("One");
  expect((await readStatus(store, "memory", clock.now())).caughtUp.deal).toBeUndefined();
  await rename("Changed");
  const startedAt = new Date(clock.now()).toISOString();
  await run(listing());
  expect((await readStatus(store, "memory", clock.now())).caughtUp.deal).toBe(startedAt);
  expect(await stored()).toBe("Changed");
});

it("invariant:D1 the same after a time box, whose end came in the middle of a reading", async () => {
  const slow = listing(() => clock.advance(minuteMs));
  expect((await run(slow, { budgetMs: 1.5 * minuteMs })).state).toBe("incomplete");
  expect(await stored()).toBe("One");
  await rename("Changed");
  const startedAt = new Date(clock.now()).toISOString();
  expect((await run(slow, { budgetMs: 60 * minuteMs })).state).toBe("complete");
  expect((await readStatus(store, "memory", clock.now())).caughtUp.deal).toBe(startedAt);
  expect(await stored()).toBe("Changed");
});

it("invariant:D1 a reading that breaks again and again is still known as one", async () => {
  await expect(run(breaksAt(1))).rejects.toThrow("no answer");
  await rename("Changed");
  await expect(run(breaksAt(2))).rejects.toThrow("no answer");
  await run(listing());
  expect(await stored()).toBe("Changed");
  readings = 0;
  await run(listing());
  expect(readings, "at its end it is one no more").toBe(1);
});

it("a reading that came to its end is followed by none, in its own run and in the next", async () => {
  await run(listing());
  await run(listing());
  expect(readings).toBe(2);
});
