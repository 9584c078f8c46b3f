import { isLocalPath } from "./link.ts";
import { html, type Markup } from "./markup.ts";
import { styleSheet } from "./style/style-sheet.ts";

/** What goes into a page. */
export interface HtmlPage {
  /** Of the window, in plain words. */
  readonly title: string;
  /** Everything within the body. */
  readonly body: Markup;
  /** Whether its forms may be sent to the server the page came from; otherwise to nowhere. */
  readonly hasForms: boolean;
}

/**
 * A whole document that loads nothing: one style sheet, allowed by its hash, no script, no picture, no font. The
 * policy is in the page itself, so that it holds for a file too.
 */
export async function htmlPage({ title, body, hasForms }: HtmlPage): Promise<string> {
  const policy = `default-src 'none'; style-src 'sha256-${await sha256(styleSheet)}'; base-uri 'none'; form-action ${hasForms ? "'self'" : "'none'"}`;
  // A form that is sent without a referrer says of itself that it came from nowhere, and a server may not trust that.
  const referrer = hasForms ? "same-origin" : "no-referrer";
  const head = html`<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="`;
  return `<!doctype html>
<html lang="en"><head>${head.text}${policy}"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="referrer" content="${referrer}"><meta name="robots" content="noindex">${html`<title>${title}</title>`.text}<style>${styleSheet}</style></head>
<body>${body.text}</body></html>
`;
}

/** The search of a live page; nothing where there is none. */
export function searchForm(path: string | null): Markup | null {
  if (path === null || !isLocalPath(path)) return null;
  return html`<form role="search" action="${path}" method="get"><label><span class="aloud">Search deals and accounts</span><input type="search" name="q" placeholder="Search"></label><button>Search</button></form>`;
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}
