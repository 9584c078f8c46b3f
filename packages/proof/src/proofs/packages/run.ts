import { join } from "node:path";
import { parseArgs } from "node:util";
import { leaveResult, workspaceFolder } from "../../proof-folder.ts";
import type { Proof } from "../proof.ts";
import { type Check, checkCommands, checkEntries, checkInstalled } from "./check-project.ts";
import { installProject } from "./empty-project.ts";
import { type NodeBinary, nodeBinaries } from "./node-binaries.ts";
import { buildPackages, type PackedPackage, packPackages } from "./pack-packages.ts";

interface PackageResult {
  readonly package: string;
  readonly installedPackages: number;
  /** Packages of others that would run a script at install; none of them did. */
  readonly othersWithInstallScripts: readonly string[];
  readonly checks: readonly Check[];
}

const work = join(workspaceFolder, ".headway", "proof-packages");

/**
 * Packs every public package, installs each alone in an empty project and uses it there: every entry, imported and
 * required, on the oldest Node promised and on this one. `--built` takes what is built already.
 */
export const proof: Proof = async (args) => {
  const { values } = parseArgs({ args: [...args], options: { built: { type: "boolean", default: false } } });
  const nodes = nodeBinaries(join(work, "node"));
  console.error(`on Node ${nodes.map(({ version }) => version).join(" and ")}`);
  if (!values.built) {
    console.error("building …");
    buildPackages();
  }
  console.error("packing …");
  const packed = packPackages(join(work, "packed"));
  const results: PackageResult[] = [];
  for (const one of packed) results.push(await proveOne(one, packed, nodes));
  const checks = results.flatMap((result) => result.checks);
  const failures = checks.filter(({ failure }) => failure !== undefined);
  for (const { what, failure } of failures) console.error(`FAILED ${what}: ${failure}`);
  const document = {
    nodes: nodes.map(({ version }) => version),
    packages: results,
    checks: checks.length,
    failures,
  };
  console.log(`${packed.length} packages, ${checks.length} checks, ${failures.length} failures`);
  console.log(leaveResult("proof/packages.json", document));
  return failures.length === 0 && checks.length > 0 ? 0 : 1;
};

async function proveOne(
  one: PackedPackage,
  all: readonly PackedPackage[],
  nodes: readonly NodeBinary[],
): Promise<PackageResult> {
  const { name } = one.manifest;
  console.error(`${name} …`);
  const project = await installProject(join(work, "projects", name.replace("@headway/", "")), [one], all);
  const checks = checkInstalled(one, project, all);
  for (const node of nodes) {
    checks.push(...(await checkEntries(one, project, node)), ...(await checkCommands(one, project, node)));
  }
  const places = Object.entries(project.locked);
  return {
    package: name,
    installedPackages: places.length,
    othersWithInstallScripts: places.flatMap(([place, { hasInstallScript }]) =>
      hasInstallScript === true ? [place.replace(/^.*node_modules\//, "")] : [],
    ),
    checks,
  };
}
