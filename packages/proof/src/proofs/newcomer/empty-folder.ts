import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PackedPackage } from "../packages/pack-packages.ts";

/** Makes a folder, empty but for the `package.json` that `npm init` would make for a project of ES modules. */
export function emptyFolder(path: string): string {
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path, { recursive: true });
  writeManifest(path, {});
  return path;
}

/**
 * A line as it stands on a page; in `npm install` the names of our packages become their tarballs, here and for
 * what they depend on, as they are on no registry yet. The folder's `package.json` is written anew for that.
 */
export function installLine(line: string, folder: string, packed: readonly PackedPackage[]): string {
  if (!line.startsWith("npm install ")) return line;
  const words = line.split(" ");
  const files = new Map(packed.map(({ manifest, tarball }) => [manifest.name, `file:${tarball}`]));
  const siblings = [...files].filter(([name]) => !words.includes(name));
  writeManifest(folder, { overrides: Object.fromEntries(siblings) });
  return [...words.map((word) => files.get(word) ?? word), "--no-audit", "--no-fund"].join(" ");
}

function writeManifest(folder: string, more: object): void {
  const manifest = { name: "newcomer", private: true, type: "module", ...more };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest, null, 2));
}
