import { html, link, localLink } from "@headway/report";
import { type FoundRecord, searchRecords } from "../log/find-record.ts";
import type { Answer } from "./answer.ts";
import type { LiveStore } from "./live-store.ts";
import { framed } from "./page-frame.ts";
import { logPath, whyPath } from "./served-path.ts";

const mostShown = 50;

/** Deals and accounts whose name has the words in it. */
export async function searchPage({ store, crms }: LiveStore, words: string): Promise<Answer> {
  const title = "Search";
  if (words.trim() === "") {
    return framed({ title, main: html`<p>Type a part of the name of a deal or an account.</p>` });
  }
  const found = await searchRecords(store, await crms(), words, mostShown + 1);
  const shown = found.slice(0, mostShown);
  const count =
    found.length > mostShown
      ? `The first ${mostShown} deals and accounts named like “${words}”; a longer word finds fewer.`
      : `${found.length} deals and accounts named like “${words}”.`;
  return framed({
    title,
    main: html`<p role="status">${count}</p><div class="cards">${shown.map(foundCard)}</div>`,
  });
}

function foundCard({ crm, record }: FoundRecord) {
  const { object, id, name, url } = record;
  const title = name ?? `${object} ${id}`;
  const aloud = html`<span class="aloud"> (${title})</span>`;
  return html`<article class="card"><h2 class="name">${link(url ?? null, title)}</h2><p class="about">${object} ${id} · ${crm}</p><p class="actions">${[
    localLink(whyPath(crm, object, id), html`Why?${aloud}`),
    localLink(logPath(crm, object, id), html`Log evidence${aloud}`),
  ]}</p></article>`;
}
