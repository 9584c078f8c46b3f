import ts from "typescript";
import { placeOf, type SourceFile } from "./source-file.ts";

/**
 * Every exported symbol says what it means. A schema and a type that share a name need one docstring between them.
 * Re-exports carry the docstring of what they re-export.
 */
export function checkDocstrings(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => {
    const described = new Map<string, { isDescribed: boolean; place: string }>();
    for (const statement of file.tree.statements) {
      if (!isExported(statement)) continue;
      for (const name of namesOf(statement)) {
        const before = described.get(name)?.isDescribed ?? false;
        described.set(name, {
          isDescribed: before || hasDocstring(file, statement),
          place: placeOf(file, statement),
        });
      }
    }
    return [...described]
      .filter(([, { isDescribed }]) => !isDescribed)
      .map(([name, { place }]) => `${place} exports ${name} without a docstring`);
  });
}

function isExported(statement: ts.Statement): boolean {
  if (!ts.canHaveModifiers(statement)) return false;
  return (
    ts.getModifiers(statement)?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword) ?? false
  );
}

function namesOf(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map((declaration) => declaration.name.getText());
  }
  const isNamed =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement);
  return isNamed && statement.name ? [statement.name.text] : [];
}

function hasDocstring(file: SourceFile, statement: ts.Statement): boolean {
  const comments = ts.getLeadingCommentRanges(file.text, statement.getFullStart()) ?? [];
  const last = comments.at(-1);
  return last !== undefined && file.text.slice(last.pos, last.pos + 3) === "/**";
}
