import { importsOf, packageName } from "./imports-of.ts";
import { isTest, type SourceFile } from "./source-file.ts";

/** The parts of a package.json that name dependencies. */
export interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** A package, its files, and the tools that the workspace root lends to tests and to private packages. */
export interface DependencyInput {
  readonly manifest: Manifest;
  readonly files: readonly SourceFile[];
  readonly rootTools: readonly string[];
}

/** Every import is declared where it is used, and every declared dependency is used. */
export function checkDependencies({ manifest, files, rootTools }: DependencyInput): string[] {
  const shipped = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
  const forTests = [...shipped, ...Object.keys(manifest.devDependencies ?? {}), ...rootTools];
  const faults: string[] = [];
  const used = new Set<string>();
  for (const file of files) {
    const allowed = isTest(file.path) || manifest.private === true ? forTests : shipped;
    for (const { specifier, place } of importsOf(file)) {
      const name = packageName(specifier);
      if (name === null || name === manifest.name) continue;
      used.add(name);
      if (!allowed.includes(name))
        faults.push(`${place} imports ${name}, which ${manifest.name} does not declare for it`);
    }
  }
  const declared = [...shipped, ...Object.keys(manifest.devDependencies ?? {})];
  return [
    ...faults,
    ...declared
      .filter((name) => !used.has(describedBy(name)))
      .map((name) => `${manifest.name} declares ${name} and does not use it`),
  ];
}

/** The package whose types a dependency brings, or the dependency itself: `@types/a__b` serves `@a/b`. */
function describedBy(name: string): string {
  if (!name.startsWith("@types/")) return name;
  const described = name.slice("@types/".length);
  return described.includes("__") ? `@${described.replace("__", "/")}` : described;
}
