import type { AccountAssessment } from "../account/account-assessment.ts";
import { compareTexts } from "../evidence/seen.ts";
import type { Explained } from "../explain/explained.ts";
import { Instant, instantMs } from "../instant.ts";
import { type Introduction, introductionLedger } from "./introduction-ledger.ts";
import type { NotSoldCredit } from "./not-sold.ts";

/** One thing done for a client that no revenue board shows. Names clients, no seller. */
export type InvisibleWork =
  | {
      readonly type: "advised-not-to-buy";
      readonly at: Instant;
      readonly accountIds: readonly string[];
      readonly problem: string | null;
      readonly status: NotSoldCredit["status"];
      readonly reaction: Explained;
      readonly evidenceIds: readonly string[];
    }
  | {
      readonly type: "introduction";
      readonly at: Instant;
      readonly accountIds: readonly string[];
      readonly problem: string | null;
      readonly status: Introduction["status"];
      readonly evidenceIds: readonly string[];
    };

/** Which stretch of time, and of whom. */
export interface InvisibleWorkInput {
  readonly accounts: readonly AccountAssessment[];
  /** Nothing before it; everything when left out. */
  readonly sinceAt?: string | undefined;
  readonly asOf: string;
}

/**
 * Advice not to buy and introductions, newest first (domain:E6). Revenue is no part of it, and sellers are neither
 * named nor compared. Throws a `ZodError` when an instant is none.
 */
export function invisibleWork({ accounts, sinceAt, asOf }: InvisibleWorkInput): InvisibleWork[] {
  const sinceMs = sinceAt === undefined ? Number.NEGATIVE_INFINITY : instantMs(Instant.parse(sinceAt));
  const advice = accounts.flatMap(({ accountId, relationship }) =>
    relationship.notSoldCredits.map((credit) => adviceOf(credit, accountId)),
  );
  const { introductions } = introductionLedger({ accounts, asOf: Instant.parse(asOf) });
  return [...advice, ...introductions.map(introductionOf)]
    .filter(({ at }) => instantMs(at) >= sinceMs)
    .sort(
      (left, right) =>
        instantMs(right.at) - instantMs(left.at) ||
        compareTexts(left.evidenceIds.join(), right.evidenceIds.join()),
    );
}

function adviceOf(
  { at, problem, status, reaction, evidenceId }: NotSoldCredit,
  accountId: string,
): InvisibleWork {
  const evidenceIds = [evidenceId];
  return {
    type: "advised-not-to-buy",
    at,
    accountIds: [accountId],
    problem,
    status,
    reaction,
    evidenceIds,
  };
}

function introductionOf(one: Introduction): InvisibleWork {
  return {
    type: "introduction",
    at: one.solvedAt ?? one.madeAt ?? "",
    accountIds: one.otherAccountId === null ? [one.accountId] : [one.accountId, one.otherAccountId],
    problem: one.problem,
    status: one.status,
    evidenceIds: one.evidenceIds,
  };
}
