import { expect, test } from "vitest";
import { finerAmountKnots } from "./amount-features.ts";
import { logApplication, logEvent } from "./testing/log-events.ts";

const made = (amount: number, length: number) =>
  logApplication(
    `${amount}`,
    Array.from({ length }, (_, k) => logEvent("A_SUBMITTED", k)),
    amount,
  );
const amounts = (knots: readonly number[]) => knots.map((knot) => Math.round(Math.exp(knot)));

test("an amount counts as often as it has prefixes, at most forty times", () => {
  // Of 100 prefixes 40 are of 1,000, 15 of 8,000 and 45 of 20,000: the share .5 lies among those of 8,000.
  const others = Array.from({ length: 60 }, (_, k) => made(k < 15 ? 8000 : 20_000, 1));
  expect(amounts(finerAmountKnots([made(1000, 90), ...others]))).toEqual([1000, 8000, 20_000]);
  // 101 prefixes: the shares lie at the places 2, 26, 50, 74 and 98.
  const each = Array.from({ length: 101 }, (_, k) => made(1000 + 100 * k, 1));
  expect(amounts(finerAmountKnots(each))).toEqual([1200, 3600, 6000, 8400, 10_800]);
});

test("amounts below 500 are alike, and of no prefixes there is no knot", () => {
  expect(amounts(finerAmountKnots([made(0, 3), made(200, 3)]))).toEqual([500]);
  expect(finerAmountKnots([])).toEqual([]);
});
