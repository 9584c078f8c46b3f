import { html } from "@headway/report";
import { toFailure } from "../failure.ts";
import type { Access } from "./access.ts";
import { type Answer, type ServedRequest, textAnswer } from "./answer.ts";
import { type LogDesk, logPage, logSent } from "./log-page.ts";
import { framed } from "./page-frame.ts";
import { refuseForeign, type ServedPlace } from "./refuse-foreign.ts";
import { homePage, reviewPage, type ServedViewer } from "./review-page.ts";
import { searchPage } from "./search-page.ts";
import { readPath, type ServedPath } from "./served-path.ts";
import { type WhyDesk, whyPage } from "./why-page.ts";

/** Everything the pages are made from. */
export interface ServedDesk extends LogDesk, WhyDesk {
  readonly place: () => ServedPlace;
  readonly access: Access;
  readonly viewer: ServedViewer;
  /** Takes secrets out of what is shown of a failure. */
  readonly redact: (text: string) => string;
}

/** Answers one request; never rejects. What fails is a page that says so, in four sentences. */
export async function answerRequest(desk: ServedDesk, request: ServedRequest): Promise<Answer> {
  try {
    const refused = refuseForeign(request, desk.place());
    if (refused !== undefined) return refused;
    const admitted = desk.access.admit(request);
    if (admitted.status === "answer") return admitted.answer;
    const asked = readPath(request.target);
    if (asked === undefined) return textAnswer(404, "There is no such page.");
    return await pageOf(desk, request, asked);
  } catch (error) {
    return failurePage(error, desk.redact);
  }
}

async function pageOf(desk: ServedDesk, request: ServedRequest, asked: ServedPath): Promise<Answer> {
  if (request.method === "POST") {
    if (asked.page === "log" && asked.kind !== null) return logSent(desk, asked, request.body);
    return textAnswer(405, "This page takes no form.", { allow: "GET, HEAD" });
  }
  switch (asked.page) {
    case "home":
      return homePage(desk.live);
    case "review":
      return reviewPage(desk.live, asked.crm, desk.viewer);
    case "search":
      return searchPage(desk.live, asked.words);
    case "why":
      return whyPage(desk, asked);
    case "log":
      return logPage(desk, asked);
  }
}

function failurePage(error: unknown, redact: (text: string) => string): Promise<Answer> {
  const { happened, written, next, youCan, exitCode } = toFailure(error);
  const lines = [
    ["What happened", happened],
    ["Written", written],
    ["What comes by itself", next],
    ["You can", youCan],
  ].map(([name = "", text = ""]) => html`<li><b>${name}:</b> ${redact(text)}</li>`);
  const main = html`<ul class="plain" role="alert">${lines}</ul>`;
  return framed({ title: "This could not be done", main, status: exitCode === 2 ? 409 : 500 });
}
