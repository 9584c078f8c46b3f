import ts from "typescript";
import { eachNode, placeOf, type SourceFile } from "./source-file.ts";

/** One import, re-export, `import()`, `require()`, `import.meta.resolve()` or `import("…")` type of a file. */
export interface Import {
  readonly specifier: string;
  /** True when nothing of it is left at run time. `import { type A }` leaves an import, `import type { A }` none. */
  readonly typeOnly: boolean;
  readonly place: string;
}

/** Every import of a file, in the order written. A `"node:…"` text counts too: it can only be meant for loading one. */
export function importsOf(file: SourceFile): Import[] {
  const found: Import[] = [];
  eachNode(file, (node) => {
    const read = readImport(node);
    if (read !== null) found.push({ ...read, place: placeOf(file, node) });
  });
  return found;
}

function readImport(node: ts.Node): Omit<Import, "place"> | null {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    const typeOnly = node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
    return { specifier: node.moduleSpecifier.text, typeOnly };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
    return { specifier: node.moduleSpecifier.text, typeOnly: node.isTypeOnly };
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    const { literal } = node.argument;
    return ts.isStringLiteral(literal) ? { specifier: literal.text, typeOnly: true } : null;
  }
  return readLoad(node);
}

const loaders = ["require", "import.meta.resolve"];

function readLoad(node: ts.Node): Omit<Import, "place"> | null {
  if (ts.isCallExpression(node)) {
    const [argument] = node.arguments;
    const loads =
      node.expression.kind === ts.SyntaxKind.ImportKeyword || loaders.includes(node.expression.getText());
    if (loads && argument && ts.isStringLiteralLike(argument) && !argument.text.startsWith("node:")) {
      return { specifier: argument.text, typeOnly: false };
    }
  }
  const isText = ts.isStringLiteralLike(node) && node.text.startsWith("node:");
  const isCounted = isText && (ts.isImportDeclaration(node.parent) || ts.isExportDeclaration(node.parent));
  const isTyped = isText && ts.isLiteralTypeNode(node.parent);
  return isText && !isCounted && !isTyped ? { specifier: node.text, typeOnly: false } : null;
}

/** `zod` of `zod/mini`, `@headway/crm` of `@headway/crm/http`; null for a relative or a `node:` import. */
export function packageName(specifier: string): string | null {
  if (specifier.startsWith(".") || specifier.startsWith("node:")) return null;
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}
