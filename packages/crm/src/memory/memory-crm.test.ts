import { expect, test } from "vitest";
import { simulatedClock } from "../conformance/simulated-clock.ts";
import type { ChangePage } from "../pull.ts";
import { memoryCrm } from "./memory-crm.ts";

async function collect(pull: AsyncIterable<ChangePage>): Promise<ChangePage[]> {
  const pages: ChangePage[] = [];
  for await (const page of pull) pages.push(page);
  return pages;
}

test("a record that never was is told as deleted, at no known time", async () => {
  const crm = memoryCrm();
  const refs = [{ object: "deal", id: "never" } as const];
  const pages = await collect(crm.pull({ type: "records", refs }));
  expect(pages).toEqual([
    { object: "deal", cursor: null, caughtUp: true, changes: [{ type: "deleted", ref: refs[0], at: null }] },
  ]);
});

test("writing what is there already does not count as a change", async () => {
  const clock = simulatedClock(Date.UTC(2027, 0, 4));
  const crm = memoryCrm({ clock });
  const id = await crm.backend.create("deal", { name: "Same" });
  const first = await collect(crm.pull({ type: "changes", object: "deal" }));
  clock.advance(1000);
  const since = first.at(-1)?.cursor ?? "";
  clock.advance(1000);
  await crm.push([{ type: "update", ref: { object: "deal", id }, fields: { name: "Same" } }]);
  clock.advance(1000);
  const [settled] = await collect(crm.pull({ type: "changes", object: "deal", since }));
  const next = await collect(crm.pull({ type: "changes", object: "deal", since: settled?.cursor ?? "" }));
  expect(next.flatMap((page) => page.changes)).toEqual([]);
});

test("a cursor of somebody else's is refused as invalid", async () => {
  const pull = memoryCrm().pull({ type: "changes", object: "deal", since: "page 2" });
  await expect(collect(pull)).rejects.toMatchObject({ code: "invalid" });
});

test("without a clock of its own it runs on the machine's, and can still be moved on", () => {
  const { backend } = memoryCrm();
  const before = backend.now();
  backend.advanceClock(3_600_000);
  expect(backend.now() - before).toBeGreaterThanOrEqual(3_600_000);
});
