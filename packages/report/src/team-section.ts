import type { PersonSummary } from "@headway/sync";
import type { Page } from "./page.ts";
import { plainText } from "./plain-text.ts";
import type { ReviewData, ReviewRow } from "./review-data.ts";
import { figure, mostFrequent, nameOf } from "./review-words.ts";
import { teamTotals } from "./team-totals.ts";
import { cell, rightCell, textWidth } from "./text-width.ts";

type Person = ReviewRow<PersonSummary>;
type Interval = readonly [number, number];

const titles = ["Advances", "Hours", "Per 10 h", "80% interval", "Silent h"] as const;
const widths = titles.map((title) => title.length);
/** A rate by the hour is too small a number to read. */
const perHours = 10;
const shownTies = 3;
const priorNote =
  "Each rate includes a prior, the person's own weeks before, so it is above 0 even where advances are 0.";

/**
 * Hours against advances (`domain:V1`): of the team as a whole, or by person where the caller says
 * that people may be named (domain 3.14).
 */
export function teamSection(data: ReviewData, page: Page, namePeople: boolean): string[] {
  return namePeople ? byPerson(data, page) : asOneTeam(data, page);
}

function asOneTeam(data: ReviewData, page: Page): string[] {
  const totals = teamTotals(data);
  if (totals === null) {
    const why =
      data.leaderView === "deals"
        ? "Not shown: the policy lets leaders see deals and accounts (people.leaderView). Sellers see their own with --as."
        : "Not shown: fewer than five people, so that each could be worked out.";
    return [
      ...page.heading("BUSY OR ADVANCING", "the team's hours against buyers' advances"),
      ...page.paragraph(why, 2),
    ];
  }
  const { people, advances, hours, silentHours, withRate } = totals;
  const perTen = hours > 0 ? decimal(scaled(advances / hours)) : "?";
  const rate = `${advances} advances in ${decimal(hours)} logged hours of ${people} people: ${perTen} in ten hours.`;
  const silent = `${decimal(silentHours)} of these hours went to accounts whose buyers were not heard.`;
  const coverage = `${withRate} of ${people} log enough for a rate of their own; what is not logged is not in here.`;
  return [
    ...page.heading("BUSY OR ADVANCING", "the team's hours against buyers' advances, last four weeks"),
    ...[rate, silent, coverage].flatMap((text) => page.paragraph(text, 2)),
  ];
}

/** By name: nobody is ranked, and rates whose intervals overlap are said to be a tie (`domain:R13`). */
function byPerson(data: ReviewData, page: Page): string[] {
  const people = data.people.filter((person) => (person.advances ?? 0) > 0 || (person.hours ?? 0) > 0);
  if (people.length === 0)
    return [...page.heading("BUSY OR ADVANCING", "nobody has logged hours or advances")];
  const silent = data.people.length - people.length;
  const nameWidth = nameWidthOf(people, page);
  return [
    ...page.heading("BUSY OR ADVANCING", "logged hours against buyers' advances, by name"),
    page.paint.soft(row(["", ...titles], nameWidth)),
    ...people.map((person) => row(figures(person), nameWidth)),
    ...page.paragraph(comparison(people), 2),
    ...missing(people).flatMap((text) => page.paragraph(text, 2).map(page.paint.warning)),
    ...(silent > 0 ? page.paragraph(`${silent} more have logged neither hours nor advances.`, 2) : []),
    ...(people.some(isPriorAlone) ? page.paragraph(priorNote, 2).map(page.paint.soft) : []),
    ...page
      .paragraph(
        "Per 10 h: advances in ten logged hours. Silent h: hours on accounts whose buyers were not heard.",
        2,
      )
      .map(page.paint.soft),
  ];
}

/** A rate above nothing although nothing was advanced. */
function isPriorAlone({ advances, advancesPerHour }: Person): boolean {
  return advances === 0 && (advancesPerHour ?? 0) > 0;
}

function figures(person: Person): string[] {
  const interval = intervalOf(person);
  return [
    nameOf(person, "user"),
    figure(person.advances),
    decimal(person.hours),
    decimal(scaled(person.advancesPerHour)),
    interval === undefined ? "?" : interval.map((end) => decimal(scaled(end))).join(" to "),
    decimal(person.hoursOnQuietAccounts),
  ];
}

/** As wide as the longest name, as far as there is room. */
function nameWidthOf(people: readonly Person[], { columns }: Page): number {
  const room = columns - 2 - widths.reduce((sum, width) => sum + width + 2, 0);
  return Math.min(room, Math.max(...people.map((person) => textWidth(nameOf(person, "user")))));
}

function row([name = "", ...cells]: readonly string[], nameWidth: number): string {
  const right = cells.map((text, index) => `  ${rightCell(text, widths[index] ?? 0)}`);
  return `  ${cell(name, nameWidth)}${right.join("")}`;
}

function scaled(rate: number | null): number | null {
  return rate === null ? null : rate * perHours;
}

/** One digit after the point, so that the points stand below each other. */
function decimal(value: number | null): string {
  return value === null || Number.isNaN(value) ? "?" : value.toFixed(1);
}

/** The 80% interval of advances an hour, where it is known. */
function intervalOf({ low, high }: Person): Interval | undefined {
  return typeof low === "number" && typeof high === "number" ? [low, high] : undefined;
}

/** Says in words what the rates may not be used for. */
function comparison(people: readonly Person[]): string {
  const rated = people.filter((person) => person.advancesPerHour !== null);
  if (rated.length < 2) return "Fewer than two rates are known, so nothing is compared.";
  if (rated.some((person) => intervalOf(person) === undefined)) {
    return "How sure the rates are is not known here, so no difference between two rows says anything about the people.";
  }
  const pairs = rated.flatMap((one, index) => rated.slice(index + 1).map((other) => [one, other] as const));
  const ties = pairs.filter(([one, other]) => isTie(one, other));
  if (ties.length === pairs.length) return "All intervals overlap: the rates are a tie.";
  const named = ties
    .slice(0, shownTies)
    .map(([one, other]) => `${nameOf(one, "user")} and ${nameOf(other, "user")}`);
  const rest = ties.length > shownTies ? `, and ${ties.length - shownTies} more pairs` : "";
  const tie = ties.length === 0 ? "" : `A tie, as their intervals overlap: ${named.join("; ")}${rest}. `;
  return `${tie}${ties.length === 0 ? "The" : "Other"} rates differ by more than chance; why is not said by a rate.`;
}

function isTie(one: Person, other: Person): boolean {
  const [left, right] = [intervalOf(one), intervalOf(other)];
  return left !== undefined && right !== undefined && left[0] <= right[1] && right[0] <= left[1];
}

function missing(people: readonly Person[]): string[] {
  const unknown = people.filter((person) => person.advancesPerHour === null);
  if (unknown.length === 0) return [];
  const texts = unknown.flatMap((person) => person.missing.map(plainText));
  const most = mostFrequent(texts, 3).map(([text, count]) =>
    count < unknown.length ? `${text} (${count})` : text,
  );
  const why = most.length === 0 ? "no reason was stored" : most.join("; ");
  return [`?: ${unknown.length} without a rate; missing: ${why}`];
}
