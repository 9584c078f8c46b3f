import { describe, expect, it } from "vitest";
import { taskKey } from "./task-key.ts";

const identity = { accountId: "1", rule: "stalled-deal", subject: "deal", subjectId: "42", period: "x" };

describe("taskKey", () => {
  it("is the base32 of the SHA-256 of its parts (vector computed with coreutils)", async () => {
    // printf '1|stalled-deal|deal|42|x' | openssl dgst -sha256 -binary | base32 | head -c 32
    expect(await taskKey(identity)).toBe("v1:c7a3pvzdxbldntiivemjjpi6ut7iuiyr");
  });

  it("differs when any part differs (invariant:W1)", async () => {
    const parts = Object.keys(identity) as (keyof typeof identity)[];
    const keys = await Promise.all(parts.map((part) => taskKey({ ...identity, [part]: "other" })));
    expect(new Set([...keys, await taskKey(identity)]).size).toBe(parts.length + 1);
  });

  it("fits what an adapter takes", async () => {
    expect(await taskKey(identity)).toMatch(/^[a-z0-9:]{1,40}$/);
  });
});
