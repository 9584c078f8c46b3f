import { compareTexts } from "../evidence/seen.ts";
import type { TriageDecision } from "../notebook/triage-decision.ts";
import type { AccountsInput } from "./a-list.ts";
import type { AccountTriage, DecisionAudit, TriageClass } from "./account-triage.ts";

/** What the tool proposes for an account, and what people decided. */
export interface TriageProposalRow {
  readonly accountId: string;
  readonly proposals: AccountTriage["proposals"];
  /** The class in force. */
  readonly class: TriageClass;
  /** The seller's decision with its reason; null while there is none in force. */
  readonly decision: DecisionAudit["inForce"];
  readonly expiresAt: DecisionAudit["expiresAt"];
  /** What others decided against it: to be talked about, never applied. */
  readonly disagreements: readonly TriageDecision[];
  /** Nothing is decided, or something else than what is proposed. */
  readonly isOpen: boolean;
  /** Every decision ever, oldest first. */
  readonly history: readonly TriageDecision[];
}

/**
 * Accounts with something proposed or decided, by id; those where the two differ first. The tool proposes, the
 * seller decides, a leader reads the reason; there is no function that changes a decision (domain:T19).
 */
export function triageProposals({ accounts }: AccountsInput): TriageProposalRow[] {
  const rows = accounts
    .map(({ accountId, triage }) => rowOf(accountId, triage))
    .filter(({ proposals, history }) => proposals.length > 0 || history.length > 0)
    .sort((left, right) => compareTexts(left.accountId, right.accountId));
  return [...rows.filter(({ isOpen }) => isOpen), ...rows.filter(({ isOpen }) => !isOpen)];
}

function rowOf(accountId: string, triage: AccountTriage): TriageProposalRow {
  const { proposals, decision } = triage;
  const decided = decision.inForce?.class ?? null;
  return {
    accountId,
    proposals,
    class: triage.class,
    decision: decision.inForce,
    expiresAt: decision.expiresAt,
    disagreements: decision.disagreements,
    isOpen: proposals.length > 0 && !proposals.some((one) => one.class === decided),
    history: decision.history,
  };
}
