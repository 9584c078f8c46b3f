import type { CrmAdapter } from "@headway/crm";
import { simulatedClock } from "@headway/crm/conformance";
import { memoryCrm } from "@headway/crm/memory";
import { expect, it } from "vitest";
import type { FieldConflict } from "./journal.ts";
import { memoryStore } from "./memory/index.ts";
import { createSync } from "./sync.ts";
import { ownFields } from "./write-back.ts";

const hourMs = 3_600_000;

async function typedOver() {
  const clock = simulatedClock(Date.parse("2026-03-01T10:00:00.000Z"));
  const crm = memoryCrm({ clock });
  const store = memoryStore({ clock: clock.now });
  const events: string[] = [];
  const logger = { log: ({ event }: { readonly event: string }) => void events.push(event) };
  await crm.provision(ownFields.map((field) => ({ type: "create-field", field })));
  const deal = await crm.backend.create("deal", { name: "A" });
  const run = (adapter: CrmAdapter = crm) =>
    createSync({ crm: adapter, store, clock: clock.now, logger }).run();
  const type = async (fields: Readonly<Record<string, string>>): Promise<void> => {
    clock.advance(hourMs);
    await crm.backend.edit("deal", deal, fields);
    clock.advance(hourMs);
  };
  await run();
  return { crm, store, events, run, type, rows: () => store.rows("memory", "conflict", null, 9) };
}

it("a field that cannot be written back is one row however often its record changes, and is never said to be overwritten", async () => {
  const { crm, events, run, type, rows } = await typedOver();
  const refusing: CrmAdapter = {
    ...crm,
    push: async (patches) => patches.map(() => ({ status: "refused", code: "invalid", reason: "rule 7" })),
  };
  await type({ headway_stall: "typed over" });
  for (const name of ["B", "C", "D"]) {
    await type({ name });
    await run(refusing);
  }
  expect(await rows()).toMatchObject([{ field: "headway_stall", theirs: "typed over" }]);
  expect(events).toContain("field-differs");
  expect(events).not.toContain("field-overwritten");
  await type({ name: "E" });
  await run();
  expect(events).toContain("field-overwritten");
  expect(await rows()).toHaveLength(1);
});

it("the same value typed again after it was overwritten is another row", async () => {
  const { run, type, rows } = await typedOver();
  for (let turn = 0; turn < 2; turn += 1) {
    await type({ headway_stall: "typed over" });
    await run();
  }
  expect(await rows()).toHaveLength(2);
});

it("of many rows the latest thousand are kept", async () => {
  const { store, run } = await typedOver();
  const rows = Array.from({ length: 1_003 }, (_, index): FieldConflict => {
    // The ids run against time.
    const id = `deal/${String(9_999 - index)} headway_stall`;
    const seenAt = new Date(Date.parse("2025-01-01T00:00:00Z") + index * hourMs).toISOString();
    const ref = { object: "deal" as const, id: String(9_999 - index) };
    return {
      id,
      ref,
      field: "headway_stall",
      written: null,
      theirs: "a",
      ours: "b",
      changedBy: seenAt,
      seenAt,
    };
  });
  await store.putRows("memory", "conflict", rows);
  await run();
  const left = await store.rows("memory", "conflict", null, 2_000);
  expect(left).toHaveLength(1_000);
  expect(left.map(({ id }) => id)).not.toContain(rows[2]?.id);
  expect(left.map(({ id }) => id)).toContain(rows[3]?.id);
});
