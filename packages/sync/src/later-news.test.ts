import type { Evidence } from "@headway/core";
import { simulatedClock } from "@headway/crm/conformance";
import { memoryCrm } from "@headway/crm/memory";
import { describe, expect, it, test } from "vitest";
import { hasLaterNews } from "./later-news.ts";
import { memoryStore } from "./memory/index.ts";
import type { OpenStore } from "./open-store.ts";
import type { ProgressEvent } from "./report.ts";
import { sqliteStore } from "./sqlite/index.ts";
import { createSync } from "./sync.ts";
import { ownFields } from "./write-back.ts";

const asOf = "2026-03-01T10:00:00.000Z";
const record = (modifiedAt: string) => ({ object: "deal", modifiedAt }) as Parameters<typeof hasLaterNews>[0];
const piece = (recordedAt: string) => ({ recordedAt }) as Evidence;

test.each([
  ["nothing later", "2026-03-01T10:00:00.000Z", ["2026-02-01T00:00:00.000Z"], false],
  ["the record a second later", "2026-03-01T10:00:01.000Z", [], true],
  ["a piece a second later", "2026-01-01T00:00:00.000Z", ["2026-03-01T10:00:01.000Z"], true],
  ["a piece later by its offset", "2026-01-01T00:00:00.000Z", ["2026-03-01T08:30:00.000-02:00"], true],
  ["a piece earlier by its offset", "2026-01-01T00:00:00.000Z", ["2026-03-01T11:30:00.000+02:00"], false],
  ["a clock that is days ahead", "2026-03-09T10:00:00.000Z", ["2026-03-09T10:00:00.000Z"], false],
])("%s", (_name, modifiedAt, recorded, later) => {
  expect(hasLaterNews(record(modifiedAt), recorded.map(piece), asOf)).toBe(later);
});

describe("what people do while a run is reading (invariant:S2)", () => {
  it("is assessed by the next run, not only on the next day", async () => {
    const clock = simulatedClock(Date.parse(asOf));
    const crm = memoryCrm({ clock });
    const store = memoryStore({ clock: clock.now });
    await crm.provision(ownFields.map((field) => ({ type: "create-field", field })));
    await crm.backend.create("account", { name: "Client" });
    const deal = await crm.backend.create("deal", { name: "Alpha" });
    const sync = createSync({ crm, store, clock: clock.now, worker: { name: "run" } });
    let isTyped = false;
    await sync.run({
      onProgress: ({ phase }) => {
        if (phase !== "pull" || isTyped) return;
        isTyped = true;
        clock.advance(60_000);
        void crm.backend.edit("deal", deal, { name: "Alpha, larger" });
      },
    });
    expect(await store.subjects(crm.crm, "deal", "dirty", null, 9)).toEqual([deal]);
    clock.advance(60_000);
    await sync.run();
    expect(await store.subjects(crm.crm, "deal", "dirty", null, 9)).toEqual([]);
    const summary = await store.assessment(crm.crm, { subject: "deal", id: deal });
    expect(summary?.asOf).toBe(new Date(clock.now()).toISOString());
  });

  it.each<[string, (clock: () => number) => OpenStore]>([
    ["memory", (clock) => memoryStore({ clock })],
    ["SQLite", (clock) => sqliteStore(":memory:", { clock })],
  ])("is no reason to assess anybody twice in one run, on %s", async (_name, open) => {
    const clock = simulatedClock(Date.parse(asOf));
    const crm = memoryCrm({ clock });
    const store = open(clock.now);
    await crm.provision(ownFields.map((field) => ({ type: "create-field", field })));
    const account = await crm.backend.create("account", { name: "Client" });
    const links = [{ object: "account" as const, id: account }];
    for (const name of ["Alpha", "Beta"]) await crm.backend.create("deal", { name }, { links });
    await crm.backend.create("deal", { name: "Gamma" });
    // As of an hour ago, everything is later news.
    clock.advance(3_600_000);
    const sync = createSync({ crm, store, clock: clock.now });
    const run = async (): Promise<{ assessed: object; told: ProgressEvent[] }> => {
      const told: ProgressEvent[] = [];
      const onProgress = (event: ProgressEvent): void => void told.push(event);
      const { assessed } = await sync.run({ asOf: "2026-03-01T09:00:00.000Z", onProgress });
      return { assessed, told: told.filter(({ phase }) => phase === "assess") };
    };
    const { assessed, told } = await run();
    expect(assessed).toEqual({ account: 1, deal: 3, person: 0 });
    expect(told.filter(({ object }) => object === "deal").map(({ done }) => done)).toEqual([2, 3]);
    expect(told.every(({ done, expected }) => done <= (expected ?? 0))).toBe(true);
    // What was written is read back; after that all stay dirty, and were looked at as of that instant already.
    clock.advance(3_600_000);
    expect((await run()).assessed).toEqual({ account: 1, deal: 3, person: 0 });
    expect(await store.subjects(crm.crm, "deal", "dirty", null, 9)).toHaveLength(3);
    clock.advance(3_600_000);
    expect((await run()).assessed).toEqual({ account: 0, deal: 0, person: 0 });
    await crm.backend.create("email", { subject: "Hello" }, { links });
    clock.advance(3_600_000);
    // An account that is touched is assessed with its deals.
    expect((await run()).assessed).toMatchObject({ account: 1, deal: 2 });
    expect((await sync.run()).assessed).toMatchObject({ account: 1, deal: 3 });
  });

  it("is counted once for everybody, also where a run looks again at what changed since it was broken off", async () => {
    const clock = simulatedClock(Date.parse(asOf));
    const crm = memoryCrm({ clock });
    const store = memoryStore({ clock: clock.now });
    await crm.provision(ownFields.map((field) => ({ type: "create-field", field })));
    await crm.backend.create("account", { name: "Client" });
    const deal = await crm.backend.create("deal", { name: "Alpha" });
    for (const name of ["Beta", "Gamma"]) await crm.backend.create("deal", { name });
    clock.advance(3_600_000);
    const sync = createSync({ crm, store, clock: clock.now });
    const brokenOff = await sync.run({
      budgetMs: 60_000,
      onProgress: ({ phase }) => void (phase === "assess" && clock.advance(60_000)),
    });
    expect(brokenOff).toMatchObject({ state: "incomplete", assessed: { account: 1, deal: 0 } });
    let turns = 0;
    const told: ProgressEvent[] = [];
    const { state, assessed } = await sync.run({
      onProgress: (event) => {
        if (event.phase === "assess" && event.object === "account" && event.done === 0) turns += 1;
        if (event.phase === "assess" && event.object === "deal") told.push(event);
        if (event.phase === "push") void crm.backend.edit("deal", deal, { name: "Alpha, larger" });
      },
    });
    expect([state, turns]).toEqual(["complete", 2]);
    expect(assessed.deal).toBe(3);
    expect(Math.max(...told.map(({ done }) => done))).toBe(3);
  });
});
