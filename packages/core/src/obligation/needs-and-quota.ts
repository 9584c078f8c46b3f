import type { DealAssessment } from "../deal/deal-assessment.ts";
import type { DealFacts } from "../deal/deal-facts.ts";
import { compareTexts } from "../evidence/seen.ts";
import { explain, factContribution } from "../explain/explain.ts";
import type { Explained } from "../explain/explained.ts";
import { formula } from "../explain/rule-version.ts";
import { type Instant, instantMs } from "../instant.ts";
import type { Quota } from "../notebook/quota.ts";
import type { Policy } from "../policy/policy.ts";
import { type Standpoint, standpoint } from "../standpoint.ts";

/** Deals of one quota's period by whether they count for the quota and whether the client's need was met. */
export interface NeedsAndQuota {
  readonly quotaId: string;
  readonly asOf: Instant;
  /** How much of the target the deals won in the period come to. */
  readonly quotaProgress: Explained;
  readonly target: number;
  readonly needsMet: Explained;
  /** The four cells; a deal whose need nobody spoke of stands apart and in none of them. */
  readonly cells: {
    readonly metAndCounts: readonly string[];
    readonly metOnly: readonly string[];
    readonly countsOnly: readonly string[];
    readonly neither: readonly string[];
  };
  readonly needUnknown: { readonly counts: readonly string[]; readonly doesNot: readonly string[] };
}

/** What the joint view is drawn from: one quota, and deals of the person it is asked of. */
export interface NeedsAndQuotaInput {
  readonly quota: Quota;
  readonly deals: readonly DealFacts[];
  readonly assessments: readonly DealAssessment[];
  readonly policy: Policy;
  readonly asOf: string;
}

interface Line {
  readonly dealId: string;
  readonly amount: number;
  readonly counts: boolean;
  readonly need: DealAssessment["obligation"]["needMet"]["status"];
}

/**
 * Shows needs met beside the quota for the same deals: those closed within the quota's period (domain:O1). A deal
 * counts for the quota when it was won and its price is in the quota's unit; with the unit `deals` each one is 1.
 */
export function needsAndQuota(input: NeedsAndQuotaInput): NeedsAndQuota {
  const from = standpoint(input.policy, input.asOf);
  const lines = linesOf(input, from);
  const cell = (need: Line["need"], counts: boolean) =>
    lines.filter((line) => line.need === need && line.counts === counts).map(({ dealId }) => dealId);
  return {
    quotaId: input.quota.id,
    asOf: from.asOf,
    quotaProgress: explainSum(
      lines.filter(({ counts }) => counts),
      input.quota.unit,
      from,
    ),
    target: input.quota.target,
    needsMet: explainMet(lines, from),
    cells: {
      metAndCounts: cell("met", true),
      metOnly: cell("met", false),
      countsOnly: cell("not-met", true),
      neither: cell("not-met", false),
    },
    needUnknown: { counts: cell("unknown", true), doesNot: cell("unknown", false) },
  };
}

function linesOf({ quota, deals, assessments }: NeedsAndQuotaInput, { asOfMs }: Standpoint): Line[] {
  const assessed = new Map(assessments.map((assessment) => [assessment.dealId, assessment]));
  const fromMs = instantMs(quota.fromAt);
  const untilMs = Math.min(instantMs(quota.toAt), asOfMs);
  const lines: Line[] = [];
  for (const deal of deals) {
    const assessment = assessed.get(deal.id);
    const closedMs = deal.closedAt === undefined ? Number.NaN : instantMs(deal.closedAt);
    const isWithin = closedMs >= fromMs && closedMs <= untilMs;
    if (!assessment || !isWithin || deal.ownerId !== quota.personId) continue;
    const amount = assessment.status === "won" ? amountFor(deal, quota.unit) : undefined;
    const { status: need } = assessment.obligation.needMet;
    lines.push({ dealId: deal.id, amount: amount ?? 0, counts: amount !== undefined, need });
  }
  return lines.sort((left, right) => compareTexts(left.dealId, right.dealId));
}

function amountFor({ price }: DealFacts, unit: string): number | undefined {
  if (unit === "deals") return 1;
  return price?.currency === unit ? price.amount : undefined;
}

function explainSum(lines: readonly Line[], unit: string, { asOf }: Standpoint): Explained {
  const sum = lines.reduce((total, { amount }) => total + amount, 0);
  return explain({
    value: sum,
    unit,
    valueFrom: "sum",
    basis: sum,
    n: lines.length,
    asOf,
    rule: formula("O1"),
    contributions: () => lines.map(({ dealId, amount }) => factContribution("deal", dealId, amount)),
  });
}

function explainMet(lines: readonly Line[], { asOf }: Standpoint): Explained {
  const heard = lines.filter(({ need }) => need !== "unknown");
  const met = heard.filter(({ need }) => need === "met");
  return explain({
    value: heard.length === 0 ? null : met.length,
    unit: "deals whose need was met, by the client's own account",
    valueFrom: "count",
    basis: met.length,
    n: heard.length,
    asOf,
    rule: formula("O1"),
    contributions: () => met.map(({ dealId }) => factContribution("deal", dealId, 1)),
    missing: heard.length === 0 ? ["a client's word on whether the need was met"] : [],
  });
}
