import { mkdtempSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ConfigError } from "./config-error.ts";
import { openExistingStore } from "./open-store.ts";
import { StoreUnavailable } from "./store-unavailable.ts";

const folder = (): string => mkdtempSync(join(tmpdir(), "headway-open-store-"));

test("a store that is not there is said to be missing, with what makes one", () => {
  expect(() => openExistingStore(join(folder(), "store.db"))).toThrow(ConfigError);
});

test("a store that cannot be looked at is not taken for a missing one", () => {
  const loop = join(folder(), "loop");
  symlinkSync(loop, loop);
  expect(() => openExistingStore(join(loop, "store.db"))).toThrow(StoreUnavailable);
});
