import type { Explained } from "@headway/core";
import type { Page } from "./page.ts";
import { plainText } from "./plain-text.ts";
import { figure } from "./review-words.ts";

const shownContributions = 12;

/** A number with what it is made of: value, interval, rule, and each contribution with its source. */
export function numberLines(number: Explained & { readonly name: string }, page: Page): string[] {
  const { paint } = page;
  const value =
    number.status === "unknown" ? "unknown" : `${figure(number.value, 4)} ${plainText(number.unit)}`;
  const interval =
    number.interval === undefined
      ? ""
      : `, 80% interval ${figure(number.interval[0], 3)} to ${figure(number.interval[1], 3)}`;
  const read = `${number.valueFrom} of basis ${figure(number.basis, 4)}, prior ${figure(number.prior, 4)}`;
  const snapshot = number.snapshot === undefined ? "" : `, curves ${plainText(number.snapshot)}`;
  const from = `${read}, n ${number.n}, rule ${plainText(number.rule.id)} v${plainText(number.rule.version)}${snapshot}`;
  return [
    ...page.paragraph(`${number.name}: ${value}${interval}`, 2),
    ...page.paragraph(from, 6).map(paint.soft),
    ...contributionLines(number.contributions, page),
    ...number.otherBases.flatMap((basis) => [
      ...page
        .paragraph(`${plainText(basis.name)}: ${figure(basis.basis, 4)}, prior ${figure(basis.prior, 4)}`, 6)
        .map(paint.soft),
      ...contributionLines(basis.contributions, page),
    ]),
    ...listed("missing", number.missing, page).map(paint.warning),
    ...listed("could also read", number.alternatives, page),
  ];
}

function contributionLines(contributions: Explained["contributions"], page: Page): string[] {
  const rest = contributions.slice(shownContributions);
  const restSum = rest.reduce((sum, { amount }) => sum + amount, 0);
  return [
    ...contributions
      .slice(0, shownContributions)
      .flatMap(({ amount, source, note }) =>
        page.paragraph(
          `${signed(amount)}  ${plainText(source)}${note === undefined ? "" : `  ${plainText(note)}`}`,
          6,
        ),
      ),
    ...(rest.length > 0
      ? [`      ${signed(restSum)}  from ${rest.length} more; all of them with --json`]
      : []),
  ];
}

function signed(amount: number): string {
  return amount < 0 ? figure(amount, 4) : `+${figure(amount, 4)}`;
}

function listed(title: string, texts: readonly string[], page: Page): string[] {
  return texts.flatMap((text) => page.paragraph(`${title}: ${plainText(text)}`, 6));
}
