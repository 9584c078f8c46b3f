import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allOf, day, identifier, identifiers, instant, soql } from "./soql.ts";

/** Reads a quoted literal as the vendor's grammar says, independently of the code under test. */
function readLiteral(text: string): string {
  const letters: Record<string, string> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };
  let value = "";
  let at = 1;
  for (; text[at] !== "'"; at += 1) {
    if (at >= text.length) throw new Error("the literal does not end");
    if (text[at] !== "\\") value += text[at];
    else {
      at += 1;
      value += letters[text[at] ?? ""] ?? text[at];
    }
  }
  if (at !== text.length - 1) throw new Error("something follows the literal");
  return value;
}

describe("soql (invariant:X5)", () => {
  it("any text comes out of its literal as it went in, and nothing else does", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: fc.constantFrom("\\", "'", '"', "\n", "a") }),
    );
    fc.assert(
      fc.property(text, (value) => {
        expect(readLiteral(soql`${value}`.text)).toBe(value);
      }),
      { numRuns: 2000 },
    );
  }, 60_000);

  it.each([
    ["a quote", "O'Neil", "'O\\'Neil'"],
    ["a backslash before a quote", "\\'", "'\\\\\\''"],
    ["an injection", "x' OR Name != '", "'x\\' OR Name != \\''"],
    ["a line end", "a\nb", "'a\\nb'"],
  ])("escapes %s", (_, value, expected) => {
    expect(soql`${value}`.text).toBe(expected);
  });

  it("types numbers, truth, null and lists", () => {
    expect(soql`${1.5} ${true} ${false} ${null} ${["a", "b'"]}`.text).toBe(
      "1.5 TRUE FALSE null ('a','b\\'')",
    );
  });

  it.each([[Number.NaN], [Number.POSITIVE_INFINITY], [1e21]])("refuses the number %s", (value) => {
    expect(() => soql`${value}`).toThrow(RangeError);
  });

  it("refuses an empty list, which would be a syntax error", () => {
    expect(() => soql`Id IN ${[]}`).toThrow(RangeError);
  });

  it.each(["Name", "Headway_Key__c", "PermissionSet.Name"])("takes the name %s", (name) => {
    expect(identifier(name).text).toBe(name);
  });

  it.each(["", "1a", "a-b", "Name FROM User", "a..b", "a.", "_x", "N\u00e4me", `A${"b".repeat(80)}`])(
    "refuses the name %s",
    (name) => {
      expect(() => identifier(name)).toThrow(RangeError);
      expect(() => identifiers(["Id", name])).toThrow(RangeError);
    },
  );

  it("dates and instants stand without quotes and nothing else passes as one", () => {
    expect(soql`${day("2026-02-28")} ${instant("2026-02-28T01:02:03.000Z")}`.text).toBe(
      "2026-02-28 2026-02-28T01:02:03.000Z",
    );
    expect(() => day("2026-02-30T")).toThrow(RangeError);
    expect(() => instant("2026-02-28T01:02:03+01:00")).toThrow(RangeError);
    expect(() => instant("TODAY")).toThrow(RangeError);
  });

  it("keeps conditions apart when it joins them", () => {
    expect(allOf([soql`a = 1 OR b = 2`, soql`c = 3`]).text).toBe("(a = 1 OR b = 2) AND (c = 3)");
  });
});
