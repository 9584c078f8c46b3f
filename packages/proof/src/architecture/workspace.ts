import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { Manifest } from "./check-dependencies.ts";
import { type SourceFile, sourceFile } from "./source-file.ts";

/** The repository's root, with a slash at the end. */
export const root = fileURLToPath(new URL("../../../../", import.meta.url));

/** A package.json as far as the rules read it. */
export interface PackageJson extends Manifest {
  readonly version?: string;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, string | { readonly "@headway/source"?: string }>>;
}

/** Paths of all files under a folder, relative to the root, dependencies and built files left out, in name order. */
export function filesUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => !["node_modules", "dist", ".headway"].includes(entry.name))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      return entry.isDirectory() ? filesUnder(path) : [path];
    })
    .sort();
}

/** Names of the folders under `packages` or `examples` that hold a package.json. */
export function packageFolders(parent: "packages" | "examples"): string[] {
  return readdirSync(join(root, parent)).filter((name) =>
    statSync(join(root, parent, name, "package.json"), { throwIfNoEntry: false })?.isFile(),
  );
}

/** The text of a file, by its path from the root. */
export function readText(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

/** Every TypeScript file under a folder, parsed. */
export function readSources(folder: string): SourceFile[] {
  return filesUnder(folder)
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => sourceFile(path, readText(path)));
}

/** A package.json by its folder; `""` is the root's. */
export function readPackage(folder: string): PackageJson {
  return JSON.parse(readText(folder === "" ? "package.json" : `${folder}/package.json`)) as PackageJson;
}

/** Where each `@headway/…` specifier leads in the sources: `@headway/crm/http` to `packages/crm/src/http/index.ts`. */
export function sourceEntries(): Map<string, string> {
  const entries = new Map<string, string>();
  for (const folder of packageFolders("packages")) {
    const { name, exports = {} } = readPackage(`packages/${folder}`);
    for (const [subPath, target] of Object.entries(exports)) {
      const source = typeof target === "string" ? undefined : target["@headway/source"];
      if (source === undefined) continue;
      entries.set(`${name}${subPath.slice(1)}`, relative(root, join(root, "packages", folder, source)));
    }
  }
  return entries;
}
