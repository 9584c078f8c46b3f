import { expect, test } from "vitest";
import { cohortWords } from "./cohort-words.ts";

test.each([
  ["opportunity", "deals"],
  ["opportunity/none", "deals with no buying job done"],
  ["opportunity/late/default", "deals with three or more buying jobs done, in “default”"],
  ["opportunity/early/EU/new", "deals with one or two buying jobs done, in “EU/new”"],
  ["account", "accounts"],
  ["person", "sellers"],
  ["team/north", "team/north"],
])("a cohort is said in words that people know: %s", (key, words) => {
  expect(cohortWords(key)).toBe(words);
});
