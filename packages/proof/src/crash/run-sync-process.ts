import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

const script = new URL("./sync-process.ts", import.meta.url).pathname;

/** A sync in a process of its own. */
export interface SyncProcess {
  /** Everything it said, once it has ended, one way or the other. */
  readonly lines: Promise<string[]>;
  /** SIGKILL: it gets no chance to tidy up. */
  kill(): void;
}

/** Starts `sync-process.ts` with these arguments. */
export function runSyncProcess(argv: readonly string[]): SyncProcess {
  const child = spawn(process.execPath, ["--conditions=@headway/source", script, ...argv], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  return { lines: linesOf(child.stdout), kill: () => child.kill("SIGKILL") };
}

async function linesOf(stream: NodeJS.ReadableStream): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of createInterface({ input: stream })) lines.push(line);
  return lines;
}
