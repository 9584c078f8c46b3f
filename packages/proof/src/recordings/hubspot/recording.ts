import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sharedFolder } from "../../proof-folder.ts";

/** Where the recorded answers lie, beside the workspace. */
export const recordingsFolder = join(sharedFolder, "recordings", "hubspot");

/** One recorded answer. */
export interface Recording {
  /** The number that its file name begins with. */
  readonly number: string;
  readonly file: string;
  /** Null where it was not written down with the body. */
  readonly status: number | null;
  readonly text: string;
}

interface Entry {
  readonly file: string;
  readonly status?: number | null;
}

/** Every recorded answer; `undefined` where the folder is not there. */
export function readRecordings(): readonly Recording[] | undefined {
  if (!existsSync(recordingsFolder)) return undefined;
  const index = JSON.parse(readFileSync(join(recordingsFolder, "index.json"), "utf8")) as Entry[];
  return index.map(({ file, status }) => ({
    number: file.slice(0, 3),
    file,
    status: status ?? null,
    text: readFileSync(join(recordingsFolder, file), "utf8"),
  }));
}

/** The body as JSON; a page or an empty body as it is. */
export function bodyOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text.trim();
  }
}
