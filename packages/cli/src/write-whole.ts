import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { makePrivateFolder } from "./open-store.ts";
import { StoreUnavailable } from "./store-unavailable.ts";

/** Writes a file for its owner alone, whole or not at all; one that is there is replaced. Throws `StoreUnavailable`. */
export function writeWhole(path: string, content: string | Buffer): void {
  makePrivateFolder(dirname(path));
  const draft = `${path}.draft`;
  rmSync(draft, { force: true });
  try {
    const file = openSync(draft, "wx", 0o600);
    try {
      writeFileSync(file, content);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw new StoreUnavailable(
      path,
      error instanceof Error && "code" in error ? String(error.code) : "unknown",
    );
  }
}
