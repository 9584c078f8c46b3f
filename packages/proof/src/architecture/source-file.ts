import ts from "typescript";

/** One TypeScript file, parsed. `path` is relative to the repository, with forward slashes. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
}

/** Parses a file; `text` may be a fixture that exists nowhere. */
export function sourceFile(path: string, text: string): SourceFile {
  return { path, text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true) };
}

/** The folder under `packages/` a path lies in, or null outside of them. */
export function packageOf(path: string): string | null {
  return /^packages\/([^/]+)\//.exec(path)?.[1] ?? null;
}

/** True for a unit test, and for what lies in a `testing` folder: neither is published. */
export function isTest(path: string): boolean {
  return /\.test(-d)?\.tsx?$|\/src\/(?:.+\/)?testing\//.test(path);
}

/** Calls `visit` with every node of a file, parents before children. */
export function eachNode(file: SourceFile, visit: (node: ts.Node) => void): void {
  const walk = (node: ts.Node): void => {
    visit(node);
    ts.forEachChild(node, walk);
  };
  walk(file.tree);
}

/** `packages/core/src/a.ts:12`, for messages. */
export function placeOf(file: SourceFile, node: ts.Node): string {
  return `${file.path}:${file.tree.getLineAndCharacterOfPosition(node.getStart(file.tree)).line + 1}`;
}
