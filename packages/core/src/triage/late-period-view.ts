import type { AccountAssessment } from "../account/account-assessment.ts";
import { periodOf } from "../calendar/period.ts";
import type { DealAssessment } from "../deal/deal-assessment.ts";
import { compareTexts } from "../evidence/seen.ts";
import { dayMs, type Instant, instantMs, instantOf } from "../instant.ts";
import type { Policy } from "../policy/policy.ts";
import { standpoint } from "../standpoint.ts";
import { nextYearNeedQueue, referralQueue } from "./client-queues.ts";

/** What the view is made from. */
export interface LatePeriodInput {
  readonly deals: readonly DealAssessment[];
  readonly accounts: readonly AccountAssessment[];
  readonly policy: Policy;
  readonly asOf: Instant;
}

/** Something that can still be done. */
export interface ForwardMove {
  readonly type: "buyer-commitment" | "ask" | "next-year-need" | "referral";
  readonly dealId?: string;
  readonly accountId?: string;
  readonly text: string;
  /** Never before the view's instant. */
  readonly dueAt?: Instant;
}

/** The windshield at a period's end: no figure about what was missed is in it (domain:T20). */
export interface LatePeriodView {
  readonly asOf: Instant;
  readonly periodEndAt: Instant;
  /** Whether the last days of the period have begun; moves are there either way. */
  readonly isLate: boolean;
  /** Dated ones first, soonest first. */
  readonly moves: readonly ForwardMove[];
}

/** Only forward moves: what buyers have promised, what to ask next, and what to ask the A-list. */
export function latePeriodView(input: LatePeriodInput): LatePeriodView {
  const from = standpoint(input.policy, input.asOf);
  const { toMs } = periodOf(from.asOfMs, from.calendar);
  const moves = [
    ...input.deals.filter(({ status }) => status === "open").flatMap(dealMoves),
    ...clientMoves(input),
  ];
  return {
    asOf: from.asOf,
    periodEndAt: instantOf(toMs),
    isLate: toMs - from.asOfMs <= input.policy.triage.latePeriodDays * dayMs,
    moves: moves.sort(byDue),
  };
}

/** A promise that lies ahead, and the next ask; the ask's reason looks back and stays out. */
function dealMoves({ dealId, commitmentsAhead, nextAsk }: DealAssessment): ForwardMove[] {
  const promised = commitmentsAhead.map(
    ({ what, dueAt }): ForwardMove => ({
      type: "buyer-commitment",
      dealId,
      text: what,
      ...(dueAt === null ? {} : { dueAt }),
    }),
  );
  if (nextAsk === null) return promised;
  const { text, dueAt } = nextAsk;
  return [...promised, { type: "ask", dealId, text, ...(dueAt === undefined ? {} : { dueAt }) }];
}

function clientMoves(input: LatePeriodInput): ForwardMove[] {
  const needs = nextYearNeedQueue(input).filter(({ status }) => status === "to-ask");
  const referrals = referralQueue(input).filter(({ status }) => status === "to-ask");
  return [
    ...needs.map(({ accountId }) => ({
      type: "next-year-need" as const,
      accountId,
      text: "Ask what they need from you next year",
    })),
    ...referrals.map(({ accountId }) => ({
      type: "referral" as const,
      accountId,
      text: "Ask whom of their business circle you should meet",
    })),
  ];
}

function byDue(left: ForwardMove, right: ForwardMove): number {
  const ms = ({ dueAt }: ForwardMove) => (dueAt === undefined ? Number.MAX_VALUE : instantMs(dueAt));
  const about = ({ dealId, accountId }: ForwardMove) => dealId ?? accountId ?? "";
  return (
    ms(left) - ms(right) ||
    compareTexts(about(left), about(right)) ||
    compareTexts(left.type + left.text, right.type + right.text)
  );
}
