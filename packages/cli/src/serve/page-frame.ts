import { html, htmlPage, localLink, type Markup, searchForm } from "@headway/report";
import { type Answer, pageAnswer } from "./answer.ts";

/** A page of the server beside the review. */
export interface FramedPage {
  /** Of the window and the page. */
  readonly title: string;
  readonly main: Markup;
  /** Where one may go from here, by path. */
  readonly ways?: readonly (readonly [path: string, words: string])[];
  readonly status?: number;
}

/** Puts a page into the frame that all of them share. */
export async function framed({ title, main, ways = [], status = 200 }: FramedPage): Promise<Answer> {
  const links = [["/", "Weekly review"] as const, ...ways].map(
    ([path, words]) => html`<li>${localLink(path, words)}</li>`,
  );
  const body = html`<a class="skip" href="#main">Skip to the page</a>
<header class="top"><p class="wordmark">Headway</p>${searchForm("/search")}</header>
<div class="page"><nav class="ways" aria-label="Pages"><ul>${links}</ul></nav><main id="main" tabindex="-1"><div class="about-review"><h1>${title}</h1>${main}</div></main></div>
<footer class="end">From the store on this machine; nothing in this page is loaded from anywhere.</footer>`;
  return pageAnswer(await htmlPage({ title: `${title} · Headway`, body, hasForms: true }), status);
}
