import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const entry = fileURLToPath(new URL("../main.ts", import.meta.url));

/** The command in a process of its own, from its sources. */
export interface CliProcessRun {
  /** What Ctrl-C sends. */
  interrupt(): void;
  readonly ended: Promise<{ exitCode: number | null; stdout: string; stderr: string }>;
}

/** Starts `headway` with these arguments; nothing of this process's environment reaches it. */
export function cliProcess(
  directory: string,
  env: Readonly<Record<string, string>>,
  inputs: readonly string[],
): CliProcessRun {
  const child = spawn(process.execPath, ["--conditions=@headway/source", entry, ...inputs], {
    cwd: directory,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const printed = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    printed.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    printed.stderr += text;
  });
  return {
    interrupt: () => void child.kill("SIGINT"),
    ended: new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (exitCode) => resolve({ exitCode, ...printed }));
    }),
  };
}
