import { accessSync, closeSync, constants, existsSync, mkdirSync, openSync, statSync } from "node:fs";
import { dirname } from "node:path";
import type { Store } from "@headway/sync";
import { type SqliteStore, sqliteStore } from "@headway/sync/sqlite";
import { ConfigError } from "./config-error.ts";
import { StoreUnavailable } from "./store-unavailable.ts";

/** What stands in the file's place is not to be used, whoever may write there. */
const wrongKinds = ["EISDIR", "ELOOP"];

/**
 * Opens the store, or makes it so that only its owner may read it; a link in its place is refused
 * (`invariant:X10`). Throws `StoreUnavailable` where nothing can be made or opened.
 */
export function openStore(path: string): SqliteStore {
  makePrivateFolder(dirname(path));
  try {
    closeSync(openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW, 0o600));
  } catch (error) {
    const code = codeOf(error);
    if (!wrongKinds.includes(code)) throw new StoreUnavailable(path, code);
    throw new ConfigError({
      path,
      expected: `expected a store file that can be written, and no link (${code})`,
      remedy: "Name another place with --store",
    });
  }
  return sqliteStore(path);
}

/**
 * Makes a folder that only its owner may read, and those above it; throws `StoreUnavailable`. One at a
 * time, since Node's own recursion never ends where a folder is there and takes none (`/proc`).
 */
export function makePrivateFolder(path: string): void {
  const isMade = existsSync(path);
  if (!isMade && dirname(path) !== path) makePrivateFolder(dirname(path));
  try {
    if (!isMade) mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Another process may have made it in between.
    if (codeOf(error) !== "EEXIST") throw new StoreUnavailable(path, codeOf(error));
  }
  if (!existsSync(path) || !statSync(path).isDirectory()) throw new StoreUnavailable(path, "ENOTDIR");
}

/**
 * Whether a file could be made and written beside in the folder of a store, without making any: SQLite
 * keeps files of its own there. Throws `StoreUnavailable`.
 */
export function checkStoreFolder(path: string): void {
  let folder = dirname(path);
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  if (!statSync(folder).isDirectory()) throw new StoreUnavailable(folder, "ENOTDIR");
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new StoreUnavailable(folder, codeOf(error));
  }
}

/** Whether a store is there; throws `StoreUnavailable` where that cannot be told, as in a folder one may not enter. */
export function isThere(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    throw new StoreUnavailable(path, codeOf(error));
  }
}

/** Opens a store that must be there already: reviews and explanations make none. */
export function openExistingStore(path: string): SqliteStore {
  if (!isThere(path)) {
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

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown";
}
