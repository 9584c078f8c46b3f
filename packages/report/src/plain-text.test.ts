import { describe, expect, it } from "vitest";
import { plainText } from "./plain-text.ts";

const escapeCharacter = String.fromCharCode(0x1b);
const bell = String.fromCharCode(0x07);

describe("invariant:X4 text of a CRM is inert in a terminal", () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ["a colour", `${escapeCharacter}[31mAcme${escapeCharacter}[0m`, "Acme"],
    ["a cursor move", `Acme${escapeCharacter}[2K${escapeCharacter}[1A Corp`, "Acme Corp"],
    ["a link", `${escapeCharacter}]8;;https://evil.example${bell}Acme${escapeCharacter}]8;;${bell}`, "Acme"],
    ["a window title ended by ST", `${escapeCharacter}]0;owned${escapeCharacter}\\Acme`, "Acme"],
    [
      "a link without an end",
      `${escapeCharacter}]8;;https://evil.example Acme`,
      "]8;;https://evil.example Acme",
    ],
    ["a device string", `${escapeCharacter}Pq#0${escapeCharacter}\\Acme`, "Acme"],
    ["a sequence in eight bits", "\u009b31mAcme", "Acme"],
    ["line breaks and tabs", "Acme\r\nCorp\tInc", "Acme Corp Inc"],
    ["turned text", "Acme \u202egnp.exe\u2066x\u2069", "Acme gnp.exex"],
    ["text of no width", "Ac\u200bme\ufeff", "Acme"],
    ["tags", "Acme\u{e0041}", "Acme"],
    ["half a character", "Acme\ud800", "Acme\ufffd"],
    ["letters of all kinds", "Łódź 東京 👩‍💻 é", "Łódź 東京 👩‍💻 é"],
  ];

  it.each(cases)("%s", (_, text, expected) => {
    expect(plainText(text)).toBe(expected);
  });

  it.each(cases)("applied twice it changes nothing more: %s", (_, text, expected) => {
    expect(plainText(plainText(text))).toBe(expected);
  });

  it("takes time in proportion to hostile text", () => {
    const hostile = `${escapeCharacter}]8;;`.repeat(25_000) + `${escapeCharacter}[`.repeat(25_000);
    const startedAt = performance.now();
    plainText(hostile);
    expect(performance.now() - startedAt).toBeLessThan(500);
  });
});
