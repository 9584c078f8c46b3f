/** What may stand between cells. */
const separators = [",", ";", "\t", "|"] as const;

/**
 * What stands between the cells of a file, from its first line: what a line `sep=;` says, else what stands there
 * most often outside of quotes, else a comma.
 */
export function separatorOf(firstLine: string): string {
  const told = /^sep=(.)\s*$/i.exec(firstLine)?.[1];
  if (told !== undefined) return told;
  const bare = firstLine.replace(/"(?:[^"]|"")*"/g, "");
  const counts = separators.map((separator) => bare.split(separator).length - 1);
  const most = Math.max(...counts);
  return most === 0 ? "," : (separators[counts.indexOf(most)] ?? ",");
}
