import type { Notebook } from "@headway/core";
import {
  evidenceWords,
  html,
  link,
  type Markup,
  numberDetails,
  numberWords,
  reviewNumbers,
} from "@headway/report";
import { type Explanation, explain, readTrail, type SyncTrail } from "@headway/sync";
import { type Answer, textAnswer } from "./answer.ts";
import type { LiveStore } from "./live-store.ts";
import { framed } from "./page-frame.ts";
import { logPath, reviewPath, type ServedPath } from "./served-path.ts";

/** What explaining needs besides the store. */
export interface WhyDesk {
  readonly live: LiveStore;
  readonly clock: () => number;
  readonly readNotebook: () => Notebook;
}

type WhyRequest = Extract<ServedPath, { readonly page: "why" }>;

/** Why a deal or an account reads as it does, down to the evidence, and why it was or was not synced. */
export async function whyPage(desk: WhyDesk, { crm, object, id }: WhyRequest): Promise<Answer> {
  const { store } = desk.live;
  const trail = await readTrail(store, crm, { object, id }, desk.clock());
  if ((await store.assessment(crm, { subject: object, id })) === null) {
    return framed({
      title: `${object} ${id}`,
      main: html`<p>There is no assessment of it yet.</p>${syncPart(trail)}`,
      ways: [[reviewPath(crm), `Review of ${crm}`]],
      status: 404,
    });
  }
  const explanation = await explain(store, crm, { subject: object, id }, { notebook: desk.readNotebook() });
  const assessed = await desk.live.assessed(crm);
  if (assessed === undefined) return textAnswer(404, "No run of this CRM has come to its end yet.");
  const words = { urlOf: assessed.urlOf, speakerOf: await speakerNames(desk.live, explanation) };
  return framed({
    title: explanation.name ?? `${object} ${id}`,
    main: html`${headOf(explanation)}${reasonsOf(explanation)}${numbersOf(explanation, words)}${evidenceOf(explanation, words)}${syncPart(trail)}`,
    ways: [
      [reviewPath(crm), `Review of ${crm}`],
      [logPath(crm, object, id), "Log evidence"],
    ],
  });
}

/** What evidence is put into words with. */
interface Wording {
  readonly urlOf: (object: string, id: string) => string | null;
  readonly speakerOf: (speaker: string) => string;
}

/** Names of the contacts that are quoted, as the store has them; anybody else is called what the record says. */
async function speakerNames(
  { store }: LiveStore,
  { crm, evidence }: Explanation,
): Promise<Wording["speakerOf"]> {
  const names = new Map<string, string>();
  for (const id of new Set(evidence.flatMap(({ quote }) => (quote === undefined ? [] : [quote.speaker])))) {
    const contact = await store.record(crm, { object: "contact", id });
    if (contact?.object !== "contact") continue;
    const name = [contact.firstName, contact.lastName].filter((part) => part !== null).join(" ");
    if (name !== "") names.set(id, name);
  }
  return (speaker) => names.get(speaker) ?? speaker;
}

function headOf({ subject, crm, asOf, assessment, url, notebookChanged }: Explanation): Markup {
  const changed =
    notebookChanged === true
      ? html`<p>The notebook has changed since the last run; <code>headway sync</code> carries that into the CRM.</p>`
      : null;
  const opened = url === null ? null : html` · ${link(url, "open in the CRM")}`;
  return html`<p class="about">${subject.subject} ${subject.id} · ${crm} · as of ${asOf.slice(0, 16).replace("T", " ")} UTC, policy ${assessment.policyVersion}${opened}</p>${changed}`;
}

function reasonsOf({ assessment }: Explanation): Markup | null {
  if (!("reasons" in assessment)) return null;
  const lines = assessment.reasons.map((reason) => html`<li>${reason}</li>`);
  return html`<h2 class="name">In short</h2><ul class="plain">${lines}</ul>`;
}

const mostEvidence = 500;

/** Every number of the assessment; each opens down to the pieces it is made of. */
function numbersOf({ numbers, evidence, crm }: Explanation, words: Wording): Markup {
  const byId = new Map(evidence.map((piece) => [piece.id, piece]));
  const nameOf = (object: string, id: string): string => `${object} ${id}`;
  const source = { ...words, evidence: byId, nameOf, mostEvidence };
  const shown = numbers.flatMap(({ name, ...number }) => reviewNumbers(numberWords(name), number, source));
  return html`<h2 class="name">Numbers</h2><p class="soft">Each opens; what it started from and every piece add up to its basis. From ${crm} alone.</p><div class="numbers">${shown.map(numberDetails)}</div>`;
}

function evidenceOf({ evidence }: Explanation, { urlOf, speakerOf }: Wording): Markup {
  const rows = [...evidence].reverse().map((piece) => {
    const { occurredAt, actorSide, grade, source, rule } = piece;
    const opened = urlOf(source.object, source.id);
    const where = opened === null ? html`${source.object} ${source.id}` : link(opened, "open in the CRM");
    return html`<li>${evidenceWords(piece, speakerOf)}<small>${occurredAt.slice(0, 10)} · ${actorSide} · grade ${grade} · rule ${rule.id} v${rule.version} · ${where}</small></li>`;
  });
  return html`<h2 class="name">Evidence seen</h2><p class="soft">${evidence.length} pieces, counted or not, newest first.</p><ul class="seen">${rows}</ul>`;
}

function syncPart({ status, sentences }: SyncTrail): Markup {
  return html`<h2 class="name">Why was this, or was this not, synced?</h2><p><b>${status.replaceAll("-", " ")}</b></p><ul class="plain">${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul>`;
}
