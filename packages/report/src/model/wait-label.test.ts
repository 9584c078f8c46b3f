import { expect, test } from "vitest";
import { waitLabel } from "./wait-label.ts";

test.each([
  [3, "known", "Days since the last verified advance"],
  [0, "known", "Days open without an advance"],
  [0, "unknown", "Days since the last verified advance"],
] as const)("a wait after %i advances, %s, is called %s", (n, status, label) => {
  expect(waitLabel({ n, status })).toBe(label);
});
