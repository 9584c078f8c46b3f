import { html, type LiveReview, localLink, renderReviewHtml, reviewOf } from "@headway/report";
import { type Answer, pageAnswer, seeOther } from "./answer.ts";
import type { LiveStore } from "./live-store.ts";
import { framed } from "./page-frame.ts";
import { logPath, reviewPath, whyPath } from "./served-path.ts";

/** For whom the review is made. */
export type ServedViewer = Parameters<typeof reviewOf>[1]["viewer"];

/** The review of the only CRM, or the choice of several. */
export async function homePage(live: LiveStore): Promise<Answer> {
  const crms = await live.crms();
  const [only] = crms;
  if (only !== undefined && crms.length === 1) return seeOther(reviewPath(only));
  const links = crms.map((crm) => html`<li>${localLink(reviewPath(crm), `Weekly review of ${crm}`)}</li>`);
  const none = html`<p>The store holds nothing yet. Run <code>headway sync</code>, then open this page again.</p>`;
  return framed({
    title: "Weekly review",
    main: links.length === 0 ? none : html`<ul class="kinds">${links}</ul>`,
  });
}

/** The weekly review of one CRM, as its store reads now. */
export async function reviewPage(live: LiveStore, crm: string, viewer: ServedViewer): Promise<Answer> {
  const isKnown = (await live.crms()).includes(crm);
  const assessed = isKnown ? await live.assessed(crm) : undefined;
  if (assessed === undefined) {
    const main = html`<p>No run of ${crm} has come to its end yet. Run <code>headway sync</code>, then open this page again.</p>`;
    return framed({ title: "Nothing to review yet", main, status: 404 });
  }
  return pageAnswer(await renderReviewHtml(reviewOf(assessed, { viewer }), { live: pathsOf(crm) }));
}

function pathsOf(crm: string): LiveReview {
  return {
    recordPath: ({ object, id }) =>
      object === "deal" || object === "account" ? whyPath(crm, object, id) : null,
    logPath: ({ object, id }) =>
      object === "deal" || object === "account" ? logPath(crm, object, id) : null,
    searchPath: "/search",
  };
}
