import { ConfigError } from "../config-error.ts";
import type { CliContext } from "../context.ts";
import { type AnswerProblem, fieldProblems, isNeeded } from "./check-answers.ts";
import type { LogAnswers, LogField, LogKind } from "./log-kind.ts";

const timesAsked = 3;

/**
 * Asks for what a kind needs, in four short questions at most; an answer that is off is asked for again. Throws
 * `ConfigError` after the third time, with nothing logged.
 */
export async function askAnswers(context: CliContext, kind: LogKind, today: string): Promise<LogAnswers> {
  let answers: LogAnswers = {};
  for (const field of kind.fields) {
    // Who and by when are asked in one breath, and neither of them where nothing was agreed.
    const isAsked = field.name in answers;
    const isOfNothing = answers.what === "" && (field.name === "buyer" || field.name === "by");
    if (isAsked || isOfNothing) continue;
    answers = { ...answers, ...(await askOne(context, { kind, field, answers, today })) };
  }
  return answers;
}

interface Question {
  readonly kind: LogKind;
  readonly field: LogField;
  readonly answers: LogAnswers;
  readonly today: string;
}

async function askOne(context: CliContext, question: Question): Promise<LogAnswers> {
  const { kind, field, answers, today } = question;
  let problem: AnswerProblem | undefined;
  for (let time = 0; time < timesAsked; time += 1) {
    const again = problem === undefined ? "" : `${problem.expected}\n`;
    const said = await context.ask(`${again}${questionText(question)}`);
    const given: LogAnswers = field.name === "buyer" ? whoAndWhen(said) : { [field.name]: said };
    [problem] = kind.fields
      .filter(({ name }) => name in given)
      .flatMap((one) =>
        fieldProblems(
          { ...one, isRequired: isNeeded(kind, one, { ...answers, ...given }) },
          given[one.name],
          today,
        ),
      );
    if (problem === undefined) return given;
  }
  throw new ConfigError({ path: `--${field.name}`, expected: problem?.expected ?? "expected an answer" });
}

/** `Dana, 2026-05-12` or `Dana by 2026-05-12`. */
function whoAndWhen(said: string): LogAnswers {
  const text = said.trim();
  const by = text.slice(-10);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(by)) return { buyer: said, by: "" };
  const who = withoutEnd(text.slice(0, -10));
  return { buyer: /[\s,]by$/.test(who) ? withoutEnd(who.slice(0, -2)) : who, by };
}

/** Without the spaces and commas it ends in. */
function withoutEnd(text: string): string {
  let end = text.length;
  while (end > 0 && /[\s,]/.test(text[end - 1] ?? "")) end -= 1;
  return text.slice(0, end);
}

function questionText({ kind, field, answers, today }: Question): string {
  if (field.name === "buyer") return `${field.label}, and by when (such as: Dana, ${today})?`;
  const hints = field.type === "choice" ? field.choices : field.type === "day" ? [today] : [];
  const hint = hints.length === 0 ? "" : ` (${hints.join(", ")})`;
  return `${field.label}${hint}${isNeeded(kind, field, answers) ? "?" : ", or Enter for nothing?"}`;
}
