import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sharedFolder } from "../../proof-folder.ts";

/** Where the recorded answers lie, on machines that have them. */
export const recordingsFolder = join(sharedFolder, "recordings", "salesforce");

/** One recorded answer. */
export interface RecordedAnswer {
  readonly file: string;
  readonly status: number;
  readonly text: string;
  /** Parsed JSON; undefined for another format or nothing. */
  readonly body: unknown;
}

interface Entry {
  readonly file: string;
  readonly status: number | string | null;
}

function parsed(file: string, text: string): unknown {
  return file.endsWith(".json") ? JSON.parse(text) : undefined;
}

/** Reads every recorded answer that the index names, in its order. */
export function recordedAnswers(): RecordedAnswer[] {
  const entries = JSON.parse(readFileSync(join(recordingsFolder, "index.json"), "utf8")) as Entry[];
  return entries.map(({ file, status }) => {
    const text = readFileSync(join(recordingsFolder, file), "utf8");
    return { file, status: typeof status === "number" ? status : 200, text, body: parsed(file, text) };
  });
}
