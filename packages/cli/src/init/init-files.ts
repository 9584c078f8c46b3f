import { existsSync } from "node:fs";
import { join } from "node:path";
import { ConfigError } from "../config-error.ts";
import type { CliContext } from "../context.ts";
import { writeWhole } from "../write-whole.ts";
import type { InitFlags } from "./init-choice.ts";

/** Where `headway init` writes, from the current folder. */
export const initPaths = {
  config: join(".headway", "config.json"),
  policy: join(".headway", "policy.json"),
  readme: join(".headway", "README.md"),
} as const;

/**
 * Whether the files may be written: none is there, or the person agreed. Away from a terminal only `--overwrite`
 * agrees; without it throws `ConfigError` before anything is asked or read.
 */
export async function mayWrite(context: CliContext, flags: InitFlags, isAsked: boolean): Promise<boolean> {
  const there = Object.values(initPaths).filter((path) => existsSync(join(context.directory, path)));
  if (there.length === 0 || flags.overwrite) return true;
  if (isAsked) return context.confirm(`${there.join(", ")}: there already. Write anew?`);
  throw new ConfigError({
    path: there[0] ?? initPaths.config,
    expected: `expected nothing there, found ${there.length === 1 ? "the file" : `${there.length} of the files`}`,
    remedy: "Move it away, or give --overwrite to write it anew",
  });
}

/** Writes files for their owner alone, each whole or not at all. Throws `StoreUnavailable`. */
export function writeFiles(directory: string, files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) writeWhole(join(directory, path), content);
}
