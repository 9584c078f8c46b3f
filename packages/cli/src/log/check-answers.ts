import type { LogAnswer, LogAnswers, LogField, LogKind } from "./log-kind.ts";

/** An answer that is off. */
export interface AnswerProblem {
  readonly name: LogAnswer;
  /** What was expected, in words that follow the field's name. */
  readonly expected: string;
}

/** Answers that fit their kind, or all that is off about them; nothing is half taken. */
export type CheckedAnswers =
  | { readonly status: "fit"; readonly answers: LogAnswers }
  | { readonly status: "off"; readonly problems: readonly AnswerProblem[] };

const longestText = 500;
const longestBenefit = 64;

/**
 * Checks answers against their kind: nothing missing, no field of another kind, days that exist and lie on or after
 * `today` (`YYYY-MM-DD`), one of the choices. Empty answers are as good as none.
 */
export function checkAnswers(kind: LogKind, given: LogAnswers, today: string): CheckedAnswers {
  const answers: LogAnswers = Object.fromEntries(
    Object.entries(given).flatMap(([name, text]) => (text.trim() === "" ? [] : [[name, text.trim()]])),
  );
  const problems = [
    ...strangers(kind, answers),
    ...kind.fields.flatMap((field) =>
      fieldProblems({ ...field, isRequired: isNeeded(kind, field, answers) }, answers[field.name], today),
    ),
  ];
  return problems.length === 0 ? { status: "fit", answers } : { status: "off", problems };
}

/**
 * Whether a field has to be answered, given the other answers: a verdict of an advance stands on what the buyer
 * will do, who does it and by when, and so does any commitment (domain:V8).
 */
export function isNeeded(kind: LogKind, { name, isRequired }: LogField, answers: LogAnswers): boolean {
  if (kind.name !== "meeting" || !commitmentParts.includes(name)) return isRequired;
  return answers.verdict === "advance" || commitmentParts.some((part) => (answers[part] ?? "").trim() !== "");
}

const commitmentParts: readonly LogAnswer[] = ["what", "buyer", "by"];

function strangers(kind: LogKind, answers: LogAnswers): AnswerProblem[] {
  const known = new Set<string>(kind.fields.map(({ name }) => name));
  return Object.keys(answers)
    .filter((name) => !known.has(name))
    .map((name) => ({
      name: name as LogAnswer,
      expected: `expected nothing, ${kind.name} has no such part`,
    }));
}

/** What is off about one answer; `field.isRequired` decides whether none at all is. */
export function fieldProblems(field: LogField, given: string | undefined, today: string): AnswerProblem[] {
  const { name, type, choices, isRequired, label } = field;
  const text = given?.trim() ?? "";
  const off = (expected: string): AnswerProblem[] => [{ name, expected }];
  if (text === "") return isRequired ? off(`expected an answer to "${label.toLowerCase()}"`) : [];
  const longest = name === "benefit" ? longestBenefit : longestText;
  if (text.length > longest) return off(`expected at most ${longest} characters`);
  if (type === "choice" && !choices.includes(text)) return off(`expected ${choices.join(", ")}`);
  if (type !== "day") return [];
  if (!isDay(text)) return off("expected a day such as 2026-05-12");
  return text < today ? off(`expected ${today} or a later day`) : [];
}

/** Dates roll over by themselves: the 31st of February would become the 3rd of March. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
