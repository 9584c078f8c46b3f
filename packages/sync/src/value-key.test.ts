import { describe, expect, it } from "vitest";
import { valueKey } from "./value-key.ts";

describe("valueKey", () => {
  it("is FNV-1a of the values' JSON (published vector: the empty array is the two bytes of `[]`)", () => {
    // FNV-1a 64 of "[]", worked out by hand from the offset basis and the prime.
    let hash = 0xcbf29ce484222325n;
    for (const byte of [0x5b, 0x5d]) hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
    expect(valueKey([])).toBe(hash.toString(16));
  });

  it("tells values apart, also by type and place", () => {
    const keys = [["a"], ["b"], [1], ["1"], [null], ["a", null], [null, "a"]].map(valueKey);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
