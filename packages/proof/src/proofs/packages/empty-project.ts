import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { PackedPackage } from "./pack-packages.ts";

const run = promisify(execFile);

/** What npm put into a project. */
export interface InstalledProject {
  readonly folder: string;
  /** Every package in it, by its place under the project, with what the lock file says of it. */
  readonly locked: Readonly<Record<string, { readonly hasInstallScript?: boolean }>>;
}

/**
 * Makes an empty project and installs some packages into it with npm, from their tarballs; packages of ours that
 * they depend on come from tarballs too, all else from the registry. No install script runs, of anybody. Throws
 * with npm's own words when it cannot be installed.
 */
export async function installProject(
  folder: string,
  wanted: readonly PackedPackage[],
  all: readonly PackedPackage[],
  others: Readonly<Record<string, string>> = {},
): Promise<InstalledProject> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const names = new Set(wanted.map(({ manifest }) => manifest.name));
  const siblings = all.filter(({ manifest }) => !names.has(manifest.name));
  const manifest = {
    name: "empty-project",
    private: true,
    dependencies: { ...tarballs(wanted), ...others },
    overrides: tarballs(siblings),
  };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest, null, 2));
  await run("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: folder,
  });
  const lock = JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8"));
  const { "": _, ...locked } = lock.packages as InstalledProject["locked"];
  return { folder, locked };
}

function tarballs(packages: readonly PackedPackage[]): Record<string, string> {
  return Object.fromEntries(packages.map(({ manifest, tarball }) => [manifest.name, `file:${tarball}`]));
}
