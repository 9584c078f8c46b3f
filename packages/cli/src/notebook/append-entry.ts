import { closeSync, constants, fsyncSync, openSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { ConfigError } from "../config-error.ts";
import { makePrivateFolder } from "../open-store.ts";
import { StoreUnavailable } from "../store-unavailable.ts";
import { type NotebookEntry, type NotebookList, readLine, writeLine } from "./notebook-line.ts";
import { readNotebook } from "./read-notebook.ts";

const flags = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW;

/**
 * Writes one entry behind the others: one line, in one write, on the disk when it returns; a file that is not there
 * yet is made for its owner alone. The file is read before, so that nothing is added to one that cannot be read.
 * Throws `ConfigError` for an entry or a file that is off, and `StoreUnavailable` where nothing can be written.
 */
export function appendEntry<List extends NotebookList>(
  path: string,
  list: List,
  entry: NotebookEntry<List>,
): void {
  const line = writeLine(list, entry);
  const read = readLine(line);
  if (read.status === "off") throw new ConfigError({ path: list, expected: read.expected });
  readNotebook(path);
  makePrivateFolder(dirname(path));
  writeDown(path, Buffer.from(line));
}

function writeDown(path: string, line: Buffer): void {
  let file: number | undefined;
  try {
    file = openSync(path, flags, 0o600);
    const written = writeSync(file, line);
    fsyncSync(file);
    if (written !== line.length) throw new StoreUnavailable(path, "ENOSPC");
    syncFolder(dirname(path));
  } catch (error) {
    if (StoreUnavailable.is(error)) throw error;
    throw new StoreUnavailable(
      path,
      error instanceof Error && "code" in error ? String(error.code) : "unknown",
    );
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** The name of a new file is on the disk only when its folder is; Windows knows no such thing. */
function syncFolder(path: string): void {
  if (process.platform === "win32") return;
  const folder = openSync(path, constants.O_RDONLY);
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
