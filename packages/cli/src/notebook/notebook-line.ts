import { Notebook } from "@headway/core";
import * as z from "zod";

/** The lists of the notebook, by name. */
export type NotebookList = keyof Notebook;

/** One entry of one of the lists. */
export type NotebookEntry<List extends NotebookList> = Notebook[List][number];

const names = Object.keys(Notebook.shape) as NotebookList[];

const Line = z.strictObject(
  {
    list: z.enum(names, { error: `expected one of ${names.join(", ")}` }),
    entry: z.record(z.string(), z.unknown(), { error: "expected an object" }),
  },
  {
    error: ({ code }) =>
      code === "unrecognized_keys" ? "expected no key besides `list` and `entry`" : "expected an object",
  },
);

/** A line that reads: the notebook that holds its one entry, and which list that is in. Else what is off about it. */
export type LineReading =
  | { readonly status: "known"; readonly list: NotebookList; readonly notebook: Notebook }
  | { readonly status: "off"; readonly expected: string };

/** Reads one line of the file, `{"list": "snoozes", "entry": {…}}`. What it says is never quoted: it is private. */
export function readLine(text: string): LineReading {
  const value = jsonIn(text);
  if (value === undefined) return { status: "off", expected: "expected JSON" };
  const line = Line.safeParse(value);
  if (!line.success) return off(line.error.issues);
  const { list, entry } = line.data;
  const notebook = Notebook.safeParse({ [list]: [entry] });
  if (notebook.success) return { status: "known", list, notebook: notebook.data };
  // The entry is alone in its list.
  return off(notebook.error.issues.map((issue) => ({ ...issue, path: ["entry", ...issue.path.slice(2)] })));
}

/** The line of one entry, with the line break. */
export function writeLine<List extends NotebookList>(list: List, entry: NotebookEntry<List>): string {
  return `${JSON.stringify({ list, entry })}\n`;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function off(issues: readonly z.core.$ZodIssue[]): LineReading {
  const texts = issues.map(({ path, message }) => {
    const at = path.map(String).join(".");
    return at === "" ? message : `\`${at}\`: ${message}`;
  });
  return { status: "off", expected: texts.join("; ") };
}
