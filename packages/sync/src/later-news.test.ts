import type { Evidence } from "@headway/core";
import { simulatedClock } from "@headway/crm/conformance";
import { memoryCrm } from "@headway/crm/memory";
import { describe, expect, it, test } from "vitest";
import { hasLaterNews } from "./later-news.ts";
import { memoryStore } from "./memory/index.ts";
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
});
