import { plainText } from "../plain-text.ts";

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/**
 * Text of a CRM made inert for Markdown (`invariant:X4`): it makes no link, no picture, no HTML and no emphasis, and it
 * calls nobody. A sign that mentions people is written wide (`＠`), since no escape of it holds in every chat.
 */
export function markdownText(text: string): string {
  return plainText(text)
    .replace(/[&<>]/g, (sign) => entities[sign] ?? "")
    .replace(/[\\`*_[\]#|~!]/g, (sign) => `\\${sign}`)
    .replaceAll("@", "＠")
    .replace(/:(?=\/\/)/g, "&#58;")
    .replace(/(www)\.(?=\S)/gi, "$1&#46;");
}

/** A link where there is an address of the web, else the text alone. */
export function markdownLink(text: string, url: string | null): string {
  const address = url === null ? null : webAddress(url);
  return address === null ? markdownText(text) : `[${markdownText(text)}](${address})`;
}

function webAddress(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, href } = new URL(url);
  if (protocol !== "https:" && protocol !== "http:") return null;
  return href.replace(/[()<>|\\"'`*_[\]]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
