import type { ObjectCounts, RunReport } from "@headway/sync";
import { type Page, page, type RenderOptions } from "./page.ts";
import { plainText } from "./plain-text.ts";
import { wrap } from "./text-width.ts";

const listed = 10;
const listedAlike = 5;

/** What one run read, decided and wrote, and everything it could not, record by record up to a point. */
export function renderRunReport(report: RunReport, options: RenderOptions): string {
  const sheet = page(options);
  const { paint } = sheet;
  const state =
    report.state === "complete"
      ? paint.good("complete")
      : paint.warning("incomplete: what is missing stands below");
  const { won, lost, open } = report.outcomes;
  const lines = [
    ...wrap(
      `${plainText(report.crm)} · account ${plainText(report.accountId)} · as of ${report.asOf}${report.dryRun ? " · dry run" : ""}`,
      sheet.columns,
    ).map(paint.strong),
    `  ${state}`,
    ...fact(sheet, "read", counts(report.pulled)),
    ...optional(sheet, "deleted", report.deleted),
    ...optional(sheet, "merged", report.merged),
    ...fact(sheet, "evidence", `${report.evidence} pieces`),
    ...fact(sheet, "assessed", counts(report.assessed)),
    ...fact(sheet, "deals", `${won} won, ${lost} lost, ${open} open`),
    ...fact(
      sheet,
      "written",
      report.dryRun ? `nothing; ${report.planned.length} would be` : counts(report.written),
    ),
    ...report.gaps.flatMap((gap) => sheet.paragraph(`- ${plainText(gap)}`, 2).map(paint.warning)),
    ...details(report, sheet),
  ];
  return `${lines.join("\n")}\n`;
}

function details(report: RunReport, sheet: Page): string[] {
  return [
    ...grouped(
      sheet,
      "refused",
      report.refused.map(({ target, code, reason, parked }) => ({
        target,
        reason: `(${code})${parked ? ", not sent again" : ""}: ${reason}`,
      })),
    ),
    ...list(
      sheet,
      "unreadable",
      report.unreadable.map(
        ({ object, id, field, reason }) => `${object}/${id ?? "?"} \`${field}\`: ${reason}`,
      ),
    ),
    ...grouped(
      sheet,
      "undecided",
      report.undecided.map(({ subject, id, reason }) => ({
        target: `${subject}/${id}`,
        reason: `: ${reason}`,
      })),
    ),
    ...list(sheet, "no answer", report.unsettled),
    ...list(
      sheet,
      "fields that rules name and this CRM does not have",
      report.unknownRuleFields.map(
        ({ ruleId, object, field }) =>
          `rule ${ruleId}: no ${object} has \`${field}\`; set it right in the policy, unless the rule is for another CRM`,
      ),
    ),
  ];
}

function fact(sheet: Page, name: string, text: string): string[] {
  return sheet.paragraph(`${name}: ${text}`, 2);
}

function optional(sheet: Page, name: string, found: ObjectCounts): string[] {
  return Object.keys(found).length === 0 ? [] : fact(sheet, name, counts(found));
}

function counts(found: Readonly<Record<string, number>>): string {
  const parts = Object.entries(found)
    .filter(([, count]) => count > 0)
    .map(([object, count]) => `${object} ${count}`);
  return parts.length === 0 ? "nothing" : parts.join(", ");
}

interface Refusal {
  readonly target: string;
  /** What follows the targets. */
  readonly reason: string;
}

/** One line for each reason, with the first of its targets: a missing scope refuses hundreds alike. */
function grouped(sheet: Page, title: string, refusals: readonly Refusal[]): string[] {
  const byReason = Map.groupBy(refusals, ({ reason }) => reason);
  const texts = [...byReason].map(([reason, alike]) => {
    const rest = alike.length - listedAlike;
    const first = alike.slice(0, listedAlike).map(({ target }) => target);
    const more = rest > 0 ? ` and ${rest} more` : "";
    return `${first.join(", ")}${more}${reason.startsWith(":") ? "" : " "}${reason}`;
  });
  const cut =
    refusals.length > listedAlike && [...byReason.values()].some(({ length }) => length > listedAlike);
  return [
    ...list(sheet, title, texts, refusals.length),
    ...(cut && texts.length <= listed ? ["    all of them with --json"] : []),
  ];
}

function list(sheet: Page, title: string, texts: readonly string[], count = texts.length): string[] {
  if (texts.length === 0) return [];
  const rest = texts.length - listed;
  return [
    `  ${sheet.paint.strong(title)} ${count}`,
    ...texts.slice(0, listed).flatMap((text) => sheet.paragraph(plainText(text), 4)),
    ...(rest > 0
      ? [`    and ${rest} more${count === texts.length ? "" : " reasons"}; all of them with --json`]
      : []),
  ];
}
