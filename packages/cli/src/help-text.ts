import { textWidth, wrap } from "@headway/report";
import { commandExamples } from "./command-examples.ts";

const mostWords = 2;
/** A switch is off unless given; saying so on each takes room and helps nobody. */
const usualDefault = "[default = false]";
/** What may be left out: it would hide the list of all commands. */
const optional = / \[--[^\][]*\](?:\.{3})?/g;
const entry = /^( +(?:-\w +)?\S+ {2,})(\S.*)$/;
const widestHang = 22;

/** True for the text that the argument parser prints for `--help`. */
export function isHelp(text: string): boolean {
  return text.startsWith("USAGE\n");
}

/** Help in lines no wider than the terminal, with examples of the command that was asked about. */
export function helpText(text: string, inputs: readonly string[], columns: number): string {
  const isWhole = inputs.every((word) => word.startsWith("-"));
  const lines = text
    .trimEnd()
    .split("\n")
    .map((line) => (isWhole && line.startsWith("  headway") ? line.replace(optional, "") : line))
    .flatMap((line) => shaped(withoutEnd(line, usualDefault), columns));
  const examples = examplesFor(inputs).flatMap((example) => hung(example, 2, 6, columns));
  return `${[...lines, "", "EXAMPLES", ...examples].join("\n")}\n`;
}

function withoutEnd(line: string, end: string): string {
  return line.endsWith(end) ? line.slice(0, -end.length).trimEnd() : line;
}

/** Of the longest words that name a command. */
function examplesFor(inputs: readonly string[]): readonly string[] {
  for (let words = mostWords; words > 0; words -= 1) {
    const found = commandExamples[inputs.slice(0, words).join(" ")];
    if (found !== undefined) return found;
  }
  return commandExamples[""] ?? [];
}

function shaped(line: string, columns: number): string[] {
  const [, start, said] = entry.exec(line) ?? [];
  if (start === undefined || said === undefined || start.trim().startsWith("headway")) {
    const indent = line.length - line.trimStart().length;
    return hung(line.trim(), indent, indent === 0 ? 0 : indent + 4, columns);
  }
  const hang = Math.min(start.length, widestHang);
  const [first = "", ...rest] = wrap(said.replace(/ {2,}/g, " "), Math.max(20, columns - hang));
  const isTooLong = textWidth(start) + textWidth(first) > columns;
  const head = isTooLong ? [start.trimEnd(), " ".repeat(hang) + first] : [start + first];
  return [...head, ...rest.map((part) => " ".repeat(hang) + part)];
}

function hung(text: string, indent: number, hang: number, columns: number): string[] {
  return wrap(text, Math.max(20, columns - hang)).map(
    (line, index) => " ".repeat(index === 0 ? indent : hang) + line,
  );
}
