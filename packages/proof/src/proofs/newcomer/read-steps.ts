import { readFileSync } from "node:fs";
import { join } from "node:path";
import { codeBlocks } from "../../architecture/document.ts";
import { workspaceFolder } from "../../proof-folder.ts";

/**
 * Something that a page tells its reader to do, as it stands there: a line of a shell block, or a TypeScript block
 * to be run as a program.
 */
export interface Step {
  readonly type: "command" | "program";
  /** `README.md:43`: where its block begins. */
  readonly place: string;
  readonly text: string;
}

/** What a page tells its reader to do, in its order. Blocks in other languages are shown, not run. */
export function readSteps(page: string): Step[] {
  const markdown = readFileSync(join(workspaceFolder, page), "utf8");
  return codeBlocks(markdown).flatMap(({ language, text, line }): Step[] => {
    const place = `${page}:${line}`;
    if (language === "ts") return [{ type: "program", place, text }];
    if (language !== "") return [];
    const lines = text.split("\n").filter((each) => each.trim() !== "");
    return lines.map((each) => ({ type: "command", place, text: each }));
  });
}
