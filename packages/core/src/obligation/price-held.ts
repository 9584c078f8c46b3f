import { segmentOf } from "../cohort/collect-spells.ts";
import type { DealAssessment } from "../deal/deal-assessment.ts";
import type { DealFacts } from "../deal/deal-facts.ts";
import { compareTexts } from "../evidence/seen.ts";
import { explain, factContribution } from "../explain/explain.ts";
import type { Explained } from "../explain/explained.ts";
import { formula } from "../explain/rule-version.ts";
import { dayMs, instantMs } from "../instant.ts";
import type { Policy } from "../policy/policy.ts";
import { type Standpoint, standpoint } from "../standpoint.ts";
import { discountOf } from "./check-profit.ts";
import { type MatchedCase, type MatchedDifference, matchedDifference } from "./matched-difference.ts";

/** What the test is run on; deals that were not won by `asOf` are passed over. */
export interface PriceHeldInput {
  readonly deals: readonly DealFacts[];
  readonly assessments: readonly DealAssessment[];
  readonly policy: Policy;
  readonly asOf: string;
}

/**
 * Deals whose buyers had articulated all three parts when the proposal was sent, against like deals whose buyers had
 * not (domain:O19). Both numbers are "articulated minus not", within strata of segment, currency and size.
 */
export interface PriceHeld {
  /** In shares of the list price; below 0, articulated deals got the smaller discount. */
  readonly discountDifference: Explained;
  readonly daysToCloseDifference: Explained;
  readonly articulatedDeals: number;
  readonly otherDeals: number;
  readonly strata: number;
  /** Won deals that could not be compared: no discount, articulation or proposal on record, or none alike. */
  readonly leftOutDealIds: readonly string[];
}

interface Compared {
  readonly id: string;
  readonly stratum: string;
  readonly exposed: boolean;
  readonly discount: number;
  readonly days: number;
}

const readings = [
  "an association: whoever articulates early may differ in other ways that no record holds",
  "our own judgement of the deal may have set both the questions we asked and the discount",
];

/** Runs the test over won deals; unknown while either side holds too few of them. */
export function priceHeld({ deals, assessments, policy, asOf }: PriceHeldInput): PriceHeld {
  const from = standpoint(policy, asOf);
  const assessed = new Map(assessments.map((assessment) => [assessment.dealId, assessment]));
  const compared: Compared[] = [];
  const leftOut: string[] = [];
  for (const deal of [...deals].sort((left, right) => compareTexts(left.id, right.id))) {
    const assessment = assessed.get(deal.id);
    if (assessment?.status !== "won") continue;
    const one = comparedOf(deal, assessment, policy);
    if (one) compared.push(one);
    else leftOut.push(deal.id);
  }
  const discounts = matchedDifference(compared.map((one) => caseOf(one, one.discount)));
  const days = matchedDifference(compared.map((one) => caseOf(one, one.days)));
  const matched = new Set(discounts.lines.map(({ id }) => id));
  const alone = compared.filter(({ id }) => !matched.has(id)).map(({ id }) => id);
  return {
    discountDifference: explainDifference(discounts, "share of the list price, articulated minus not", from),
    daysToCloseDifference: explainDifference(
      days,
      "days from proposal to close, articulated minus not",
      from,
    ),
    articulatedDeals: discounts.exposed,
    otherDeals: discounts.others,
    strata: discounts.strata,
    leftOutDealIds: [...leftOut, ...alone].sort(compareTexts),
  };
}

function comparedOf(deal: DealFacts, { articulation }: DealAssessment, { obligation }: Policy) {
  const discount = discountOf(deal.price);
  if (articulation.status === "unknown" || articulation.atProposal === null) return undefined;
  if (discount === undefined || deal.closedAt === undefined || deal.price === undefined) return undefined;
  const { at, ready } = articulation.atProposal;
  const days = (instantMs(deal.closedAt) - instantMs(at)) / dayMs;
  if (days < 0) return undefined;
  const list = deal.price.listAmount ?? deal.price.amount;
  const band = Math.floor(Math.log(list) / Math.log(obligation.priceHeld.sizeFactor));
  const stratum = `${segmentOf(deal)}/${deal.price.currency}/${band}`;
  return { id: deal.id, stratum, exposed: ready, discount, days };
}

function caseOf({ id, stratum, exposed }: Compared, value: number): MatchedCase {
  return { id, stratum, exposed, value };
}

function explainDifference(result: MatchedDifference, unit: string, from: Standpoint): Explained {
  const { minimumEachSide } = from.policy.obligation.priceHeld;
  const isEnough = Math.min(result.exposed, result.others) >= minimumEachSide;
  return explain({
    value: isEnough ? result.difference : null,
    unit,
    valueFrom: "sum",
    basis: result.difference,
    interval: isEnough ? result.interval : undefined,
    n: result.lines.length,
    asOf: from.asOf,
    rule: formula("O19"),
    contributions: () => result.lines.map(({ id, amount }) => factContribution("deal", id, amount)),
    missing: isEnough ? [] : [`${minimumEachSide} matched deals on each side, articulated and not`],
    alternatives: readings,
  });
}
