import { html, type Markup } from "./markup.ts";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** `Tue 12 May 2026` (UTC), for machines too; what is no instant is shown as it is. */
export function dayMarkup(instant: string): Markup {
  const text = dayText(instant);
  if (text === instant) return html`${instant}`;
  return html`<time datetime="${new Date(Date.parse(instant)).toISOString().slice(0, 10)}">${text}</time>`;
}

/** `Tue 12 May 2026` (UTC); what is no instant is given back as it is. */
export function dayText(instant: string): string {
  if (!/^\d{4}-\d{2}-\d{2}/.test(instant)) return instant;
  const date = new Date(Date.parse(instant));
  if (Number.isNaN(date.getTime())) return instant;
  const day = `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
  return `${weekdays[date.getUTCDay()]} ${day}`;
}

function inThousands(digits: string): string {
  const groups: string[] = [];
  for (let end = digits.length; end > 0; end -= 3) groups.unshift(digits.slice(Math.max(0, end - 3), end));
  return groups.join(",");
}

/** A value with at most four digits after the point, and thousands apart. */
export function figureText(value: number): string {
  if (!Number.isFinite(value)) return "unknown";
  const [whole = "0", rest] = String(Number(Math.abs(value).toFixed(4))).split(".");
  const grouped = whole.includes("e") ? whole : inThousands(whole);
  const text = rest === undefined ? grouped : `${grouped}.${rest}`;
  return value < 0 && text !== "0" ? `−${text}` : text;
}

/** With its sign: `+1`, `−0.4`; nothing added is `0`. */
export function signedText(value: number): string {
  const text = figureText(value);
  return value > 0 && text !== "0" ? `+${text}` : text;
}

/** `1 deal`, `1,204 deals`. */
export function countedText(count: number, noun: string): string {
  return `${figureText(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** The five grades of evidence, strongest first, and what each counts for (domain 3.1). */
export const grades: readonly {
  readonly grade: number;
  readonly short: string;
  readonly meaning: string;
}[] = [
  {
    grade: 4,
    short: "costly act, traced",
    meaning:
      "The buyer did something that costs, and it left an independent trace: signed, paid, introduced.",
  },
  {
    grade: 3,
    short: "buyer’s own words",
    meaning: "The buyer’s words as they were said, or a buyer’s message with an action and a date.",
  },
  {
    grade: 2,
    short: "seen through a system",
    meaning: "A reply, an acceptance, attendance, or a seller’s note that names buyer, action and date.",
  },
  {
    grade: 1,
    short: "seller’s note",
    meaning: "A seller’s note without a buyer’s action or a date. Shown, never counted.",
  },
  {
    grade: 0,
    short: "our own act",
    meaning: "A call, a message, a proposal, a stage moved by the seller. Shown, never counted.",
  },
];

/** `G3 buyer’s own words`; a grade that is none is said to be unknown. */
export function gradeText(grade: number): string {
  const found = grades.find((one) => one.grade === grade);
  return found === undefined ? "grade unknown" : `G${found.grade} ${found.short}`;
}
