import { expect, test } from "vitest";
import { CrmError, type CrmErrorCode } from "../crm-error.ts";
import { mayHaveHappened } from "./may-have-happened.ts";

const table: readonly [CrmErrorCode, number | undefined, boolean][] = [
  ["unavailable", undefined, true],
  ["aborted", undefined, true],
  ["deadline-exceeded", undefined, true],
  ["malformed-response", 200, true],
  ["unavailable", 500, true],
  ["unavailable", 502, true],
  ["unavailable", 504, true],
  ["unavailable", 503, false],
  ["unavailable", 423, false],
  ["unauthenticated", 401, false],
  ["forbidden", 403, false],
  ["rate-limited", 429, false],
];

test.each(table)(
  "a write that ended with %s and status %s may have happened: %s (invariant:W2)",
  (code, status, expected) => {
    const details = { crm: "test", message: "it failed" };
    const error = new CrmError(code, status === undefined ? details : { ...details, status });
    expect(mayHaveHappened(error)).toBe(expected);
  },
);

test("nothing is known of a write that ended with a foreign error", () => {
  expect(mayHaveHappened(new Error("bug"))).toBe(true);
});
