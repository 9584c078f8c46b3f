import { mkdtempSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What esbuild is asked for here; its own types are not among our dependencies. */
interface Bundler {
  build(options: Readonly<Record<string, unknown>>): Promise<unknown>;
}

/** Names of the programs in `bundled/`. */
export type BundleName = "hubspot-action" | "salesforce-function" | "hubspot-sdk" | "salesforce-sdk";

/** One bundled program: a single minified file. */
export interface Bundle {
  readonly path: string;
  readonly bytes: number;
}

const names: readonly BundleName[] = [
  "hubspot-action",
  "salesforce-function",
  "hubspot-sdk",
  "salesforce-sdk",
];

/** Bundles every program by esbuild, the one that tsup brings: minified ES modules for Node, nothing left out. */
export async function makeBundles(): Promise<Readonly<Record<BundleName, Bundle>>> {
  const folder = mkdtempSync(join(tmpdir(), "headway-bundles-"));
  const bundler = loadBundler();
  const bundles = new Map<BundleName, Bundle>();
  for (const name of names) {
    const path = join(folder, `${name}.mjs`);
    // The SDKs are CommonJS and ask for `require`.
    const banner = name.endsWith("-sdk")
      ? 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);'
      : "";
    await bundler.build({
      ...{ entryPoints: [join(import.meta.dirname, "bundled", `${name}.ts`)], outfile: path },
      ...{ bundle: true, minify: true, format: "esm", platform: "node", target: "node24" },
      ...{ conditions: ["@headway/source"], banner: { js: banner }, logLevel: "error" },
    });
    bundles.set(name, { path, bytes: statSync(path).size });
  }
  return Object.fromEntries(bundles) as Record<BundleName, Bundle>;
}

function loadBundler(): Bundler {
  const root = createRequire(new URL("../../../../../package.json", import.meta.url));
  return createRequire(root.resolve("tsup"))("esbuild") as Bundler;
}
