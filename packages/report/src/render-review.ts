import { dealsSection } from "./deals-section.ts";
import { elationSection } from "./elation-section.ts";
import { page, type RenderOptions } from "./page.ts";
import { plainText } from "./plain-text.ts";
import { rearViewSection } from "./rear-view-section.ts";
import type { ReviewData } from "./review-data.ts";
import { calendarDay } from "./review-words.ts";
import { summarySection } from "./summary-section.ts";
import { teamSection } from "./team-section.ts";
import { wrap } from "./text-width.ts";
import { windshieldSection } from "./windshield-section.ts";

/** How the review is to be shown. */
export interface ReviewOptions extends RenderOptions {
  /** Rows of each list before the rest is counted; 8 by default. */
  readonly limit?: number;
  /**
   * Shows effort by person and not for the team only. For people's own eyes, or where a written basis
   * allows it (domain 3.14); `false` by default.
   */
  readonly namePeople?: boolean;
}

const defaultLimit = 8;

/**
 * The weekly review for a terminal: what is ahead first, then open deals, effort, clients, and
 * results last. No line is wider than the terminal and text of the CRM is inert (`invariant:X4`).
 */
export function renderReview(data: ReviewData, options: ReviewOptions): string {
  const sheet = page(options);
  const limit = options.limit ?? defaultLimit;
  const title = `Headway review · ${plainText(data.crm)}${data.account === null ? "" : ` · ${plainText(data.account)}`}`;
  const basis =
    data.asOf === null
      ? "Nothing has been assessed yet. Run `headway sync`."
      : `As of ${calendarDay(data.asOf)} ${data.asOf.slice(0, 4)}, policy ${plainText(data.policyVersion ?? "not stored")}. Why any figure: headway explain deal ID`;
  const head = [...wrap(title, sheet.columns).map(sheet.paint.strong), ...wrap(basis, sheet.columns)];
  if (data.asOf === null) return `${head.join("\n")}\n`;
  const lines = [
    ...head,
    "",
    ...summarySection(data, sheet),
    ...windshieldSection(data, sheet, limit),
    ...dealsSection(data, sheet, limit),
    ...teamSection(data, sheet, options.namePeople ?? false),
    ...elationSection(data, sheet, limit),
    ...rearViewSection(data, sheet),
  ];
  return `${lines.join("\n")}\n`;
}
