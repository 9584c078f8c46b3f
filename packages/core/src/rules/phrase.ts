const wordCharacter = /[\p{L}\p{N}]/u;

/** Lower case, plain apostrophes and single spaces, so that line breaks and typography do not hide a phrase. */
export function plainText(text: string): string {
  // A lone space stays as it is: most are, and a text without other gaps is not put together anew.
  return text
    .toLowerCase()
    .replaceAll("\u2019", "'")
    .replace(/[^\S ]\s*| \s+/g, " ")
    .trim();
}

/** What finds the first of several phrases anywhere in a text, also within words, at the cost of one. */
export function anyPhrase(phrases: readonly string[]): RegExp {
  return new RegExp(phrases.map((phrase) => phrase.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("|"));
}

/** Whether a phrase occurs in a text as whole words; both are {@link plainText} already. */
export function containsPhrase(text: string, phrase: string): boolean {
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    if (isBoundary(text, at - 1) && isBoundary(text, at + phrase.length)) return true;
  }
  return false;
}

function isBoundary(text: string, index: number): boolean {
  return index < 0 || index >= text.length || !wordCharacter.test(text.charAt(index));
}
