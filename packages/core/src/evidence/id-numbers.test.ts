import fc from "fast-check";
import { expect, test } from "vitest";
import { IdNumbers } from "./id-numbers.ts";

test("an id has the number it first came with, whatever came in between", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 3 }), { maxLength: 300 }), (ids) => {
      const numbers = new IdNumbers();
      const known = new Map<string, number>();
      for (const id of ids) {
        expect(numbers.find(id)).toBe(known.get(id) ?? -1);
        if (!known.has(id)) known.set(id, known.size);
        expect(numbers.add(id)).toBe(known.get(id));
        expect(numbers.size).toBe(known.size);
      }
    }),
    { numRuns: 200, seed: 5 },
  );
});

test("it keeps them while it grows", () => {
  const numbers = new IdNumbers();
  const ids = Array.from({ length: 20_000 }, (_, k) => `note:${k}`);
  expect(ids.every((id, k) => numbers.add(id) === k)).toBe(true);
  expect(ids.every((id, k) => numbers.find(id) === k)).toBe(true);
  expect(numbers.find("note:20000")).toBe(-1);
});

test("a list of ids gets the numbers that each alone would get", () => {
  const ids = Array.from({ length: 900 }, (_, k) => `note:${(k * k) % 701}`);
  const [listed, alone] = [new IdNumbers(), new IdNumbers()];
  const numbers = new Int32Array(ids.length);
  listed.addAll(ids, ids.length, numbers);
  expect([...numbers]).toEqual(ids.map((id) => alone.add(id)));
});
