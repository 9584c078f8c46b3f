import type {
  CoachingEntry,
  CoachingQueue,
  CoachingReview,
  Explained,
  GoalProgress,
  SnoozedEntry,
  WithheldReview,
} from "@headway/core";
import { lineWriter } from "./plan/plan-text.ts";
import type { SubjectNames } from "./subject-names.ts";

/** What a queue is shown with. */
export interface CoachTextOptions {
  readonly names: SubjectNames;
  readonly columns: number;
  /** Entries of each list. */
  readonly rows: number;
}

/** What to coach this week: deals and accounts with the next ask, what waits and why, and where nothing is logged. */
export function queueText(crm: string, queue: CoachingQueue, options: CoachTextOptions): string {
  const { columns, rows, names } = options;
  const { entries, waiting, snoozed, unlogged, groups } = queue;
  const line = lineWriter(columns);
  const cut = <Item>(all: readonly Item[], show: (item: Item) => string[]): string[] => [
    ...all.slice(0, rows).flatMap(show),
    ...(all.length > rows ? line(2, `… and ${all.length - rows} more; --rows N shows them`) : []),
  ];
  const entry = (one: CoachingEntry): string[] => entryLines(one, options);
  return `${[
    ...line(
      0,
      `TO COACH THIS WEEK  ${crm}, as of ${queue.asOf.slice(0, 10)}: ${entries.length} deals and accounts`,
    ),
    ...(entries.length === 0 ? line(2, "Nothing waits for an advance longer than the policy's days.") : []),
    ...cut(entries, entry),
    ...groups.flatMap(({ id, groupedBy, items }) =>
      line(2, `${groupedBy} ${groupedBy === "person" ? names.of("person", id) : id}: ${items.length}`),
    ),
    ...titled("A BUYER'S PROMISE IS STILL AHEAD", cut(waiting, entry)),
    ...titled(
      "WAITING FOR A REASON",
      cut(snoozed, (one) => snoozedLines(one, options)),
    ),
    ...titled(
      "NOTHING IS LOGGED, so nobody can say",
      cut(unlogged, (one) => line(2, subjectText(one, names))),
    ),
    "",
    ...line(0, "It is about deals and accounts; `headway coach --as YOU` is your own sheet."),
  ].join("\n")}\n`;
}

/** The sheet of one person: stated goals, and the progress on them. */
export function sheetText(
  review: CoachingReview | WithheldReview,
  names: SubjectNames,
  columns: number,
): string {
  const line = lineWriter(columns);
  const name = names.of("person", review.personId);
  if (review.status === "withheld") return `${line(0, `${name}: withheld; ${review.reason}.`).join("\n")}\n`;
  const { fromAt, toAt, advances, goals, besideGoals } = review;
  return `${[
    ...line(0, `PROGRESS ON STATED GOALS  ${name}, ${fromAt.slice(0, 10)} to ${toAt.slice(0, 10)}`),
    ...line(2, `advances ${figure(advances)}, of them ${figure(besideGoals)} that move no stated goal`),
    ...goals.flatMap((goal) => line(2, goalText(goal))),
    ...(goals.length === 0 ? line(2, "No goal is written down; the notebook keeps them.") : []),
  ].join("\n")}\n`;
}

function titled(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", title, ...lines];
}

function entryLines(one: CoachingEntry, { names, columns }: CoachTextOptions): string[] {
  const line = lineWriter(columns);
  const ask = one.nextAsk === null ? [] : line(4, `next ask: ${one.nextAsk.text}${by(one.nextAsk.dueAt)}`);
  const missing = one.missing === null ? [] : line(4, `would decide it: ${one.missing}`);
  const days = `${figure(one.daysSinceAdvance)} days without an advance`;
  return [...line(2, `${subjectText(one, names)}  ${one.stall}, ${days}`), ...ask, ...missing];
}

function snoozedLines(
  { type, id, reason, resumeAt }: SnoozedEntry,
  { names, columns }: CoachTextOptions,
): string[] {
  return lineWriter(columns)(
    2,
    `${subjectText({ type, id }, names)}  until ${resumeAt.slice(0, 10)}: ${reason}`,
  );
}

function subjectText({ type, id }: Pick<CoachingEntry, "type" | "id">, names: SubjectNames): string {
  return `${type} ${names.of(type, id)} (${type}/${id})`;
}

function goalText({ text, area, advances, dueAt, reachedAt }: GoalProgress): string {
  const state = reachedAt === null ? by(dueAt ?? undefined) : `, reached on ${reachedAt.slice(0, 10)}`;
  return `${text} (${area}${state}): advances ${figure(advances)}`;
}

function by(dueAt: string | undefined): string {
  return dueAt === undefined ? "" : ` by ${dueAt.slice(0, 10)}`;
}

function figure({ value, missing }: Explained): string {
  return value === null ? `unknown (${missing.join("; ")})` : String(Math.round(value));
}
