import { describe, expect, test } from "vitest";
import { canaryWatch } from "./canary.ts";
import { poisoned, pollutedPlace, prototypeNames } from "./poison.ts";
import { pumpPattern } from "./pump-pattern.ts";
import { securityParts } from "./security-parts.ts";

describe("nothing gives way to (invariant:H1, invariant:X1, invariant:X5 to invariant:X10)", () => {
  test.each(securityParts.map((part) => [part.name, part] as const))("%s", async (_name, part) => {
    const { misses } = await part.run("small", () => undefined);
    expect(misses).toEqual([]);
  });
});

describe("the proof itself sees", () => {
  test("patterns whose time explodes or grows with the square", () => {
    expect(pumpPattern("^(?:\\p{M}|\\ufe0f)+$", "u").superlinear).toBeDefined();
    expect(pumpPattern("\\s+$", "").superlinear).toBeDefined();
  });

  test("a secret in a cause, in JSON and encoded", () => {
    const secret = "secret/with+signs=";
    const watch = canaryWatch([secret]);
    watch.lookInto("nothing", new Error("quiet", { cause: new Error("also quiet") }));
    expect(watch.hits()).toEqual([]);
    watch.lookInto("a cause", new Error("quiet", { cause: new Error(secret) }));
    watch.look("an address", `https://x.example/?t=${encodeURIComponent(secret)}`);
    watch.look("base64", Buffer.from(secret).toString("base64"));
    expect(watch.hits().length).toBeGreaterThanOrEqual(3);
  });

  test("a prototype that came with data", () => {
    const before = prototypeNames();
    const parsed = JSON.parse(poisoned({ a: 1 })) as object;
    expect(pollutedPlace(parsed)).toBeUndefined();
    const careless: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(parsed)) careless[name] = value;
    expect(pollutedPlace({ found: [careless] })).toBe("result.found.0");
    expect(prototypeNames()).toBe(before);
  });
});
