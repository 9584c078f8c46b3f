import { importsOf, packageName } from "./imports-of.ts";
import { isTest, packageOf, type SourceFile } from "./source-file.ts";

/** Which of our packages each package may import. */
const allowedPackages: Readonly<Record<string, readonly string[]>> = {
  core: [],
  crm: [],
  hubspot: ["crm"],
  salesforce: ["crm"],
  sync: ["core", "crm"],
  sandbox: [],
  report: ["core", "sync"],
  cli: ["core", "crm", "hubspot", "salesforce", "sync", "sandbox", "report"],
  proof: ["core", "crm", "hubspot", "salesforce", "sync", "sandbox", "report", "cli"],
};

/** What may be imported from outside where the size of a serverless bundle hangs on it. */
const allowedOutside: Readonly<Record<string, readonly string[]>> = {
  core: ["zod/mini"],
  crm: ["zod/mini", "p-retry"],
};

/** Folders in which `node:` built-ins are allowed; everything else runs on Web APIs alone. */
const nodeFolders = [
  "packages/cli/",
  "packages/sandbox/",
  "packages/proof/",
  "packages/sync/src/sqlite/",
  "packages/sync/src/postgres/",
  "packages/sync/src/fleet/",
];

const vendorParts = ["@headway/hubspot", "@headway/salesforce", "@hubspot/api-client", "jsforce"];

/** Holds the table of who may import whom. Tests are left out: they may bring the sandbox as witness. */
export function checkPackageImports(files: readonly SourceFile[]): string[] {
  return files
    .filter((file) => !isTest(file.path))
    .flatMap((file) =>
      importsOf(file).flatMap(({ specifier, place }) =>
        faultsOf(file.path, specifier).map((fault) => `${place} ${fault}`),
      ),
    );
}

function faultsOf(path: string, specifier: string): string[] {
  const home = packageOf(path);
  if (home === null) return [];
  const name = packageName(specifier);
  const faults: string[] = [];
  if (specifier.startsWith("node:")) {
    if (!nodeFolders.some((folder) => path.startsWith(folder)))
      faults.push(`imports ${specifier} (Web APIs only here)`);
  } else if (name === null) {
    if (leavesPackage(path, specifier)) faults.push(`reaches into another package by ${specifier}`);
  } else if (name.startsWith("@headway/")) {
    const mayImport = allowedPackages[home] ?? [];
    if (!mayImport.includes(name.slice("@headway/".length))) faults.push(`${home} may not import ${name}`);
  } else if (!(allowedOutside[home]?.includes(specifier) ?? true)) {
    faults.push(`${home} may not import ${specifier}`);
  }
  if (specifier === "p-retry" && home === "crm" && !path.startsWith("packages/crm/src/http/")) {
    faults.push("imports p-retry outside of ./http");
  }
  if (home === "cli" && path !== "packages/cli/src/adapters.ts" && vendorParts.includes(name ?? "")) {
    faults.push(`names the vendor part ${specifier}; only packages/cli/src/adapters.ts may`);
  }
  return faults;
}

/** What proves things may run the examples, which are no packages of ours. */
function leavesPackage(path: string, specifier: string): boolean {
  const target = new URL(specifier, `file:///${path}`).pathname.slice(1);
  if (packageOf(path) === "proof" && target.startsWith("examples/")) return false;
  return packageOf(target) !== packageOf(path);
}
