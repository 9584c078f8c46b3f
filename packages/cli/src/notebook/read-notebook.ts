import { emptyNotebook, type Notebook } from "@headway/core";
import { ConfigError } from "../config-error.ts";
import { readPrivateFile } from "../config-file.ts";
import { type NotebookList, readLine } from "./notebook-line.ts";

/**
 * Everything in the notebook's file, a line for each entry in the order written; the empty notebook where there is no
 * file. Throws `ConfigError` with the line and what was expected there: a file with one bad line is refused, since a
 * half-read notebook would decide otherwise without a word. So is one that others may read, or a link.
 */
export function readNotebook(path: string): Notebook {
  const content = readPrivateFile(path, false);
  return content === undefined ? emptyNotebook : notebookIn(path, content);
}

/** See {@link readNotebook}. */
export function notebookIn(path: string, content: string): Notebook {
  const lists: Partial<Record<NotebookList, unknown[]>> = {};
  const lines = content.split("\n");
  const last = lines.pop();
  if (last !== undefined && last.trim() !== "") {
    throw badLine(path, lines.length + 1, "expected a line break at its end: it was not written to its end");
  }
  for (const [index, text] of lines.entries()) {
    if (text.trim() === "") continue;
    const line = readLine(text);
    if (line.status === "off") throw badLine(path, index + 1, line.expected);
    lists[line.list] ??= [];
    lists[line.list]?.push(...line.notebook[line.list]);
  }
  return { ...emptyNotebook, ...lists } as Notebook;
}

function badLine(path: string, line: number, expected: string): ConfigError {
  return new ConfigError({
    path: `${path}, line ${line}`,
    expected,
    remedy: "Set that line right or take it out; nothing of the notebook is used until every line reads",
  });
}
