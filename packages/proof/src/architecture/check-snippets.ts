import { join } from "node:path";
import ts from "typescript";
import { root } from "./workspace.ts";

/** A TypeScript block of a document. */
export interface Snippet {
  /** For messages: `README.md:12`. */
  readonly place: string;
  readonly text: string;
}

/** Type-checks each snippet as a module of its own, against the sources, as strictly as the code itself. */
export function checkSnippets(snippets: readonly Snippet[]): string[] {
  const virtual = new Map(
    snippets.map((snippet, index) => [join(root, `packages/proof/src/snippet-${index}.ts`), snippet]),
  );
  const host = snippetHost(virtual);
  const program = ts.createProgram([...virtual.keys()], compilerOptions(), host);
  return [...virtual].flatMap(([path, { place }]) => {
    const file = program.getSourceFile(path);
    const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
    return found.map((diagnostic) => `${place} ${messageOf(diagnostic)}`);
  });
}

function compilerOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(root, "tsconfig.base.json"), ts.sys.readFile);
  return ts.parseJsonConfigFileContent(config, ts.sys, root).options;
}

function snippetHost(virtual: ReadonlyMap<string, Snippet>): ts.CompilerHost {
  const host = ts.createCompilerHost(compilerOptions());
  const read = host.readFile.bind(host);
  const exists = host.fileExists.bind(host);
  const getSourceFile = host.getSourceFile.bind(host);
  return {
    ...host,
    fileExists: (path) => virtual.has(path) || exists(path),
    readFile: (path) => virtual.get(path)?.text ?? read(path),
    getSourceFile(path, options) {
      const snippet = virtual.get(path);
      if (snippet === undefined) return getSourceFile(path, options);
      return ts.createSourceFile(path, `${snippet.text}\nexport {};\n`, options);
    },
  };
}

function messageOf(diagnostic: ts.Diagnostic): string {
  const text = ts.flattenDiagnosticMessageText(diagnostic.messageText, " ");
  if (diagnostic.file === undefined || diagnostic.start === undefined) return text;
  return `+${diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start).line + 1} ${text}`;
}
