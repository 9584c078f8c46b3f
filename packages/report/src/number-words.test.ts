import { expect, test } from "vitest";
import { numberWords } from "./number-words.ts";

test.each([
  ["stall.expectedWithin28Days", "Chance of an advance within 28 days"],
  ["elation.balance", "Evidence balance"],
  ["relationship.saleEffects.0.before", "relationship: sale effects: 0: before"],
  ["progress.fit.toCustomers", "progress: fit: to customers"],
])("%s is called %s", (path, words) => {
  expect(numberWords(path)).toBe(words);
});
