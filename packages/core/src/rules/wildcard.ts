/**
 * Whether a text fits a pattern in which `*` stands for any run of characters, the empty one included. Each piece
 * is looked for once, left to right, so the time grows with the text and a pattern cannot make it explode.
 */
export function wildcardMatches(text: string, pattern: string): boolean {
  const pieces = pattern.split("*");
  const first = pieces[0] ?? "";
  if (pieces.length === 1) return text === pattern;
  const last = pieces[pieces.length - 1] ?? "";
  if (!text.startsWith(first) || text.length < first.length + last.length) return false;
  if (!text.endsWith(last)) return false;
  return piecesInOrder(text.slice(first.length, text.length - last.length), pieces.slice(1, -1));
}

function piecesInOrder(text: string, pieces: readonly string[]): boolean {
  let from = 0;
  for (const piece of pieces) {
    const found = text.indexOf(piece, from);
    if (found < 0) return false;
    from = found + piece.length;
  }
  return true;
}
