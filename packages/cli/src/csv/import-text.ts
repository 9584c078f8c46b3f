import { plainText, wrap } from "@headway/report";
import type { FileReport, Scan } from "./scan-files.ts";
import type { UnknownStage } from "./stage-table.ts";

/** Refused rows shown of each file; `--json` lists all. */
const shownRefusals = 20;

const separatorNames: Readonly<Record<string, string>> = { "\t": "tab", " ": "blank" };

/** What became of every line of every file, for a terminal. */
export function scanText({ reports, notes }: Scan, columns: number): string {
  const lines = [...reports.flatMap(fileLines), ...notes.map((note) => `note: ${note}`)];
  return `${lines.flatMap((line) => wrapped(line, columns)).join("\n")}\n`;
}

function fileLines(report: FileReport): string[] {
  const { file, kind, encoding, separator, refusals, unused } = report;
  const named = Object.entries(report.columns).map(([column, header]) => `${column} ← ${header}`);
  const hidden = refusals.length - shownRefusals;
  return [
    `${file}: ${kind}, ${encoding}, cells separated by ${separatorNames[separator] ?? separator}`,
    `  ${lineCounts(report)}`,
    `  columns: ${named.join(", ")}`,
    `  not read: ${unused.length === 0 ? "none" : unused.map((header) => header || "(no header)").join(", ")}`,
    ...refusals.slice(0, shownRefusals).map(({ line, column, reason }) => {
      return `  line ${line}${column === null ? "" : `, ${column}`}: ${reason}`;
    }),
    ...(hidden > 0 ? [`  and ${hidden} more refused rows; --json lists them`] : []),
  ];
}

function lineCounts({ lines, header, read, deleted, refused, blank, footer, rows }: FileReport): string {
  const objects = Object.entries(rows).map(([object, count]) => `${count} ${object}`);
  const parts = [
    `${header} header`,
    `${read} read${objects.length === 0 ? "" : ` (${objects.join(", ")})`}`,
    `${refused} refused`,
    ...(deleted > 0 ? [`${deleted} of deleted records`] : []),
    ...(blank > 0 ? [`${blank} blank`] : []),
    ...(footer > 0 ? [`${footer} of the report's footer`] : []),
  ];
  return `${lines} lines: ${parts.join(", ")}`;
}

/** Stages whose meaning nobody told, in one sentence with what to say about them. */
export function unknownStagesText(unknown: readonly UnknownStage[]): string {
  const named = unknown.map(({ stage, reason }) => `“${stage}” (${reason})`).join(", ");
  const map = JSON.stringify({ stages: Object.fromEntries(unknown.map(({ stage }) => [stage, "open"])) });
  return `the files do not say of these stages whether they are open, won or lost: ${named}. Where all of them are open, say --other-stages open; else name each in a map, with --map: ${map}`;
}

function wrapped(line: string, columns: number): string[] {
  const indent = /^ */.exec(line)?.[0] ?? "";
  const [first = "", ...rest] = wrap(plainText(line.trim()), Math.max(20, columns - indent.length - 2));
  return [`${indent}${first}`, ...rest.map((each) => `${indent}  ${each}`)];
}
