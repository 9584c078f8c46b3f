import { plainText, type ReviewData, wrap } from "@headway/report";
import { ownCommand } from "./own-command.ts";
import { type SandboxCrmReport, type SandboxRunReport, shortfalls } from "./sandbox-run-report.ts";

const crmWidth = 12;

/** What the demo ends with. */
export interface DemoEnding {
  readonly report: SandboxRunReport;
  readonly data: ReviewData;
  /** As to be typed after `--store`. */
  readonly storePath: string;
  /** The file with the whole review, from the current folder. */
  readonly reviewPath: string;
  readonly columns: number;
}

/** What was checked and how it came out, and what to type next. */
export function demoEnding({ report, data, storePath, reviewPath, columns }: DemoEnding): string {
  const missed = shortfalls(report);
  const checks = Object.entries(report.crms).flatMap(([crm, found]) => checkLines(crm, found, columns));
  const deal = interestingDeal(data);
  return `${[
    "",
    "CHECKED past the adapters",
    ...checks,
    ...wrap(`In ${report.wallSeconds.toFixed(1)} s; rate kept: ${report.rate}.`, columns - 2).map(indented),
    ...missed.map((text) => `  FAILED: ${text}`),
    ...(deal === undefined
      ? []
      : [
          "",
          `WHY DOES IT READ SO? Try ${plainText(deal.name ?? deal.id)}:`,
          `  ${ownCommand} explain deal ${deal.id} --store ${storePath}`,
        ]),
    "",
    "WITH YOUR OWN CRM",
    "  Set its credentials in the environment, then:",
    `  ${ownCommand} doctor && ${ownCommand} sync --dry-run`,
    "  A dry run reads and decides, and writes nothing to the CRM.",
    "",
    "THE WHOLE REVIEW, one file for your browser",
    `  ${reviewPath}`,
  ].join("\n")}\n`;
}

/** One CRM's figures, each with what it should be. */
function checkLines(crm: string, found: SandboxCrmReport, columns: number): string[] {
  const facts = [
    `everything read in ${found.requests} requests (no client could need fewer than ${found.requestsFloor})`,
    `${found.written} writes`,
    `${found.witnessedDeals} of ${found.pulled.deal ?? 0} deals found in the CRM as written`,
    `second run: ${found.secondRunWrites} writes`,
  ];
  const [first = "", ...rest] = wrap(facts.join("; "), Math.max(20, columns - crmWidth - 2));
  return [`${crm.padEnd(crmWidth)}${first}`, ...rest.map((text) => `${" ".repeat(crmWidth)}${text}`)].map(
    indented,
  );
}

function indented(text: string): string {
  return `  ${text}`;
}

/** A deal with much to say: open, with commitments ahead and advances behind. */
function interestingDeal(data: ReviewData): ReviewData["deals"][number] | undefined {
  const say = (deal: ReviewData["deals"][number]): number =>
    (deal.status === "open" ? 100 : 0) + 10 * deal.commitmentsAhead.length + (deal.advances ?? 0);
  return [...data.deals].sort((left, right) => say(right) - say(left) || (left.id < right.id ? -1 : 1))[0];
}
