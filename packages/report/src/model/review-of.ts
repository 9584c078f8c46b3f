import type { StoreAssessment } from "@headway/sync/portfolio";
import type { Review, ReviewSection } from "./review.ts";
import { type ReviewScope, type ReviewScopeOptions, reviewScope } from "./review-scope.ts";
import { aListSection } from "./sections/a-list.ts";
import { articulation } from "./sections/articulation.ts";
import { busy } from "./sections/busy.ts";
import { coaching } from "./sections/coaching.ts";
import { commitmentsAhead } from "./sections/commitments-ahead.ts";
import { elation } from "./sections/elation.ts";
import { harvest } from "./sections/harvest.ts";
import { meetingVerdicts } from "./sections/meeting-verdicts.ts";
import { momentum } from "./sections/momentum.ts";
import { rearView } from "./sections/rear-view.ts";
import { stallCurves } from "./sections/stall-curves.ts";
import { stalledDeals } from "./sections/stalled-deals.ts";
import { stopChase } from "./sections/stop-chase.ts";
import { thanks } from "./sections/thanks.ts";
import { threeQuestions } from "./sections/three-questions.ts";
import { triage } from "./sections/triage.ts";
import { twoAxes } from "./sections/two-axes.ts";

/** For whom a review is made, and how much of it there is to be. */
export interface ReviewOfOptions {
  /** A leader's view is the policy's `people.leaderView`, whatever is asked for. */
  readonly viewer: ReviewScopeOptions["viewer"];
  /** Open deals shown, those that matter most; 300 by default. Totals are over everything. */
  readonly limit?: number;
  /** Cards of any other section; 25 by default. */
  readonly cards?: number;
  /** Pieces of evidence listed with one number; 50 by default. The rest is kept as a sum. */
  readonly mostEvidence?: number;
}

/** In the order of the review: the ten that serve weekly, what stands behind them, results last (`domain:R10`). */
const sections: readonly ((scope: ReviewScope) => ReviewSection)[] = [
  commitmentsAhead,
  threeQuestions,
  meetingVerdicts,
  twoAxes,
  stalledDeals,
  articulation,
  stopChase,
  aListSection,
  thanks,
  coaching,
  busy,
  stallCurves,
  elation,
  triage,
  momentum,
  harvest,
  rearView,
];

/**
 * The weekly review of an assessed store as plain data; pure. A seller sees the own deals and accounts, the own
 * numbers and the own harvest check. A leader sees deals and accounts, teams and named people only as the policy
 * allows, and of harvest the plan's effect (domain 3.14). Throws a `RangeError` for a seller the assessment lacks.
 */
export function reviewOf(assessed: StoreAssessment, options: ReviewOfOptions): Review {
  const { viewer, limit = 300, cards = 25, mostEvidence = 50 } = options;
  const scope = reviewScope(assessed, { viewer, limit, cards, mostEvidence });
  return {
    crm: assessed.crm,
    account: assessed.account,
    asOf: scope.asOf,
    policyVersion: assessed.assessment.policyVersion,
    viewer: scope.viewer,
    counts: { deals: scope.deals.length, accounts: scope.accounts.length, shownDeals: scope.shown.length },
    gaps: assessed.gaps.map(({ text, n, remedy }) => ({ text, n, remedy })),
    sections: sections.map((section) => section(scope)),
  };
}
