import type { AccountSummary } from "@headway/sync";
import type { Page } from "./page.ts";
import { plainText } from "./plain-text.ts";
import type { ReviewData, ReviewRow } from "./review-data.ts";
import { counted, mostFrequent, nameOf } from "./review-words.ts";
import { cell, textWidth } from "./text-width.ts";

const longestName = 28;
/** A balance is known, and rests on less than a label takes. */
const tooFew = "too few signs from the client to call it elated, strained or neutral";

type Account = ReviewRow<AccountSummary>;

/** How clients stand by what they said and did: the elated and the strained by name, the rest counted (`domain:E2`). */
export function elationSection(data: ReviewData, page: Page, limit: number): string[] {
  const { paint } = page;
  const of = (state: string): Account[] => data.accounts.filter((account) => account.elation === state);
  const unknown = data.accounts.filter(
    (account) => !["elated", "strained", "neutral"].includes(account.elation),
  );
  return [
    ...page.heading("CLIENTS", "balance: share of a client's signs that speak for us, with its 80% interval"),
    ...named("Elated", of("elated"), paint.good, page, limit),
    ...named("Strained", of("strained"), paint.bad, page, limit),
    `  ${counted(of("neutral").length, "account")} neutral`,
    ...(unknown.length === 0 ? [] : page.paragraph(unknownLine(unknown), 2).map(paint.warning)),
  ];
}

function named(
  title: string,
  accounts: readonly Account[],
  colour: (text: string) => string,
  page: Page,
  limit: number,
): string[] {
  if (accounts.length === 0) return [`  ${title} 0`];
  const sorted = [...accounts].sort(
    (left, right) => right.points - left.points || (left.id < right.id ? -1 : 1),
  );
  const shown = sorted.slice(0, limit);
  const nameWidth = Math.min(
    longestName,
    Math.max(...shown.map((account) => textWidth(nameOf(account, "account")))),
  );
  const rest = accounts.length - limit;
  return [
    `  ${colour(`${title} ${accounts.length}`)}`,
    ...shown.flatMap((account) => accountLines(account, nameWidth, page)),
    ...(rest > 0 ? [page.paint.soft(`    and ${rest} more`)] : []),
  ];
}

/** One line where there is room; else what it rests on stands in the next. */
function accountLines(account: Account, nameWidth: number, page: Page): string[] {
  const interval =
    account.low === null || account.high === null
      ? "no interval"
      : `${share(account.low)} to ${share(account.high)}`;
  const balance = `${share(account.balance)}  ${cell(interval, 12)}`;
  const kinds = account.kinds.map((kind) => plainText(kind).replaceAll("-", " ")).join(", ");
  const from = kinds === "" ? "nothing that is named" : kinds;
  const room = page.columns - nameWidth - 4 - 2 - textWidth(balance) - 2;
  const line = `    ${cell(nameOf(account, "account"), nameWidth)}  ${balance}`;
  return textWidth(from) <= room
    ? [`${line}  ${page.paint.soft(from)}`]
    : [line.trimEnd(), ...page.paragraph(from, 6).map(page.paint.soft)];
}

/** Two digits, so that the points stand below each other. */
function share(value: number | null): string {
  return value === null ? "?" : value.toFixed(2);
}

/** Accounts for every one of them: by the most frequent reasons, by others, or by none at all. */
function unknownLine(accounts: readonly Account[]): string {
  const reasons = accounts.map(({ missing }) => missing.map(plainText));
  const most = mostFrequent(reasons.flat(), 3);
  const said = new Set(most.map(([text]) => text));
  const unsaid = reasons.filter((texts) => !texts.some((text) => said.has(text)));
  const silent = unsaid.filter((texts) => texts.length === 0).length;
  const others = unsaid.length - silent;
  const why = [
    ...most.map(([text, count]) => `missing for ${count}: ${text}`),
    ...(others === 0 ? [] : [`missing for ${others}: something else`]),
    ...(silent === 0 ? [] : [`for ${silent}: ${tooFew}`]),
  ];
  return `${counted(accounts.length, "account")} unknown; ${why.join("; ")}`;
}
