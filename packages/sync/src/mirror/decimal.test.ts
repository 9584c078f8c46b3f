import fc from "fast-check";
import { expect, test } from "vitest";
import { multiplyDecimals, plainDecimal, roundDecimal } from "./decimal.ts";

test.each([
  ["1234.50", "1234.5"],
  ["+7", "7"],
  ["-0.00", "0"],
  ["007.10", "7.1"],
  ["1000000000000000.01", "1000000000000000.01"],
  ["1e3", undefined],
  ["", undefined],
  ["12,5", undefined],
])("invariant:S11 %s is written %s, digit by digit", (text, plain) => {
  expect(plainDecimal(text)).toBe(plain);
});

test.each([
  ["2.345", 2, "2.34"],
  ["2.355", 2, "2.36"],
  ["-2.345", 2, "-2.34"],
  ["0.5", 0, "0"],
  ["1.5", 0, "2"],
  ["1.0005", 3, "1"],
])("invariant:S11 %s to %s digits is %s: halves go to the even neighbour", (text, digits, rounded) => {
  expect(roundDecimal(text, digits)).toBe(rounded);
});

test("invariant:S11 10,000 amounts up to 10^15 are multiplied exactly, with 0, 2 and 3 digits", () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }),
      fc.constantFrom(0, 2, 3),
      (units, digits) => {
        const sign = units < 0n ? "-" : "";
        const text = String(units < 0n ? -units : units).padStart(digits + 1, "0");
        const amount =
          digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
        expect(multiplyDecimals(amount, "1")).toBe(plainDecimal(amount));
        const back = multiplyDecimals(multiplyDecimals(amount, "1000") ?? "", "0.001");
        expect(back).toBe(plainDecimal(amount));
      },
    ),
    { numRuns: 10_000, seed: 11 },
  );
});
