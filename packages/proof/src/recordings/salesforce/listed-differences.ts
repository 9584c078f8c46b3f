import { readFileSync } from "node:fs";
import { join } from "node:path";
import { workspaceFolder } from "../../proof-folder.ts";

/** Where differences between the sandbox and the true services are told. */
export const fidelityFile = join(workspaceFolder, "packages", "sandbox", "FIDELITY.md");

/** A row of the table of recorded differences: the recording's number, what differs, and why. */
export interface ListedDifference {
  readonly number: string;
  readonly difference: string;
  readonly reason: string;
}

/** The section of a heading, up to the next of its rank. */
function section(text: string, heading: string): string {
  const from = text.indexOf(`\n## ${heading}\n`);
  if (from < 0) return "";
  const end = text.indexOf("\n## ", from + 4);
  return text.slice(from, end < 0 ? undefined : end);
}

/** One sentence for each path that a sentence names at its beginning. */
function single(difference: string): string[] {
  const [, paths = "", what = ""] = /^((?:`[^`]+`(?:, )?)+)(.*)$/.exec(difference) ?? [];
  return [...paths.matchAll(/`[^`]+`/g)].map(([path]) => `${path}${what}`);
}

/**
 * The differences that the section Salesforce lists, one row each: `| 085 | what differs | why |`. A row
 * may name several recordings, and several paths, with commas between.
 */
export function listedDifferences(): ListedDifference[] {
  const rows = section(`\n${readFileSync(fidelityFile, "utf8")}`, "Salesforce").matchAll(
    /^\|\s*(\d{3}(?:,\s*\d{3})*)\s*\|\s*(.*?)\s*\|\s*(.*?)\s*\|$/gm,
  );
  return [...rows].flatMap(([, numbers = "", difference = "", reason = ""]) =>
    numbers
      .split(",")
      .flatMap((number) =>
        single(difference).map((each) => ({ number: number.trim(), difference: each, reason })),
      ),
  );
}
