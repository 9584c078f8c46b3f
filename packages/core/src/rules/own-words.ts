const quoteStarts = [
  /^-{2,}\s*original message\s*-{2,}/i,
  /^_{10,}$/,
  /^-{2,}\s*forwarded message\s*-{2,}/i,
  /^from:\s.+/i,
];

/**
 * The part of an e-mail that its sender wrote. Everything from the quoted thread on is left out, because words of
 * ours that the buyer merely quotes back must never count as the buyer's (domain:O18).
 */
export function ownWords(text: string): string {
  const kept: string[] = [];
  const lines = text.split(/\r?\n/);
  for (const [index, line] of lines.entries()) {
    if (startsQuote(line.trim(), (lines[index + 1] ?? "").trim())) break;
    if (!line.trimStart().startsWith(">")) kept.push(line);
  }
  return kept.join("\n").trim();
}

/** "On … wrote:" is broken over two lines by many mail programs. */
function startsQuote(line: string, next: string): boolean {
  if (quoteStarts.some((start) => start.test(line))) return true;
  if (!line.startsWith("On ")) return false;
  return line.endsWith("wrote:") || next.endsWith("wrote:");
}
