import type { AccountSummary } from "@headway/sync";
import type { Page } from "./page.ts";
import { plainText } from "./plain-text.ts";
import type { ReviewData, ReviewRow } from "./review-data.ts";
import { counted, figure, mostFrequent, nameOf } from "./review-words.ts";
import { cell } from "./text-width.ts";

type Account = ReviewRow<AccountSummary>;

/** How clients stand by what they said and did: the elated and the strained by name, the rest counted (`domain:E2`). */
export function elationSection(data: ReviewData, page: Page, limit: number): string[] {
  const { paint } = page;
  const of = (state: string): Account[] => data.accounts.filter((account) => account.elation === state);
  const unknown = data.accounts.filter(
    (account) => !["elated", "strained", "neutral"].includes(account.elation),
  );
  return [
    ...page.heading("CLIENTS", "balance: share of a client's signals that speak for us, 80% interval"),
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
  const rest = accounts.length - limit;
  return [
    `  ${colour(`${title} ${accounts.length}`)}`,
    ...sorted.slice(0, limit).flatMap((account) => accountLines(account, page)),
    ...(rest > 0 ? [page.paint.soft(`    and ${rest} more`)] : []),
  ];
}

function accountLines(account: Account, page: Page): string[] {
  const interval =
    account.low === null || account.high === null
      ? "no interval"
      : `${figure(account.low, 2)}-${figure(account.high, 2)}`;
  const balance = `${figure(account.balance, 2)} (${interval})`;
  const kinds = account.kinds.map((kind) => plainText(kind).replaceAll("-", " ")).join(", ");
  return [
    `    ${cell(nameOf(account, "account"), page.columns - 4 - 2 - balance.length)}  ${balance}`,
    ...page.paragraph(`from: ${kinds === "" ? "nothing that is named" : kinds}`, 6).map(page.paint.soft),
  ];
}

function unknownLine(accounts: readonly Account[]): string {
  const most = mostFrequent(
    accounts.flatMap((account) => account.missing.map(plainText)),
    3,
  );
  const why = most.map(([text, count]) => `${text} (${count})`).join("; ");
  return `${counted(accounts.length, "account")} unknown; missing: ${why === "" ? "signals from the client" : why}`;
}
