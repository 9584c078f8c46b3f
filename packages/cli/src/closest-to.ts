/** The few of the allowed texts that are most like the one found, the closest first. */
export function closestTo(found: string, allowed: readonly string[], limit: number): string[] {
  return allowed
    .map((text) => ({ text, edits: editsBetween(found, text) }))
    .sort((left, right) => left.edits - right.edits || (left.text < right.text ? -1 : 1))
    .slice(0, limit)
    .map(({ text }) => text);
}

/** How many characters have to be put in, taken out or changed to make one text the other. */
function editsBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [above, character] of [...one].entries()) {
    const next = [above + 1];
    for (let index = 0; index < other.length; index += 1) {
      const changed = (row[index] ?? 0) + (other.charAt(index) === character ? 0 : 1);
      next.push(Math.min(changed, (row[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
