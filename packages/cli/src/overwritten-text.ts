import { plainText, wrap } from "@headway/report";
import type { FieldConflict, RunReport } from "@headway/sync";

const listed = 10;

/** Headway's fields that somebody else had changed; nothing when nobody had. */
export function overwrittenText({ conflicts = [], crm }: RunReport, columns: number): string {
  if (conflicts.length === 0) return "";
  const lines = [
    `  changed by others  ${conflicts.length} of Headway's fields, whose values go back`,
    ...conflicts.slice(0, listed).flatMap((conflict) => conflictLines(conflict, columns)),
    ...(conflicts.length > listed
      ? [`    … and ${conflicts.length - listed} more: headway conflicts --crm ${crm}`]
      : []),
  ];
  return `${lines.join("\n")}\n`;
}

/** One of them, on a line or several. */
export function conflictLines(
  { ref, field, theirs, ours, changedBy }: FieldConflict,
  columns: number,
): string[] {
  const text = `${ref.object}/${ref.id} ${field}: theirs ${shown(theirs)}, changed by ${changedBy}; Headway's ${shown(ours)} goes back`;
  return wrap(plainText(text), Math.max(20, columns - 4)).map((line) => `    ${line}`);
}

/** Long texts are cut: `--json` has them whole. */
function shown(value: FieldConflict["theirs"]): string {
  const text = value === null ? "empty" : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
