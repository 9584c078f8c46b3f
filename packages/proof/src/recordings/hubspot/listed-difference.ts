import type { Difference } from "./shape.ts";

/** A difference that the sandbox's own document names, with its reason. */
export interface ListedDifference {
  /** Which kinds of answers, `*` for any ending. */
  readonly answer: string;
  /** Which place, `*` for any ending. */
  readonly place: string;
  readonly what: string;
  readonly reason: string;
}

/** Cells may be padded, as a formatter leaves them. */
const ROW = /^\|\s*`([^`]+)`\s*\|\s*`([^`]+)`\s*\|([^|]+)\|([^|]+)\|\s*$/;

/** The part of a document under a heading of the second level. */
export function sectionOf(text: string, heading: string): string {
  const start = text.indexOf(`## ${heading}\n`);
  if (start < 0) return "";
  const end = text.indexOf("\n## ", start + 1);
  return text.slice(start, end < 0 ? undefined : end);
}

/** The rows of a section's tables of four columns whose first two are code. */
export function listedDifferences(section: string): ListedDifference[] {
  return section.split("\n").flatMap((line) => {
    const [, answer, place, what, reason] = ROW.exec(line) ?? [];
    if (!answer || !place || !what || !reason) return [];
    return [{ answer, place, what: what.trim(), reason: reason.trim() }];
  });
}

function fits(pattern: string, text: string): boolean {
  return pattern.endsWith("*") ? text.startsWith(pattern.slice(0, -1)) : text === pattern;
}

/** Whether a listed difference is about one that was found. */
export function isAbout(listed: ListedDifference, answer: string, found: Difference): boolean {
  return fits(listed.answer, answer) && fits(listed.place, found.place) && listed.what === found.what;
}
