import { html, type Markup, type Part } from "./markup.ts";

/**
 * A link into the CRM, where the address leads to a web page; anything else is shown as text beside the words, so
 * that nobody clicks on a script and nothing is hidden either.
 */
export function link(url: string | null, words: Part): Markup {
  if (url === null) return html`${words}`;
  const address = webAddress(url);
  if (address === null) return html`${words} <span class="soft">(${url})</span>`;
  return html`<a href="${address}" rel="noreferrer noopener">${words}</a>`;
}

/** A link to a page of the same server; a path that could leave it becomes plain words. */
export function localLink(path: string, words: Part): Markup {
  return isLocalPath(path) ? html`<a href="${path}">${words}</a>` : html`${words}`;
}

/** Whether a path stays on the server that gave the page. */
export function isLocalPath(path: string): boolean {
  return /^\/(?![/\\])[!-~]*$/.test(path);
}

function webAddress(url: string): string | null {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return null;
  return new URL(url).href;
}
