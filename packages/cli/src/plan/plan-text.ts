import type {
  ChosenItem,
  GoalProgress,
  PlanItem,
  PlanProposal,
  QuestionCheck,
  WeeklyPlan,
} from "@headway/core";
import { plainText, wrap } from "@headway/report";
import type { SubjectNames } from "../subject-names.ts";

/** What a plan is shown with. */
export interface PlanTextOptions {
  readonly names: SubjectNames;
  readonly columns: number;
}

/** The coming week for one person: the three questions with what answers them, or could, then what is left over. */
export function planText(plan: WeeklyPlan, options: PlanTextOptions): string {
  const { names, columns } = options;
  const line = lineWriter(columns);
  const title = `THE WEEK AHEAD  ${plan.fromAt.slice(0, 10)} to ${plan.toAt.slice(0, 10)}  ${names.of("person", plan.personId)}`;
  return `${[
    ...line(0, title),
    ...plan.questions.flatMap((question, index) => [
      "",
      ...questionLines(question, index + 1, plan, options),
    ]),
    ...titled(
      "LEFT OVER from before",
      plan.carriedOver.flatMap((item) => line(2, itemText(item, names))),
    ),
    ...titled(
      "YOUR GOALS",
      plan.goals.flatMap((goal) => line(2, goalText(goal))),
    ),
    "",
    ...line(0, plan.complete ? "The plan is complete: every question has an answer." : "Still missing:"),
    ...plan.missing.flatMap((text) => line(2, `- ${text}`)),
    ...(plan.complete ? [] : line(0, "Write one down with `headway plan add --help`.")),
  ].join("\n")}\n`;
}

function titled(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", title, ...lines];
}

function questionLines(
  { question, text, answered, itemIds, proposals }: QuestionCheck,
  number: number,
  { chosen }: WeeklyPlan,
  { names, columns }: PlanTextOptions,
): string[] {
  const line = lineWriter(columns);
  const own = chosen.filter(({ item }) => itemIds.includes(item.id));
  return [
    ...line(0, `${number}. ${text}  [${question}${answered ? "" : ", open"}]`),
    ...own.flatMap((one) => chosenLines(one, names, columns)),
    ...(answered || proposals.length > 0 || own.length > 0
      ? []
      : line(3, "Nothing in the store proposes itself; what would you choose?")),
    ...proposals.flatMap((one) => line(3, `could be: ${proposalText(one, names)}`)),
  ];
}

function chosenLines({ item, missing }: ChosenItem, names: SubjectNames, columns: number): string[] {
  const line = lineWriter(columns);
  return [...line(3, itemText(item, names)), ...missing.flatMap((text) => line(5, `missing: ${text}`))];
}

function itemText(
  { id, what, plannedFor, wanted, dealId, accountId }: PlanItem,
  names: SubjectNames,
): string {
  const about = aboutText({ dealId, accountId }, names);
  const due = wanted?.dueAt === undefined ? "" : ` by ${wanted.dueAt.slice(0, 10)}`;
  const want = wanted === undefined ? "" : `; wanted of the ${wanted.owner}: ${wanted.what}${due}`;
  return `${id}  ${what}${about}, until ${plannedFor.slice(0, 10)}${want}`;
}

function proposalText(
  { text, reason, dueAt, dealId, accountId, skill }: PlanProposal,
  names: SubjectNames,
): string {
  const due = dueAt === undefined ? "" : ` by ${dueAt.slice(0, 10)}`;
  const about = aboutText({ dealId, accountId }, names);
  return `${text}${due}${about}${skill === undefined ? "" : ` (${skill})`}. ${reason}`;
}

function aboutText(
  { dealId, accountId }: { dealId?: string | undefined; accountId?: string | undefined },
  names: SubjectNames,
): string {
  if (dealId !== undefined) return `, deal ${names.of("deal", dealId)} (deal/${dealId})`;
  return accountId === undefined ? "" : `, account ${names.of("account", accountId)} (account/${accountId})`;
}

function goalText({ text, advances, advancesSoFar, dueAt, area }: GoalProgress): string {
  const moved =
    advances.value === null ? `not known: ${advances.missing.join("; ")}` : `${advances.value} lately`;
  const ever = advancesSoFar.value === null ? "" : `, ${advancesSoFar.value} in all`;
  return `${text} (${area}${dueAt === null ? "" : `, by ${dueAt.slice(0, 10)}`}): advances ${moved}${ever}`;
}

/** Inert text in lines of the terminal's width, each begun with so many blanks. */
export function lineWriter(columns: number): (indent: number, text: string) => string[] {
  return (indent, text) =>
    wrap(plainText(text), Math.max(20, columns - indent - 2)).map(
      (line, index) => `${" ".repeat(index === 0 ? indent : indent + 2)}${line}`,
    );
}
