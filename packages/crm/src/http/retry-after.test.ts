import { expect, test } from "vitest";
import { retryAfterMs } from "./retry-after.ts";

const now = Date.UTC(2027, 0, 4, 9, 0, 0);

const table: readonly [string, Readonly<Record<string, string>>, number | undefined][] = [
  ["absent", {}, undefined],
  ["seconds", { "retry-after": "7" }, 7000],
  ["zero", { "retry-after": "0" }, 0],
  ["spaces around", { "retry-after": " 7 " }, 7000],
  ["an hour", { "retry-after": "3600" }, 3_600_000],
  ["a date ahead", { "retry-after": "Mon, 04 Jan 2027 09:00:10 GMT" }, 10_000],
  ["a date gone by", { "retry-after": "Mon, 04 Jan 2027 08:00:00 GMT" }, 0],
  ["a date that is none", { "retry-after": "Mon, 44 Jan 2027 08:00:00 GMT" }, undefined],
  ["milliseconds", { "retry-after-ms": "250" }, 250],
  ["milliseconds before seconds", { "retry-after-ms": "250", "retry-after": "1" }, 250],
  ["broken milliseconds, good seconds", { "retry-after-ms": "soon", "retry-after": "1" }, 1000],
  ["negative", { "retry-after": "-5" }, undefined],
  ["a fraction", { "retry-after": "1.5" }, undefined],
  ["absurdly large", { "retry-after": "9".repeat(30) }, undefined],
  ["words", { "retry-after": "in a while" }, undefined],
  ["a year, which Date.parse would take", { "retry-after": "2027-01-05" }, undefined],
  ["empty", { "retry-after": "" }, undefined],
];

test.each(table)("retry-after that is %s (invariant:R3)", (_name, headers, expected) => {
  expect(retryAfterMs(headers, now)).toBe(expected);
});
