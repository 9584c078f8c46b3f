import { dealGroups } from "./deal-group.ts";
import type { Page, Paint } from "./page.ts";
import { type Promised, promisesAhead } from "./promise.ts";
import type { ReviewData } from "./review-data.ts";
import { calendarDay, counted } from "./review-words.ts";

const titleWidth = 9;

/** The whole review in three lines, for those who read no further; what is ahead comes first (`domain:R10`). */
export function summarySection(data: ReviewData, page: Page): string[] {
  const open = data.deals.filter((deal) => deal.status === "open");
  const deals = dealGroups.map((group) => part(open.filter(group.holds).length, group.counted));
  return [
    ...line("Ahead", aheadText(promisesAhead(data)), page),
    ...line("Deals", sentence(`${open.length} open`, deals), page),
    ...line("Clients", sentence(String(data.accounts.length), clientParts(data)), page),
  ];
}

function aheadText(promises: readonly Promised[]): string {
  const next = promises.find(({ dueAt }) => dueAt !== null)?.dueAt;
  const first = next === undefined || next === null ? "" : `, the next for ${calendarDay(next)}`;
  return `${counted(promises.length, "promise")} of buyers${first}`;
}

function clientParts({ accounts }: ReviewData): string[] {
  const states = ["elated", "strained", "neutral"];
  const other = accounts.filter(({ elation }) => !states.includes(elation)).length;
  const known = states.map((state) =>
    part(accounts.filter(({ elation }) => elation === state).length, state),
  );
  return [...known, part(other, "unknown")];
}

function part(count: number, text: string): string {
  return count === 0 ? "" : `${count} ${text}`;
}

function sentence(all: string, parts: readonly string[]): string {
  const said = parts.filter((text) => text !== "");
  return said.length === 0 ? all : `${all}: ${said.join(", ")}`;
}

/** A title, and its text beside it with later lines below the first. */
function line(title: string, text: string, page: Page): string[] {
  const [first = "", ...rest] = page.paragraph(text, titleWidth);
  const strong: Paint["strong"] = page.paint.strong;
  return [`${strong(title)}${first.slice(title.length)}`, ...rest];
}
