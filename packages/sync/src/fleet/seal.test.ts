import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { SyncError } from "../sync-error.ts";
import { sealer } from "./seal.ts";
import { testKey } from "./testing/fleet-place.ts";

const acme = { tenant: "acme", crm: "crm-one", accountId: "17" };
const secret = { clientSecret: "canary-secret", tokens: { refreshToken: "canary-refresh" } };
const seals = sealer(testKey(1));

function codeOf(work: () => unknown): string {
  try {
    work();
    return "nothing thrown";
  } catch (error) {
    return SyncError.is(error) ? error.code : String(error);
  }
}

/** The same text with one character of a part replaced by another. */
function changed(sealed: string, part: number, at: number): string {
  const parts = sealed.split(".");
  const text = parts[part] ?? "";
  const other = text[at] === "A" ? "B" : "A";
  parts[part] = text.slice(0, at) + other + text.slice(at + 1);
  return parts.join(".");
}

describe("sealed credentials (invariant:X1)", () => {
  it("open again for the account they were sealed for, whatever they hold", () => {
    expect(seals.open(acme, seals.seal(acme, secret))).toEqual(secret);
    expect(seals.open(acme, seals.seal(acme, {}))).toEqual({});
  });

  it("are different each time, and hold nothing of the plain text", () => {
    const two = [seals.seal(acme, secret), seals.seal(acme, secret)];
    expect(two[0]).not.toBe(two[1]);
    for (const sealed of two)
      expect(Buffer.from(sealed.split(".")[3] ?? "", "base64url").toString("latin1")).not.toContain("canary");
  });

  it.each([
    ["another tenant", { ...acme, tenant: "other" }],
    ["another CRM", { ...acme, crm: "crm-two" }],
    ["another account", { ...acme, accountId: "18" }],
    ["the same letters cut elsewhere", { tenant: "acm", crm: "ecrm-one", accountId: "17" }],
  ])("do not open for %s", (_which, name) => {
    const sealed = seals.seal(acme, secret);
    expect(codeOf(() => seals.open(name, sealed))).toBe("credentials-refused");
  });

  it.each([
    ["the nonce", 2, 0],
    ["the first byte of the data", 3, 0],
    ["the tag", 3, -2],
    ["the key's id", 1, 0],
    ["the version", 0, 0],
  ])("do not open once %s was changed", (_which, part, at) => {
    const sealed = seals.seal(acme, secret);
    const length = sealed.split(".")[part]?.length ?? 0;
    expect(codeOf(() => seals.open(acme, changed(sealed, part, at < 0 ? length + at : at)))).toBe(
      "credentials-refused",
    );
  });

  it.each(["", "v1", "v1.a.b", "v1.a.b.c.d", `v1.${"0".repeat(8)}..`])(
    "refuse %j, which is no seal",
    (text) => {
      expect(codeOf(() => seals.open(acme, text))).toBe("credentials-refused");
    },
  );

  it("still open after a new key was put in front, and are then seen to be of the old one", () => {
    const old = seals.seal(acme, secret);
    const both = sealer(`${testKey(2)},${testKey(1)}`);
    expect(both.open(acme, old)).toEqual(secret);
    expect([both.isCurrent(old), both.isCurrent(both.seal(acme, secret))]).toEqual([false, true]);
    expect(codeOf(() => sealer(testKey(2)).open(acme, old))).toBe("credentials-refused");
  });

  it.each(["", "short", "0".repeat(44), `${testKey(1)},nonsense`])(
    "take no key such as %j, and do not repeat it",
    (keys) => {
      expect(codeOf(() => sealer(keys))).toBe("invalid-options");
      if (keys.length < 5) return;
      expect(() => sealer(keys)).not.toThrow(keys.slice(-8));
    },
  );

  it("leave no secret in a refusal, nor in the sealer itself", () => {
    const errors: unknown[] = [seals];
    for (const name of [acme, { ...acme, tenant: "other" }]) {
      try {
        seals.open(name, changed(seals.seal(acme, secret), 3, 0));
      } catch (error) {
        errors.push(error);
      }
    }
    expect(errors).toHaveLength(3);
    for (const error of errors) {
      const shown = inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error) + String(error);
      expect(shown).not.toMatch(/canary|AQEBAQEB/);
    }
  });
});
