import { closeSync, constants, existsSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import type { Store } from "@headway/sync";
import { sqliteStore } from "@headway/sync/sqlite";
import { ConfigError } from "./config-error.ts";

/** Opens the store, or makes it so that only its owner may read it; a link in its place is refused (`invariant:X10`). */
export function openStore(path: string): Store {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  try {
    closeSync(openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW, 0o600));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    throw new ConfigError({
      path,
      expected: `expected a store file that can be written, and no link (${code})`,
      remedy: "Name another place with --store",
    });
  }
  return sqliteStore(path);
}

/** Opens a store that must be there already: reviews and explanations make none. */
export function openExistingStore(path: string): Store {
  if (!existsSync(path)) {
    throw new ConfigError({
      path,
      expected: "expected a store, there is none",
      remedy: "Run `headway sync` first, or `headway demo` to try without a CRM",
    });
  }
  return openStore(path);
}

/** Uses a store and closes it whatever happens. */
export async function withStore<T>(store: Store, work: (store: Store) => Promise<T>): Promise<T> {
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
