export type { RenderOptions } from "./page.ts";
export { plainText } from "./plain-text.ts";
export { renderExplanation } from "./render-explanation.ts";
export { type ReviewOptions, renderReview } from "./render-review.ts";
export { renderRunReport } from "./render-run-report.ts";
export { loadReviewData, type ReviewData, type ReviewGaps, type ReviewRow } from "./review-data.ts";
export { type TeamTotals, teamTotals } from "./team-totals.ts";
export { cell, fit, rightCell, textWidth, wrap } from "./text-width.ts";
