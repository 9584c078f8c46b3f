import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";
import { workspaceFolder } from "../../proof-folder.ts";

/** One regular expression written in the sources. */
export interface WrittenPattern {
  /** `packages/crm/src/crm-error.ts`. */
  readonly path: string;
  readonly source: string;
  readonly flags: string;
}

/** Packages that texts of CRMs and of users reach; the sandbox speaks to ourselves and `proof` is not published. */
const packages = ["core", "crm", "hubspot", "salesforce", "sync", "report", "cli"];

/** Every pattern of the packages that are published, and each place that makes one at run time. */
export function findPatterns(): { patterns: readonly WrittenPattern[]; made: readonly string[] } {
  const patterns: WrittenPattern[] = [];
  const made: string[] = [];
  for (const path of packages.flatMap((name) => sourcesOf(join(workspaceFolder, "packages", name, "src")))) {
    const file = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);
    const place = relative(workspaceFolder, path);
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) patterns.push({ path: place, ...partsOf(node.text) });
      if (ts.isNewExpression(node) && node.expression.getText(file) === "RegExp") made.push(place);
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return { patterns, made };
}

function partsOf(literal: string): { source: string; flags: string } {
  const end = literal.lastIndexOf("/");
  return { source: literal.slice(1, end), flags: literal.slice(end + 1) };
}

function sourcesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ["testing", "conformance"].includes(entry.name) ? [] : sourcesOf(path);
    return entry.name.endsWith(".ts") && !entry.name.endsWith(".test.ts") ? [path] : [];
  });
}
