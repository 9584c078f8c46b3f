import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { workspaceFolder } from "../../proof-folder.ts";

/** What of a `package.json` matters for packing and installing. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, unknown>>;
}

/** A package as it would be published. */
export interface PackedPackage {
  readonly manifest: Manifest;
  /** The package's own folder in the workspace. */
  readonly folder: string;
  /** The tarball's path. */
  readonly tarball: string;
}

const pnpm = "pnpm@12.21.0";

/** Builds all packages; takes about a minute. Throws, with what the tools said, when one cannot be built. */
export function buildPackages(): void {
  execFileSync("npx", ["--yes", pnpm, "run", "build"], { cwd: workspaceFolder, stdio: "pipe" });
}

/** Packs every public package as it would be published, from what was built, into an emptied folder. */
export function packPackages(into: string): PackedPackage[] {
  rmSync(into, { recursive: true, force: true });
  mkdirSync(into, { recursive: true });
  return publicPackages().map(({ manifest, folder }) => {
    const tarball = join(into, `${manifest.name.replace("@", "").replace("/", "-")}.tgz`);
    execFileSync("npx", ["--yes", pnpm, "pack", "--out", tarball], { cwd: folder, stdio: "pipe" });
    return { manifest, folder, tarball };
  });
}

function publicPackages(): { manifest: Manifest; folder: string }[] {
  const parent = join(workspaceFolder, "packages");
  return readdirSync(parent)
    .map((name) => join(parent, name))
    .map((folder) => ({ folder, manifest: readManifest(folder) }))
    .filter(({ manifest }) => manifest.private !== true);
}

/** The `package.json` of a folder. */
export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
}

/** What may be imported of a package: its name, and its name with each sub-path. */
export function entriesOf({ name, exports }: Manifest): string[] {
  return Object.keys(exports)
    .filter((subPath) => subPath !== "./package.json")
    .map((subPath) => `${name}${subPath.slice(1)}`);
}
