import { expect, test } from "vitest";
import { CrmError, type CrmErrorCode, quoteVendor } from "./crm-error.ts";

const codes: readonly [CrmErrorCode, boolean][] = [
  ["unauthenticated", false],
  ["forbidden", false],
  ["not-found", false],
  ["invalid", false],
  ["conflict", false],
  ["rate-limited", true],
  ["unavailable", true],
  ["malformed-response", false],
  ["bad-signature", false],
  ["unsupported", false],
  ["aborted", false],
  ["deadline-exceeded", false],
];

test.each(codes)("%s is retryable: %s", (code, retryable) => {
  expect(new CrmError(code, { crm: "test", message: "it failed" }).retryable).toBe(retryable);
});

test("a message says what happened, what was written, what happens next and what to do, in that order", () => {
  const error = new CrmError("forbidden", {
    crm: "test",
    remedy: "grant `crm.objects.deals.write`",
    next: "the rest goes on",
    written: "nothing was written",
    message: "`deal/1` was refused",
  });
  expect(error.message).toBe(
    "`deal/1` was refused. nothing was written. the rest goes on. grant `crm.objects.deals.write`",
  );
  expect(String(error)).toMatch(/^CrmError: /);
});

test("a vendor's sentence that ends in a full stop gets no second one", () => {
  const error = new CrmError("forbidden", { crm: "test", message: "said no.", remedy: "ask again." });
  expect(error.message).toBe("said no. ask again.");
});

test("the cause is kept, and absent where there is none", () => {
  const cause = new Error("socket");
  expect(new CrmError("unavailable", { crm: "test", message: "m", cause }).cause).toBe(cause);
  expect("cause" in new CrmError("unavailable", { crm: "test", message: "m" })).toBe(false);
});

test("an error of another copy of the package is known by its marker", () => {
  expect(CrmError.is({ [Symbol.for("headway.crm-error")]: true })).toBe(true);
  expect(CrmError.is(new Error("plain"))).toBe(false);
  expect(CrmError.is(null)).toBe(false);
  expect(CrmError.is("unavailable")).toBe(false);
});

const quotes: readonly [string, string, string][] = [
  ["plain text stays", "Stage is closed", "Stage is closed"],
  ["line breaks and escape codes become spaces", "a\r\nb\u001b[31mc", "a b [31mc"],
  ["long text is cut at 300", "x".repeat(400), `${"x".repeat(299)}…`],
  ["a cut never splits a character in two", `${"x".repeat(298)}🚀${"x".repeat(50)}`, `${"x".repeat(298)}…`],
  ["half a character is replaced", "a\ud83d b", "a\ufffd b"],
];

test.each(quotes)("vendor text is made safe: %s", (_name, text, expected) => {
  expect(quoteVendor(text)).toBe(expected);
});
