import { codeBlocks } from "./document.ts";
import { type SourceFile, sourceFile } from "./source-file.ts";
import { filesUnder, readText } from "./workspace.ts";

/** Every Markdown file of the repository's own, by path. */
export function readDocuments(): Map<string, string> {
  const paths = [
    ...["README.md", "AGENTS.md", "CONTRIBUTING.md", "SECURITY.md"],
    ...["docs", "examples", "packages"].flatMap(filesUnder).filter((path) => path.endsWith(".md")),
  ];
  return new Map(paths.map((path) => [path, readText(path)]));
}

/** The TypeScript in the documents, as if each block were a file of the `proof` package, which type-checks them. */
export function documentSources(): SourceFile[] {
  return [...readDocuments()].flatMap(([path, text]) =>
    codeBlocks(text)
      .filter(({ language }) => language === "ts")
      .map((block) => sourceFile(`packages/proof/${path}:${block.line}.ts`, block.text)),
  );
}
