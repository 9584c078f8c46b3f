import type { Page } from "./page.ts";
import type { ReviewData } from "./review-data.ts";
import { counted } from "./review-words.ts";

/** What is behind, last and short: results, and what the review cannot tell (`domain:R10`, `domain:E1`). */
export function rearViewSection(data: ReviewData, page: Page): string[] {
  const of = (status: string): number => data.deals.filter((deal) => deal.status === status).length;
  return [
    ...page.heading("BEHIND"),
    `  ${of("won")} won, ${of("lost")} lost. Results are no input to any figure above.`,
    ...gaps(data).flatMap((text) => page.paragraph(text, 2).map(page.paint.warning)),
  ];
}

function gaps({ gaps: { unassessedDeals, unreadable, refusedWrites } }: ReviewData): string[] {
  return [
    unassessedDeals > 0
      ? `Not shown: ${counted(unassessedDeals, "deal")} without an assessment; \`headway sync\` says why.`
      : "",
    unreadable > 0 ? `Not counted: ${counted(unreadable, "record")} of the CRM that could not be read.` : "",
    refusedWrites > 0
      ? `The CRM refused ${counted(refusedWrites, "write")}; it reads differently from this review there.`
      : "",
  ].filter((text) => text !== "");
}
