import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** The folders of `parent` that hold a `run.ts`: what a command there can be asked for. */
export function runNames(parent: string): string[] {
  const folders = readdirSync(parent, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders
    .map(({ name }) => name)
    .filter((name) => existsSync(join(parent, name, "run.ts")))
    .sort();
}

/** Loads `run.ts` of a folder; `undefined` where there is none of that name. */
export async function loadRun<Module>(parent: string, name: string): Promise<Module | undefined> {
  if (!runNames(parent).includes(name)) return undefined;
  return (await import(pathToFileURL(join(parent, name, "run.ts")).href)) as Module;
}
