import { execFile } from "node:child_process";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { InstalledProject } from "./empty-project.ts";
import { minimalCalls } from "./minimal-calls.ts";
import type { NodeBinary } from "./node-binaries.ts";
import { entriesOf, type PackedPackage, readManifest } from "./pack-packages.ts";

const run = promisify(execFile);

/** One thing that was tried, and what went wrong where it did. */
export interface Check {
  readonly what: string;
  readonly failure?: string;
}

/** What runs at or after an install, of which we have none. */
const installScripts = ["preinstall", "install", "postinstall", "prepare", "preprepare", "postprepare"];

/** Imports every entry of a package by both ways of importing on one Node and makes its minimal call. */
export async function checkEntries(
  { manifest }: PackedPackage,
  { folder }: InstalledProject,
  node: NodeBinary,
): Promise<Check[]> {
  const entries = entriesOf(manifest);
  const checks: Check[] = entries
    .filter((entry) => minimalCalls[entry] === undefined)
    .map((entry) => ({ what: entry, failure: "no minimal call is written for it" }));
  for (const format of ["mjs", "cjs"] as const) {
    const script = join(folder, `check.${format}`);
    writeFileSync(script, scriptText(entries, format));
    const { stdout } = await run(node.path, [script], { cwd: folder });
    for (const [entry, failure] of JSON.parse(stdout) as [string, string | null][]) {
      const way = format === "mjs" ? "import" : "require";
      const what = `${node.version} ${way} ${entry}`;
      checks.push(failure === null ? { what } : { what, failure });
    }
  }
  return checks;
}

function scriptText(entries: readonly string[], format: "mjs" | "cjs"): string {
  const load = format === "mjs" ? "await import(entry)" : "require(entry)";
  const calls = entries.map((entry) => [entry, minimalCalls[entry] ?? "return true"]);
  return `${format === "cjs" ? '"use strict";\n' : ""}const calls = ${JSON.stringify(calls)};
const AsyncFunction = (async () => {}).constructor;
(async () => {
  const results = [];
  for (const [entry, body] of calls) {
    try {
      const all = ${load};
      const names = Object.keys(all).length;
      const answer = names > 0 && (await new AsyncFunction("all", body)(all));
      results.push([entry, answer === true ? null : names === 0 ? "exports nothing" : "its minimal call gave " + answer]);
    } catch (error) {
      results.push([entry, String(error && error.stack || error).slice(0, 600)]);
    }
  }
  console.log(JSON.stringify(results));
})();
`;
}

/** The commands of a package, asked for their help through npm's own link. */
export async function checkCommands(
  { manifest }: PackedPackage,
  { folder }: InstalledProject,
  node: NodeBinary,
): Promise<Check[]> {
  const checks: Check[] = [];
  for (const command of Object.keys(manifest.bin ?? {})) {
    const what = `${node.version} run ${command} --help`;
    const link = join(folder, "node_modules", ".bin", command);
    const failure = await run(node.path, [link, "--help"], { cwd: folder }).then(
      ({ stdout }) => (stdout.includes("USAGE") ? undefined : "its help says nothing"),
      (error: unknown) => String(error).slice(0, 600),
    );
    checks.push(failure === undefined ? { what } : { what, failure });
  }
  return checks;
}

/** That ours have no install script, and that of ours nothing came beside what is declared. */
export function checkInstalled(
  { manifest }: PackedPackage,
  { folder }: InstalledProject,
  all: readonly PackedPackage[],
): Check[] {
  const parent = join(folder, "node_modules", "@headway");
  const there = existsSync(parent) ? readdirSync(parent).map((name) => `@headway/${name}`) : [];
  const declared = declaredNames(manifest.name, all);
  return [
    ...there.map((name): Check => {
      const { scripts = {} } = readManifest(join(folder, "node_modules", name));
      const found = installScripts.filter((script) => script in scripts);
      const what = `no install script in ${name}`;
      return found.length === 0 ? { what } : { what, failure: `it has ${found.join(", ")}` };
    }),
    ...[...declared].filter((name) => !there.includes(name)).map((name) => missing(manifest.name, name)),
    ...there.filter((name) => !declared.has(name)).map((name) => undeclared(manifest.name, name)),
  ];
}

function missing(owner: string, name: string): Check {
  return { what: `dependencies of ${owner}`, failure: `${name} is declared and was not installed` };
}

function undeclared(owner: string, name: string): Check {
  return { what: `dependencies of ${owner}`, failure: `${name} was installed and is not declared` };
}

/** A package of ours and those of ours that it needs, by its own declaration and theirs. */
function declaredNames(name: string, all: readonly PackedPackage[], found = new Set<string>()): Set<string> {
  if (found.has(name)) return found;
  found.add(name);
  const own = all.find(({ manifest }) => manifest.name === name)?.manifest.dependencies ?? {};
  for (const one of Object.keys(own)) if (one.startsWith("@headway/")) declaredNames(one, all, found);
  return found;
}
