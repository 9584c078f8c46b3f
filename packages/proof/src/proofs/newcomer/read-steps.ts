import { readFileSync } from "node:fs";
import { join } from "node:path";
import { codeBlocks } from "../../architecture/document.ts";
import { workspaceFolder } from "../../proof-folder.ts";

/**
 * Something that a page tells its reader to do, as it stands there: a line of a shell block, a TypeScript block to
 * be run as a program, or a block of data to be kept under the name that the prose before it ends with.
 */
export interface Step {
  readonly type: "command" | "program" | "file";
  /** Of a file. */
  readonly name?: string;
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
    const name = nameBefore(markdown, line);
    if (["csv", "json"].includes(language) && name !== undefined)
      return [{ type: "file", place, name, text }];
    if (language !== "") return [];
    const lines = text.split("\n").filter((each) => each.trim() !== "");
    return lines.map((each) => ({ type: "command", place, text: each }));
  });
}

/** What a step is called: a command as it stands, a file by its name, a program by its first line. */
export function stepName({ type, name, text }: Step): string {
  return type === "command" ? text : (name ?? text.split("\n")[0] ?? "");
}

/** The file name in the paragraph before a block: `deals.csv` of "…, `deals.csv`:". */
function nameBefore(markdown: string, line: number): string | undefined {
  const before = markdown
    .split("\n")
    .slice(0, line - 1)
    .join("\n")
    .trimEnd();
  const paragraph = before.slice(before.lastIndexOf("\n\n") + 1);
  return [...paragraph.matchAll(/`([\w-]+\.(?:csv|json))`/g)].at(-1)?.[1];
}
