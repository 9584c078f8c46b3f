import { execFile } from "node:child_process";
import { join } from "node:path";
import { root } from "../architecture/workspace.ts";

/** How a tool ended, with everything it printed. */
export interface ToolRun {
  readonly exitCode: number;
  readonly output: string;
}

/** Runs a tool's script by this Node in an example's folder, with an environment of its own. */
export function runTool(
  example: string,
  script: string,
  words: readonly string[],
  conditions: readonly string[] = [],
): Promise<ToolRun> {
  const options = {
    cwd: join(root, "examples", example),
    env: { PATH: process.env.PATH, HOME: process.env.HOME, CI: "1", NO_COLOR: "1" },
    maxBuffer: 64 * 1024 * 1024,
  };
  return new Promise((resolve) => {
    execFile(process.execPath, [...conditions, script, ...words], options, (error, stdout, stderr) => {
      const exitCode = error === null ? 0 : typeof error.code === "number" ? error.code : 1;
      resolve({ exitCode, output: `${stdout}\n${stderr}` });
    });
  });
}
