import type { DealAssessment } from "../deal/deal-assessment.ts";
import { explain, factContribution } from "../explain/explain.ts";
import type { Explained } from "../explain/explained.ts";
import { formula } from "../explain/rule-version.ts";
import { type Instant, instantMs } from "../instant.ts";
import type { Standpoint } from "../standpoint.ts";
import { countAdvances, distinctAdvances } from "./advance-lines.ts";
import { type GoalsInput, goalsStandpoint } from "./goals-input.ts";

/** Something that lies ahead. */
export interface AheadItem {
  readonly type: "buyer-commitment" | "plan-item" | "goal";
  readonly at: Instant;
  readonly what: string;
  /** The evidence's, plan item's or goal's id. */
  readonly id: string;
  readonly dealId?: string;
  readonly accountId?: string;
}

/** What lies behind, over the whole record: no period sets any of it back to nothing. */
export interface RearView {
  /** Every advance there ever was, lapsed ones too. */
  readonly advances: Explained;
  readonly won: Explained;
  readonly lost: Explained;
}

/** What is ahead, first; what lies behind, one step further in (domain:R10). */
export interface Windshield {
  readonly asOf: Instant;
  readonly commitmentsAhead: Explained;
  /** Soonest first, all of it after `asOf`. */
  readonly ahead: readonly AheadItem[];
  readonly rearView: RearView;
}

/** Whose view; without a person that of everything in the assessment. */
export interface WindshieldInput extends GoalsInput {
  readonly personId?: string | undefined;
}

/** The default view: buyers' promises, plans and goals that are still to come. */
export function windshield(input: WindshieldInput): Windshield {
  const from = goalsStandpoint(input);
  const { personId } = input;
  const ownerOf = new Map(input.portfolio.deals.map(({ id, ownerId }) => [id, ownerId]));
  const isOwn = (dealId: string) => personId === undefined || ownerOf.get(dealId) === personId;
  const deals = input.assessment.deals.filter(({ dealId }) => isOwn(dealId));
  const commitments = deals.flatMap(commitmentsOf);
  const ahead = [...commitments, ...plansOf(personId, from), ...goalsAhead(personId, from)];
  return {
    asOf: from.asOf,
    commitmentsAhead: explainAhead(commitments, from),
    ahead: ahead.sort(
      (left, right) => instantMs(left.at) - instantMs(right.at) || (left.id < right.id ? -1 : 1),
    ),
    rearView: rearView(input, deals, from),
  };
}

function commitmentsOf({ dealId, commitmentsAhead }: DealAssessment): AheadItem[] {
  return commitmentsAhead.flatMap(({ evidenceId, what, dueAt }) =>
    dueAt === null ? [] : [{ type: "buyer-commitment" as const, at: dueAt, what, id: evidenceId, dealId }],
  );
}

function plansOf(personId: string | undefined, { notebook, asOfMs }: Standpoint): AheadItem[] {
  return notebook.planItems
    .filter((item) => personId === undefined || item.personId === personId)
    .filter(({ plannedFor, doneAt }) => doneAt === undefined && instantMs(plannedFor) > asOfMs)
    .map(({ id, plannedFor, what, dealId, accountId }) => ({
      type: "plan-item",
      at: plannedFor,
      what,
      id,
      ...(dealId === undefined ? {} : { dealId }),
      ...(accountId === undefined ? {} : { accountId }),
    }));
}

function goalsAhead(personId: string | undefined, { notebook, asOfMs }: Standpoint): AheadItem[] {
  return notebook.goals
    .filter(({ owner }) => personId === undefined || (owner.type === "person" && owner.id === personId))
    .flatMap(({ id, text, dueAt, reachedAt }) =>
      dueAt === undefined || reachedAt !== undefined || instantMs(dueAt) <= asOfMs
        ? []
        : [{ type: "goal" as const, at: dueAt, what: text, id }],
    );
}

function explainAhead(commitments: readonly AheadItem[], { asOf }: Standpoint): Explained {
  return explain({
    value: commitments.length,
    unit: "commitments of buyers ahead",
    valueFrom: "count",
    basis: commitments.length,
    n: commitments.length,
    asOf,
    rule: formula("R10"),
    contributions: () =>
      commitments.map(({ id, dealId, what }) => ({
        evidenceId: id,
        source: `deal/${dealId}`,
        amount: 1,
        note: what,
      })),
  });
}

function rearView(input: WindshieldInput, deals: readonly DealAssessment[], { asOf }: Standpoint): RearView {
  const own = input.assessment.people.filter(({ personId }) => personId === input.personId);
  const ledgers = [...deals.map(({ advances }) => advances.ledger), ...own.map(({ ledger }) => ledger)];
  const accounts = input.personId === undefined ? input.assessment.accounts.map(({ ledger }) => ledger) : [];
  return {
    advances: countAdvances(distinctAdvances([...ledgers, ...accounts]), {
      rule: "R10",
      asOf,
      unit: "advances ever",
    }),
    won: countDeals("won", deals, asOf),
    lost: countDeals("lost", deals, asOf),
  };
}

function countDeals(status: "won" | "lost", deals: readonly DealAssessment[], asOf: Instant): Explained {
  const those = deals.filter((deal) => deal.status === status);
  return explain({
    value: those.length,
    unit: `deals ${status} ever`,
    valueFrom: "count",
    basis: those.length,
    n: those.length,
    asOf,
    rule: formula("R10"),
    contributions: () => those.map(({ dealId }) => factContribution("deal", dealId, 1)),
  });
}
