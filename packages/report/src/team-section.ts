import type { PersonSummary } from "@headway/sync";
import type { Page } from "./page.ts";
import { plainText } from "./plain-text.ts";
import type { ReviewData, ReviewRow } from "./review-data.ts";
import { figure, mostFrequent, nameOf } from "./review-words.ts";
import { cell, rightCell } from "./text-width.ts";

type Person = ReviewRow<PersonSummary>;
type Interval = readonly [number, number];

const widths = { advances: 4, hours: 7, rate: 15, quiet: 7 };

/**
 * Hours against advances for everybody who has either, by name: nobody is ranked, and where the
 * intervals overlap the difference is said to be none (`domain:V1`, `domain:R13`).
 */
export function teamSection(data: ReviewData, page: Page): string[] {
  const people = data.people.filter((person) => (person.advances ?? 0) > 0 || (person.hours ?? 0) > 0);
  if (people.length === 0)
    return [...page.heading("BUSY OR ADVANCING", "nobody has logged hours or advances")];
  const silent = data.people.length - people.length;
  const nameWidth = page.columns - 2 - Object.values(widths).reduce((sum, width) => sum + width + 1, 0);
  const head = row(["Name", "Adv.", "Hours", "Adv. an hour", "Quiet h"], nameWidth);
  return [
    ...page.heading("BUSY OR ADVANCING", "hours against buyers' advances, by name"),
    page.paint.soft(head),
    ...people.map((person) => personRow(person, nameWidth)),
    ...page.paragraph(comparison(people), 2),
    ...missing(people).flatMap((text) => page.paragraph(text, 2).map(page.paint.warning)),
    ...(silent > 0 ? page.paragraph(`${silent} more have logged neither hours nor advances.`, 2) : []),
    ...page.paragraph("Quiet h: hours on accounts whose buyers have been silent.", 2).map(page.paint.soft),
  ];
}

function personRow(person: Person, nameWidth: number): string {
  const interval = intervalOf(person);
  const rate =
    interval === undefined
      ? figure(person.advancesPerHour, 2)
      : `${figure(person.advancesPerHour, 2)} (${figure(interval[0], 2)}-${figure(interval[1], 2)})`;
  const figures = [
    figure(person.advances),
    figure(person.hours, 1),
    rate,
    figure(person.hoursOnQuietAccounts, 1),
  ];
  return row([nameOf(person, "user"), ...figures], nameWidth);
}

function row(
  [name = "", advances = "", hours = "", rate = "", quiet = ""]: string[],
  nameWidth: number,
): string {
  return [
    `  ${cell(name, nameWidth)}`,
    rightCell(advances, widths.advances),
    rightCell(hours, widths.hours),
    rightCell(rate, widths.rate),
    rightCell(quiet, widths.quiet),
  ].join(" ");
}

/** The 80% interval of advances an hour, where the summary holds one. */
function intervalOf(person: Person): Interval | undefined {
  const { low, high } = person;
  return typeof low === "number" && typeof high === "number" ? [low, high] : undefined;
}

/** Says in words what the rates may not be used for. */
function comparison(people: readonly Person[]): string {
  const rated = people.filter((person) => person.advancesPerHour !== null);
  const intervals = rated.map(intervalOf);
  if (rated.length < 2) return "Fewer than two rates are known, so nothing is compared.";
  const found = intervals.filter((interval) => interval !== undefined);
  if (found.length < rated.length) {
    return "How sure the rates are is not known here, so no difference between two rows says anything about the people.";
  }
  const apart = found.some((one) => found.some((other) => one[1] < other[0]));
  return apart
    ? "Where two intervals overlap, the rates are a tie. Those that do not overlap differ by more than chance; why is not said by a rate."
    : "All intervals overlap: the rates are a tie.";
}

function missing(people: readonly Person[]): string[] {
  const unknown = people.filter((person) => person.advancesPerHour === null);
  if (unknown.length === 0) return [];
  const texts = unknown.flatMap((person) => person.missing.map(plainText));
  const most = mostFrequent(texts, 3).map(([text, count]) => `${text} (${count})`);
  const why = most.length === 0 ? "no reason was stored" : most.join("; ");
  return [`?: advances an hour are unknown for ${unknown.length}; missing: ${why}`];
}
