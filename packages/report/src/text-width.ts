const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
// The variation selector U+FE0F is one of the marks; naming it besides would let time explode on a row of them.
const zero = /^(?:\p{M}|\u200d)+$/u;
const ascii = /^[ -~]*$/;

/** How many columns of a terminal a text takes: wide letters take two, marks on other letters none. */
export function textWidth(text: string): number {
  if (ascii.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes(text)) width += graphemeWidth(segment);
  return width;
}

/** The text cut to a width, ending in `…` where something was cut. */
export function fit(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  let cut = "";
  let used = 1;
  for (const { segment } of graphemes(text)) {
    used += graphemeWidth(segment);
    if (used > width) break;
    cut += segment;
  }
  return width < 1 ? "" : `${cut.trimEnd()}…`;
}

/** {@link fit}, filled up with blanks on the right. */
export function cell(text: string, width: number): string {
  const cut = fit(text, width);
  return cut + " ".repeat(Math.max(0, width - textWidth(cut)));
}

/** {@link fit}, filled up with blanks on the left: for numbers. */
export function rightCell(text: string, width: number): string {
  const cut = fit(text, width);
  return " ".repeat(Math.max(0, width - textWidth(cut))) + cut;
}

/** The text in lines of at most `width`, broken between words, or within one that is longer than a line. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").flatMap((each) => pieces(each, width))) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (textWidth(longer) <= width) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

function pieces(word: string, width: number): string[] {
  if (textWidth(word) <= width) return [word];
  const found: string[] = [];
  let piece = "";
  for (const { segment } of graphemes(word)) {
    if (textWidth(piece) + graphemeWidth(segment) > width) {
      found.push(piece);
      piece = "";
    }
    piece += segment;
  }
  return [...found, piece];
}

function graphemes(text: string): Intl.Segments {
  return new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text);
}

function graphemeWidth(segment: string): number {
  if (zero.test(segment)) return 0;
  return wide.test(segment) ? 2 : 1;
}
