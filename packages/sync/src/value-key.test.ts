import { describe, expect, it } from "vitest";
import { valueKey } from "./value-key.ts";

describe("valueKey", () => {
  it("is FNV-1a, 64 bits, of the values' JSON", () => {
    // Worked out apart from this code, in Python, over the five bytes of `["a"]`.
    expect(valueKey(["a"])).toBe("2b288c997252f102");
  });

  it("tells values apart, also by type and place", () => {
    const keys = [["a"], ["b"], [1], ["1"], [null], ["a", null], [null, "a"]].map(valueKey);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
