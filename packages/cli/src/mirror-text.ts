import { plainText, wrap } from "@headway/report";
import type { ConflictRow, MirrorReport, ParkedRow, ProposalRow } from "@headway/sync/mirror";

const listed = 20;

function entry(text: string, columns: number): string[] {
  return wrap(plainText(text), Math.max(20, columns - 4)).map(
    (line, index) => `${index === 0 ? "  - " : "    "}${line}`,
  );
}

/** What one run of a mirror did, for people. */
export function mirrorReportText(report: MirrorReport, columns: number): string {
  const { learned, looked, linked, proposals, written, conflicts, parked, held, planned } = report;
  const waiting = Object.entries(parked).map(([code, n]) => `${n} ${code}`);
  const lines = [
    `mirror ${plainText(report.mirror)} · ${report.state}${report.dryRun ? " · dry run" : ""}`,
    `  learned      ${learned.left} left, ${learned.right} right`,
    `  looked at    ${looked} links, ${linked} of them new`,
    `  written      ${report.dryRun ? `nothing; ${planned.length} would be` : `${written.left} left, ${written.right} right`}`,
    `  conflicts    ${conflicts.length}`,
    `  parked       ${waiting.length === 0 ? "none" : waiting.join(", ")}`,
    `  proposals    ${proposals}`,
    ...(held === null
      ? []
      : entry(
          `held: ${held.links} links would change, more than ${held.limit}; look at --dry-run, then --approve`,
          columns,
        )),
    ...report.gaps.flatMap((gap) => entry(gap, columns)),
    ...report.notes.flatMap((note) => entry(note, columns)),
    ...conflicts.slice(0, listed).flatMap((conflict) => mirrorConflictLines(conflict, columns)),
  ];
  return `${lines.join("\n")}\n`;
}

/** One conflict of a mirror, with both values and who wins. */
export function mirrorConflictLines(conflict: ConflictRow, columns: number): string[] {
  const { id, linkId, field, status, policy, cause, kept, lost, at } = conflict;
  const side = (one: ConflictRow["kept"]): string =>
    `${one.side} ${one.value === null ? "empty" : JSON.stringify(one.value)}`;
  return entry(
    `${id}: ${linkId} ${field}, ${cause}, ${status} by ${policy}, ${at}; ${status === "open" ? "" : "kept "}${side(kept)}, ${status === "open" ? "" : "lost "}${side(lost)}`,
    columns,
  );
}

/** One pair that looks alike. */
export function proposalLines({ id, left, right, reason }: ProposalRow, columns: number): string[] {
  return entry(`${id}: left ${left}, right ${right}: ${reason}`, columns);
}

/** One field that waits for somebody. */
export function parkedLines({ id, code, cause, wayOut }: ParkedRow, columns: number): string[] {
  return entry(`${id} (${code}): ${cause}. You can: ${wayOut}`, columns);
}
