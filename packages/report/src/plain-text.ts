const escapeCharacter = String.fromCharCode(0x1b);
const bell = String.fromCharCode(0x07);
const stringEnd = String.fromCharCode(0x9c);

/** Operating-system commands (titles, links, clipboard) and other strings sent to a terminal, with their end. */
const controlString = new RegExp(
  `${escapeCharacter}[\\]P^_X][^${bell}${escapeCharacter}${stringEnd}]*(?:${bell}|${escapeCharacter}\\\\|${stringEnd})`,
  "g",
);
/** Colours, cursor moves and the like: `ESC [` with parameters and a final letter. */
const controlSequence = new RegExp(`(?:${escapeCharacter}\\[|\\u009b)[0-?]*[ -/]*[@-~]?`, "g");
/** Marks that turn or hide text without showing: direction, joiners of nothing, tags, line separators. */
const hiddenMarks = /[\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\u{e0000}-\u{e007f}]/gu;

/**
 * Text of a CRM made inert for a terminal: no escape sequence, no control character, no mark that
 * changes direction, on one line (`invariant:X4`). Applied twice it changes nothing more.
 */
export function plainText(text: string): string {
  return text
    .toWellFormed()
    .replace(controlString, "")
    .replace(controlSequence, "")
    .replace(hiddenMarks, "")
    .replace(/\p{Cc}+/gu, " ")
    .trim();
}
