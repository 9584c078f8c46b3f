import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { redact, redactError, Secret } from "./secret.ts";

const canary = 'canary "7f3a"/9d+ÿ';

function shownForms(value: unknown): string[] {
  return [String(value), `${JSON.stringify(value)}`, inspect(value, { depth: 20, showHidden: true })];
}

describe("a secret", () => {
  it.each([
    ["by itself", new Secret(canary)],
    ["in an object", { deep: { list: [new Secret(canary)] } }],
    ["in a cause", new Error("outer", { cause: new Error("inner", { cause: new Secret(canary) }) })],
    ["in a field of an error", Object.assign(new Error("x"), { details: { token: new Secret(canary) } })],
  ])("invariant:X1 is in no text, JSON or inspection %s", (_, value) => {
    for (const text of shownForms(value)) expect(text).not.toContain("7f3a");
  });

  it("is given to who asks for it", () => {
    expect(new Secret(canary).reveal()).toBe(canary);
  });
});

describe("redaction", () => {
  const secrets = [new Secret(canary), new Secret("abc")];

  it.each([
    ["as it is", canary],
    ["in an address", `https://x.example/?t=${encodeURIComponent(canary)}`],
    ["in JSON", JSON.stringify({ token: canary })],
    ["in a header", `Basic ${Buffer.from(canary, "utf8").toString("base64")}`],
  ])("invariant:X1 blots it out %s", (_, text) => {
    expect(redact(text, secrets)).toContain("[secret]");
    expect(redact(text, secrets)).not.toContain("7f3a");
  });

  it("leaves short values and other text alone", () => {
    expect(redact("abcdef", secrets)).toBe("abcdef");
  });

  it("invariant:X1 covers message, stack, fields and every cause of an error", () => {
    const inner = Object.assign(new Error(`inner ${canary}`), { request: { headers: [canary] } });
    const error = new Error(`outer ${canary}`, { cause: inner });
    const clean = redactError(error, secrets);
    expect(clean).toBeInstanceOf(Error);
    for (const text of [...shownForms(clean), String((clean as Error).stack)]) {
      expect(text).not.toContain("7f3a");
    }
    expect(inspect(clean, { depth: 9 })).toContain("inner [secret]");
  });

  it("ends with a chain of causes that never does", () => {
    const error = new Error(canary);
    error.cause = error;
    expect(inspect(redactError(error, secrets), { depth: 40 })).not.toContain("7f3a");
  });
});
