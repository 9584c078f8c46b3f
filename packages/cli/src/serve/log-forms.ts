import { html, type Markup } from "@headway/report";
import { type AnswerProblem, isNeeded } from "../log/check-answers.ts";
import type { LogAnswers, LogField, LogKind } from "../log/log-kind.ts";

/** A form about one record, filled in as far as it was. */
export interface LogForm {
  readonly path: string;
  readonly kind: LogKind;
  readonly answers: LogAnswers;
  readonly problems: readonly AnswerProblem[];
  /** When the form was given out: the same form sent twice logs once. */
  readonly at: string;
  readonly csrf: string;
}

/** One form, without scripts. */
export function logForm({ path, kind, answers, problems, at, csrf }: LogForm): Markup {
  const fields = kind.fields.map((field) => fieldMarkup(kind, field, answers[field.name] ?? "", problems));
  const off =
    problems.length === 0
      ? null
      : html`<p class="bad" role="alert">Nothing was logged: ${problems.length === 1 ? "one answer is" : `${problems.length} answers are`} off.</p>`;
  return html`<form class="entry" action="${path}" method="post" novalidate>${off}<input type="hidden" name="csrf" value="${csrf}"><input type="hidden" name="at" value="${at}">${fields}<p><button>Log it in the CRM</button></p></form>`;
}

function fieldMarkup(
  kind: LogKind,
  field: LogField,
  value: string,
  problems: readonly AnswerProblem[],
): Markup {
  const { name, label, type, isRequired } = field;
  const id = `${kind.name}-${name}`;
  const problem = problems.find((one) => one.name === name);
  const said = problem === undefined ? null : html`<p class="bad" id="${id}-off">${problem.expected}</p>`;
  const optional = isRequired ? null : html` <span class="soft">${need(kind, field)}</span>`;
  if (type === "choice") {
    return html`<fieldset><legend>${label}</legend>${said}${choices(field, id, value)}</fieldset>`;
  }
  const described = problem === undefined ? null : html` aria-invalid="true" aria-describedby="${id}-off"`;
  const control =
    type === "day"
      ? html`<input id="${id}" type="date" name="${name}" value="${value}"${described}>`
      : html`<input id="${id}" type="text" name="${name}" value="${value}" maxlength="500" autocomplete="off"${described}>`;
  return html`<p><label for="${id}">${label}${optional}</label>${control}</p>${said}`;
}

function need(kind: LogKind, field: LogField): string {
  return isNeeded(kind, field, { verdict: "advance" }) ? "an advance needs it" : "optional";
}

/** Buttons rather than a list that opens: all there is to choose from is seen at once. */
function choices({ name, choices: all, isRequired }: LogField, id: string, value: string): Markup[] {
  const chosen = value === "" && !isRequired ? all[0] : value;
  return all.map((choice) => {
    const checked = choice === chosen ? html` checked` : null;
    return html`<label for="${id}-${choice}"><input id="${id}-${choice}" type="radio" name="${name}" value="${choice}"${checked}> ${choice.replaceAll("-", " ")}</label>`;
  });
}
