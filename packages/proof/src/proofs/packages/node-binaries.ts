import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A Node to run with. */
export interface NodeBinary {
  /** What it says of itself, such as `v22.19.0`. */
  readonly version: string;
  readonly path: string;
}

/** The oldest Node that the packages promise to run on, as their `engines` say. */
export const oldestNode = "22.19.0";

/**
 * The Node that runs this, and the oldest one promised, which npm brings as the package `node` into a folder of
 * its own. Throws when the registry does not give it: a proof on one Node would prove half.
 */
export function nodeBinaries(folder: string): NodeBinary[] {
  const oldest = join(folder, "node_modules", ".bin", "node");
  if (!existsSync(oldest) || versionOf(oldest) !== `v${oldestNode}`) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "oldest-node", private: true }));
    const words = ["install", "--no-audit", "--no-fund", "--loglevel=error", `node@${oldestNode}`];
    execFileSync("npm", words, { cwd: folder, stdio: "pipe" });
  }
  return [oldest, process.execPath].map((path) => ({ path, version: versionOf(path) }));
}

function versionOf(path: string): string {
  return execFileSync(path, ["--version"], { encoding: "utf8" }).trim();
}
