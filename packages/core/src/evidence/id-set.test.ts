import fc from "fast-check";
import { expect, test } from "vitest";
import { IdSet } from "./id-set.ts";

test("an id is new once, whatever came before it", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 3 }), { maxLength: 300 }), (ids) => {
      const set = new IdSet();
      const known = new Set<string>();
      for (const id of ids) {
        expect(set.add(id)).toBe(!known.has(id));
        known.add(id);
      }
    }),
    { numRuns: 200, seed: 5 },
  );
});

test("it keeps them while it grows", () => {
  const set = new IdSet();
  const ids = Array.from({ length: 20_000 }, (_, k) => `note:${k}`);
  expect(ids.every((id) => set.add(id))).toBe(true);
  expect(ids.some((id) => set.add(id))).toBe(false);
});
