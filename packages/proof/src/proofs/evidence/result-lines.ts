import type { Check, Experiment, ExperimentResult, ResultTable } from "./experiment.ts";

/** A result as Markdown, the same on the screen and on the page. */
export function resultLines({ title, claim, data }: Experiment, result: ExperimentResult): string[] {
  return [
    `### ${title}`,
    "",
    claim,
    "",
    `Data: ${data}.`,
    "",
    ...checkLines(result.checks),
    ...result.tables.flatMap(tableLines),
    ...result.remarks.filter((remark) => remark !== "").map((remark) => `- ${remark}`),
    "",
  ];
}

function checkLines(checks: readonly Check[]): string[] {
  if (checks.length === 0) return [];
  const rows = checks.map(({ name, found, wanted, met }) => [
    name,
    found,
    wanted,
    met ? "met" : "**missed**",
  ]);
  return tableOf(["threshold, written before running", "found", "wanted", ""], rows);
}

function tableLines({ title, head, rows }: ResultTable): string[] {
  return [`**${title}**`, "", ...tableOf(head, rows)];
}

/** Padded as the formatter of this repository pads tables. */
function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((cell, k) => Math.max(3, cell.length, ...rows.map((row) => row[k]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, k) => (cells[k] ?? "").padEnd(width)).join(" | ")} |`;
  return [line(head), `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`, ...rows.map(line), ""];
}
