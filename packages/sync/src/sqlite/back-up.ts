import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { SyncError } from "../sync-error.ts";
import type { Database } from "./database.ts";
import { explainFailure } from "./explain-failure.ts";

/**
 * Copies a store to a new file as it is at one moment, without what was deleted in it. The file appears when it is
 * whole and on the disk, readable by its owner alone. Throws `SyncError` `invalid-options` where there is one already.
 */
export function backUp(database: Database, path: string): void {
  if (existsSync(path)) {
    throw new SyncError(
      "invalid-options",
      `there is a file \`${path}\` already. Nothing was written. It stays as it is. Name another path for the backup`,
    );
  }
  const unfinished = `${path}.unfinished`;
  explainFailure(path, () => {
    rmSync(unfinished, { force: true });
    closeSync(openSync(unfinished, "wx", 0o600));
    try {
      database.run("VACUUM INTO ?", unfinished);
      settle(unfinished, "r+");
      renameSync(unfinished, path);
      settle(dirname(path), "r");
    } catch (error) {
      rmSync(unfinished, { force: true });
      throw error;
    }
  });
}

/** Waits until the disk has it. */
function settle(path: string, flags: string): void {
  const file = openSync(path, flags);
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
