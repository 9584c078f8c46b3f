import { spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** How a process ended: killed at its point, or with all it had to say. */
export type RunEnding =
  | { readonly status: "killed" }
  | { readonly status: "ended"; readonly said: string; readonly code: number | null };

/** Runs a script of this folder in a process of its own, with one order as JSON, and waits for its end. */
export function startKilledRun(script: string, order: object): Promise<RunEnding> {
  const child = spawn(
    process.execPath,
    ["--conditions=@headway/source", join(import.meta.dirname, script), JSON.stringify(order)],
    {
      stdio: ["ignore", "pipe", "inherit"],
      // Several hundred processes load the same modules.
      env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), "headway-compile-cache") },
    },
  );
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) =>
      resolve(signal === "SIGKILL" ? { status: "killed" } : { status: "ended", said, code }),
    );
  });
}
