import type { CrmAdapter } from "@headway/crm";
import { html, link, localLink, type Markup } from "@headway/report";
import type { LogOutcome, Worker } from "@headway/sync";
import { type AnswerProblem, checkAnswers } from "../log/check-answers.ts";
import type { FoundRecord } from "../log/find-record.ts";
import { logAnswers } from "../log/log-answers.ts";
import { type LogAnswers, type LogKind, logKinds } from "../log/log-kind.ts";
import { isAllWritten, loggedWords, outcomeWords } from "../log/outcome-words.ts";
import { isSame } from "./access.ts";
import { type Answer, textAnswer } from "./answer.ts";
import type { inTurn } from "./in-turn.ts";
import type { LiveStore } from "./live-store.ts";
import { logForm } from "./log-forms.ts";
import { framed } from "./page-frame.ts";
import { logPath, reviewPath, type ServedPath, whyPath } from "./served-path.ts";

/** What the pages that log need besides the store. */
export interface LogDesk {
  readonly live: LiveStore;
  readonly clock: () => number;
  readonly signal: AbortSignal;
  readonly worker: () => Worker;
  /** One form after the other: two at once would be two writers of one account. */
  readonly inTurn: ReturnType<typeof inTurn>;
  /** In every form this server gives out, and nowhere else. */
  readonly csrf: string;
  readonly titleOf: (crm: string) => string;
  /** Opens a CRM for writing; throws `ConfigError` where there are no credentials. */
  readonly open: (crm: string) => CrmAdapter;
}

type LogRequest = Extract<ServedPath, { readonly page: "log" }>;

/** What there is to log about a record, or the form of one kind. */
export async function logPage(desk: LogDesk, request: LogRequest): Promise<Answer> {
  const found = await recordOf(desk, request);
  if (found === undefined) return notStored;
  // Said before anybody fills in a form: without credentials nothing can be logged.
  desk.open(found.crm);
  const at = new Date(desk.clock()).toISOString();
  if (request.kind === null) return choicePage(request, found);
  const kind = logKinds.find(({ name }) => name === request.kind);
  if (kind === undefined) return textAnswer(404, "There is no such thing to log.");
  return formPage(desk, request, { found, kind, at, answers: {}, problems: [] });
}

/** Logs what a form holds and says what became of it; a form that is off comes back as it was filled in. */
export async function logSent(desk: LogDesk, request: LogRequest, body: string): Promise<Answer> {
  const kind = logKinds.find(({ name }) => name === request.kind);
  if (kind === undefined) return textAnswer(404, "There is no such thing to log.");
  const sent = readForm(body, kind);
  if (sent === undefined) return textAnswer(400, "This is no form of this server. Nothing was logged.");
  const { csrf, at, answers } = sent;
  if (!isSame(csrf, desk.csrf)) {
    return textAnswer(
      403,
      "This form is from before the server was started. Nothing was logged; open it again.",
    );
  }
  if (!isRecent(at, desk.clock()))
    return textAnswer(400, "This form is too old. Nothing was logged; open it again.");
  const found = await recordOf(desk, request);
  if (found === undefined) return notStored;
  const checked = checkAnswers(kind, answers, at.slice(0, 10));
  if (checked.status === "off") {
    return formPage(desk, request, { found, kind, at, answers, problems: checked.problems });
  }
  const crm = desk.open(found.crm);
  const { clock, signal } = desk;
  const tools = { store: desk.live.store, crm, clock, signal, worker: desk.worker() };
  const entry = { found, kind, answers: checked.answers, at };
  const outcomes = await desk.inTurn(() => logAnswers(tools, entry));
  return outcomePage(desk, request, found, outcomes);
}

/** `undefined` for what the store does not hold. */
async function recordOf(
  { live }: LogDesk,
  { crm, object, id }: LogRequest,
): Promise<FoundRecord | undefined> {
  const record = await live.store.record(crm, { object, id });
  return record?.object === "deal" || record?.object === "account" ? { crm, record } : undefined;
}

const notStored = textAnswer(404, "The store holds no such record.");

interface SentForm {
  readonly csrf: string;
  readonly at: string;
  readonly answers: LogAnswers;
}

/** Each field of the kind once at most, and nothing else. */
function readForm(body: string, kind: LogKind): SentForm | undefined {
  const form = new URLSearchParams(body);
  const known = new Set<string>(["csrf", "at", ...kind.fields.map(({ name }) => name)]);
  const names = [...form.keys()];
  if (names.some((name) => !known.has(name)) || new Set(names).size < names.length) return undefined;
  const { csrf, at, ...answers } = Object.fromEntries(form) as Record<string, string>;
  return csrf === undefined || at === undefined ? undefined : { csrf, at, answers };
}

const longestOpenMs = 7 * 86_400_000;

function isRecent(at: string, now: number): boolean {
  const ageMs = now - Date.parse(at);
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(at) && ageMs >= 0 && ageMs <= longestOpenMs;
}

interface FilledForm {
  readonly found: FoundRecord;
  readonly kind: LogKind;
  readonly at: string;
  readonly answers: LogAnswers;
  readonly problems: readonly AnswerProblem[];
}

function formPage(desk: LogDesk, request: LogRequest, filled: FilledForm): Promise<Answer> {
  const { found, kind, at, answers, problems } = filled;
  const { crm, object, id } = request;
  const path = logPath(crm, object, id, kind.name);
  const main = html`${aboutRecord(found)}${logForm({ path, kind, answers, problems, at, csrf: desk.csrf })}${otherKinds(request)}`;
  const status = problems.length === 0 ? 200 : 422;
  return framed({ title: kind.title, main, ways: waysOf(request), status });
}

function choicePage(request: LogRequest, found: FoundRecord): Promise<Answer> {
  const main = html`${aboutRecord(found)}${otherKinds(request)}`;
  return framed({ title: "Log evidence", main, ways: waysOf(request) });
}

function otherKinds({ crm, object, id, kind }: LogRequest): Markup {
  const links = logKinds
    .filter(({ name }) => name !== kind)
    .map(({ name, title }) => html`<li>${localLink(logPath(crm, object, id, name), title)}</li>`);
  return html`<h2 class="name">${kind === null ? "What is there to log?" : "Something else"}</h2><ul class="kinds">${links}</ul>`;
}

function aboutRecord({ crm, record }: FoundRecord): Markup {
  const { object, id, name, url } = record;
  return html`<p class="about">${link(url ?? null, name ?? `${object} ${id}`)} · ${object} ${id} · ${crm}</p>`;
}

function outcomePage(
  desk: LogDesk,
  request: LogRequest,
  found: FoundRecord,
  outcomes: readonly LogOutcome[],
): Promise<Answer> {
  const isDone = isAllWritten(outcomes);
  const title = desk.titleOf(found.crm);
  const lines = outcomes.map(
    (outcome) =>
      html`<li class="${outcome.status === "written" ? "good" : "warning"}"><span class="sign" aria-hidden="true">${outcome.status === "written" ? "✓" : "!"}</span><span><b>${loggedWords(outcome)}</b> ${outcomeWords(outcome, title)}</span></li>`,
  );
  const counted = isDone ? html`<p class="soft">It counts in the numbers from the next sync on.</p>` : null;
  const main = html`${aboutRecord(found)}<div role="status"><ul class="facts">${lines}</ul>${counted}</div>${otherKinds({ ...request, kind: null })}`;
  return framed({
    title: isDone ? "Logged" : "Not all of it is in the CRM yet",
    main,
    ways: waysOf(request),
  });
}

function waysOf({ crm, object, id }: LogRequest): readonly (readonly [string, string])[] {
  return [
    [reviewPath(crm), `Review of ${crm}`],
    [whyPath(crm, object, id), "Why does it read so?"],
    [logPath(crm, object, id), "Log evidence"],
  ];
}
