import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import {
  entriesOf,
  type Manifest,
  type PackedPackage,
  packPackages,
} from "../packages/proof/src/proofs/packages/pack-packages.ts";

/*
 * Packs every public package as it would be published, lints each tarball (publint, are-the-types-wrong),
 * and loads every entry from the unpacked tarballs, as an ES module and as CommonJS. Needs built packages.
 */

const work = join(import.meta.dirname, "..", ".headway");
const packedFolder = join(work, "packed");
const installFolder = join(work, "installed");
const failures: string[] = [];

function main(): void {
  rmSync(installFolder, { recursive: true, force: true });
  mkdirSync(installFolder, { recursive: true });
  const packed = packPackages(packedFolder);
  for (const one of packed) {
    attempt(`publint ${one.manifest.name}`, "publint", ["run", one.tarball, "--strict"]);
    attempt(`attw ${one.manifest.name}`, "attw", [one.tarball, "--profile", "node16", "--no-emoji"]);
    checkContents(one);
    install(one);
  }
  for (const { manifest } of packed) loadEntries(manifest);
  for (const { manifest } of packed) runCommands(manifest);
  for (const failure of failures) console.error(failure);
  console.log(`${packed.length} packages checked, ${failures.length} failures`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}

/** What is published is what was built, its sources and three texts; never a test, never a stray file. */
function checkContents({ manifest, tarball }: PackedPackage): void {
  const allowed =
    /^package\/(?:package\.json|LICENSE|README\.md|CHANGELOG\.md|FIDELITY\.md|dist\/.+|src\/.+)$/;
  const files = execFileSync("tar", ["tzf", tarball], { encoding: "utf8" }).trim().split("\n");
  const stray = files.filter((file) => !allowed.test(file) || /\.test\.[cm]?tsx?$/.test(file));
  if (stray.length > 0) failures.push(`${manifest.name} would publish ${stray.join(", ")}`);
}

/** Unpacks a tarball where Node finds it; packages from outside are borrowed from the workspace. */
function install({ manifest, folder, tarball }: PackedPackage): void {
  const target = join(installFolder, "node_modules", manifest.name);
  mkdirSync(target, { recursive: true });
  execFileSync("tar", ["xzf", tarball, "-C", target, "--strip-components=1"]);
  for (const name of Object.keys(manifest.dependencies ?? {})) {
    if (name.startsWith("@headway/")) continue;
    const link = join(target, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(folder, "node_modules", name), link);
  }
}

function loadEntries(manifest: Manifest): void {
  for (const entry of entriesOf(manifest)) {
    const esm = `const all = await import("${entry}"); if (Object.keys(all).length === 0) throw new Error("exports nothing")`;
    const cjs = `if (Object.keys(require("${entry}")).length === 0) throw new Error("exports nothing")`;
    attempt(`import ${entry}`, "node", ["--input-type=module", "--eval", esm]);
    attempt(`require ${entry}`, "node", ["--input-type=commonjs", "--eval", cjs]);
  }
}

function runCommands({ name, bin = {} }: Manifest): void {
  for (const [command, path] of Object.entries(bin)) {
    attempt(`run ${command}`, "node", [join(installFolder, "node_modules", name, path), "--help"]);
  }
}

function attempt(what: string, command: string, words: readonly string[]): void {
  try {
    execFileSync(command, words, { cwd: installFolder, encoding: "utf8", stdio: "pipe" });
    console.log(`ok ${what}`);
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    failures.push(`FAILED ${what}\n${stdout}${stderr}`);
  }
}

main();
