import ts from "typescript";
import { eachNode, placeOf, type SourceFile } from "./source-file.ts";

const maximumFileLines = 250;
const maximumFunctionLines = 50;

/** Holds the hard limits: a file 250 lines, a function 50. */
export function checkSizes(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => {
    const faults: string[] = [];
    const lines = file.text.split("\n").length - (file.text.endsWith("\n") ? 1 : 0);
    if (lines > maximumFileLines)
      faults.push(`${file.path} has ${lines} lines (${maximumFileLines} at most)`);
    eachNode(file, (node) => {
      const length = functionLines(file, node);
      if (length <= maximumFunctionLines) return;
      faults.push(
        `${placeOf(file, node)} is a function of ${length} lines (${maximumFunctionLines} at most)`,
      );
    });
    return faults;
  });
}

function functionLines(file: SourceFile, node: ts.Node): number {
  if (!ts.isFunctionLike(node) || !("body" in node) || node.body === undefined) return 0;
  const lineAt = (position: number): number => file.tree.getLineAndCharacterOfPosition(position).line;
  return lineAt(node.getEnd()) - lineAt(node.getStart(file.tree)) + 1;
}
