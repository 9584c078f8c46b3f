import { textWidth, wrap } from "./text-width.ts";

/** How a terminal wants its text. */
export interface RenderOptions {
  /** Columns of the terminal; taken as at least 60 and at most 140. */
  readonly columns: number;
  /** Whether colours may be used. Without them the text is the same. */
  readonly colour: boolean;
}

/** Ways to make text stand out; without colour each gives the text back. */
export interface Paint {
  plain(text: string): string;
  strong(text: string): string;
  soft(text: string): string;
  good(text: string): string;
  bad(text: string): string;
  warning(text: string): string;
}

/** What the parts of a rendering share. */
export interface Page {
  readonly columns: number;
  readonly paint: Paint;
  /** A heading with room above it, and a note beside it or below where that is too wide. */
  heading(title: string, note?: string): string[];
  /** A title within a part, in a colour, with its note. */
  title(text: string, note: string, colour: (text: string) => string): string[];
  /** A paragraph, wrapped and indented. */
  paragraph(text: string, indent: number): string[];
}

const narrowest = 60;
const widest = 140;
const escapeCharacter = String.fromCharCode(0x1b);

/** A page of the asked width. Text handed to it must be inert already. */
export function page(options: RenderOptions): Page {
  const columns = Math.min(widest, Math.max(narrowest, Math.floor(options.columns)));
  const paint = options.colour ? coloured() : uncoloured();
  const paragraph = (text: string, indent: number): string[] =>
    wrap(text, columns - indent).map((line) => `${" ".repeat(indent)}${line}`.trimEnd());
  const noted = (text: string, note: string, indent: number, colour: Paint["strong"]): string[] => {
    const start = " ".repeat(indent);
    const isRoomy = textWidth(text) + textWidth(note) + indent + 2 <= columns;
    if (isRoomy) return [`${start}${colour(text)}${note === "" ? "" : `  ${paint.soft(note)}`}`];
    return [`${start}${colour(text)}`, ...paragraph(note, indent + 2).map(paint.soft)];
  };
  return {
    columns,
    paint,
    heading: (title, note = "") => ["", ...noted(title, note, 0, paint.strong)],
    title: (text, note, colour) => noted(text, note, 2, colour),
    paragraph,
  };
}

function coloured(): Paint {
  const style = (on: number, off: number) => (text: string) =>
    `${escapeCharacter}[${on}m${text}${escapeCharacter}[${off}m`;
  return {
    plain: (text) => text,
    strong: style(1, 22),
    soft: style(2, 22),
    good: style(32, 39),
    bad: style(31, 39),
    warning: style(33, 39),
  };
}

function uncoloured(): Paint {
  const same = (text: string) => text;
  return { plain: same, strong: same, soft: same, good: same, bad: same, warning: same };
}
