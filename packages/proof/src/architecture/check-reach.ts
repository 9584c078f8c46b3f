import { type Import, importsOf } from "./imports-of.ts";
import type { SourceFile } from "./source-file.ts";

/** An entry and what may be loaded, directly or through others, when it is imported. */
export interface ReachRule {
  readonly entry: string;
  /** Specifiers from outside the repository that may be reached. */
  readonly outside: readonly string[];
  /** Folders of ours that must not be reached, and why. */
  readonly never?: Readonly<Record<string, string>>;
}

/** The entries whose bundle size is promised. */
export const reachRules: readonly ReachRule[] = [
  { entry: "packages/core/src/index.ts", outside: ["zod/mini"] },
  {
    entry: "packages/crm/src/index.ts",
    outside: ["zod/mini"],
    never: { "packages/crm/src/http/": "the contract comes without http" },
  },
  { entry: "packages/crm/src/conformance/index.ts", outside: ["zod/mini"] },
  { entry: "packages/hubspot/src/fetch.ts", outside: ["zod/mini", "p-retry"] },
  { entry: "packages/hubspot/src/webhooks/index.ts", outside: ["zod/mini", "p-retry"] },
  { entry: "packages/salesforce/src/fetch.ts", outside: ["zod/mini", "p-retry"] },
  {
    entry: "packages/hubspot/src/serverless/index.ts",
    outside: ["p-retry"],
    never: {
      "packages/hubspot/src/pull-changes.ts": "a function works on one record",
      "packages/hubspot/src/options.ts": "a function has few options",
    },
  },
  {
    entry: "packages/salesforce/src/serverless/index.ts",
    outside: ["p-retry"],
    never: {
      "packages/salesforce/src/pull-changes.ts": "a function works on one record",
      "packages/salesforce/src/options.ts": "a function has few options",
    },
  },
  {
    entry: "packages/sync/src/one-record/index.ts",
    outside: ["zod/mini"],
    never: {
      "packages/sync/src/sync.ts": "one record needs no engine",
      "packages/sync/src/memory/": "one record needs no store",
      "packages/crm/src/http/": "the adapter is handed in",
    },
  },
  {
    entry: "packages/sync/src/index.ts",
    outside: ["zod/mini", "p-retry", "@opentelemetry/api"],
    never: {
      "packages/sync/src/sqlite/": "a store is chosen by its sub-path",
      "packages/sync/src/postgres/": "a store is chosen by its sub-path",
      "packages/sync/src/fleet/": "the fleet is a sub-path",
    },
  },
];

/** Follows the run-time imports of an entry through our sources; `entries` says where `@headway/…` leads. */
export function checkReach(
  files: readonly SourceFile[],
  entries: ReadonlyMap<string, string>,
  rules: readonly ReachRule[] = reachRules,
): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  return rules.flatMap((rule) => {
    const faults: string[] = [];
    for (const [path, imports] of reached(rule.entry, byPath, entries)) {
      for (const [folder, reason] of Object.entries(rule.never ?? {})) {
        if (path.startsWith(folder)) faults.push(`${rule.entry} reaches ${path}: ${reason}`);
      }
      faults.push(...imports.filter((one) => !isAllowed(one, rule)).map((one) => fault(rule, one)));
    }
    return faults;
  });
}

function isAllowed({ specifier }: Import, rule: ReachRule): boolean {
  return specifier.startsWith(".") || specifier.startsWith("@headway/") || rule.outside.includes(specifier);
}

function fault(rule: ReachRule, { specifier, place }: Import): string {
  return `${rule.entry} reaches ${specifier} through ${place}`;
}

/**
 * Sources that no entry reaches: whoever uses them is a test, and what only tests use is not to be published. Types
 * count here, since declarations reach them.
 */
export function checkUnreached(
  files: readonly SourceFile[],
  entries: ReadonlyMap<string, string>,
  roots: readonly string[],
): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const found = new Set(roots.flatMap((root) => [...reached(root, byPath, entries, true).keys()]));
  return files
    .filter((file) => !found.has(file.path))
    .map(
      (file) => `${file.path} is reached by no entry; what tests alone use belongs into a \`testing\` folder`,
    );
}

function reached(
  entry: string,
  byPath: ReadonlyMap<string, SourceFile>,
  entries: ReadonlyMap<string, string>,
  withTypes = false,
): Map<string, Import[]> {
  const found = new Map<string, Import[]>();
  const open = [entry];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (found.has(path)) continue;
    const file = byPath.get(path);
    if (file === undefined) throw new RangeError(`There is no file ${path} to follow imports through`);
    const imports = importsOf(file).filter((one) => withTypes || !one.typeOnly);
    found.set(path, imports);
    open.push(...imports.flatMap((one) => targetOf(path, one.specifier, entries)));
  }
  return found;
}

function targetOf(path: string, specifier: string, entries: ReadonlyMap<string, string>): string[] {
  if (specifier.startsWith(".")) return [new URL(specifier, `file:///${path}`).pathname.slice(1)];
  const target = entries.get(specifier);
  return target === undefined ? [] : [target];
}
