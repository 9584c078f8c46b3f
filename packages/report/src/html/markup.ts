import { plainText } from "../plain-text.ts";

/**
 * HTML that was put together by {@link html}: what is inside was written here or has been escaped. There is no
 * other way to put text of a CRM into a page.
 */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template: markup as it is, text and numbers escaped, nothing for `null`. */
export type Part = Markup | readonly (Markup | null)[] | string | number | null;

/**
 * A template of HTML in which every text is made inert: control characters and marks that hide or turn text go,
 * and everything that means something to HTML is escaped, so that it is safe as text and within a quoted
 * attribute (`invariant:X4`). An address is not safe by this alone: use `link`.
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  let text = strings[0] ?? "";
  for (let index = 0; index < parts.length; index += 1) {
    text += partText(parts[index] ?? null) + (strings[index + 1] ?? "");
  }
  return new Markup(text);
}

/** Text made inert for HTML, as {@link html} does it. */
export function escaped(text: string): string {
  const plain = isPlain.test(text) ? text : edged(text, plainText(text));
  return special.test(plain) ? plain.replace(specials, (found) => entities[found] ?? "") : plain;
}

/** Made inert without losing the space that keeps two words apart. */
function edged(text: string, plain: string): string {
  return `${/^\s/.test(text) ? " " : ""}${plain}${/\s$/.test(text) ? " " : ""}`;
}

const isPlain = /^[ -~]*$/;
const special = /[&<>"'`]/;
const specials = /[&<>"'`]/g;
const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "`": "&#96;",
};

function partText(part: Part): string {
  if (part === null) return "";
  if (part instanceof Markup) return part.text;
  if (typeof part === "string") return escaped(part);
  if (typeof part === "number") return String(part);
  return part.map(partText).join("");
}
