import type { AccountAssessment } from "../account/account-assessment.ts";
import { compareTexts } from "../evidence/seen.ts";
import type { Explained } from "../explain/explained.ts";
import type { Mutuality } from "./account-triage.ts";

/** One client on the A-list. */
export interface AListRow {
  readonly accountId: string;
  /** From 1; clients of one band share a place, which is a tie. */
  readonly place: number;
  readonly bands: Mutuality["bands"];
  readonly benefitKinds: readonly string[];
  readonly benefit: Explained;
  readonly delivery: Explained;
  readonly collaboration: Explained;
  /** Two columns, apart: neither moves the place (domain:T14, domain:T9). */
  readonly intrinsic: Explained;
  readonly money: readonly Explained[];
  /** `decided`: by the seller's word, whatever the record says. `evidence`: by the record. */
  readonly by: "decided" | "evidence";
  readonly reason: string;
}

/** The accounts of some assessments. */
export interface AccountsInput {
  readonly accounts: readonly AccountAssessment[];
}

/**
 * The clients who benefited most, in bands of benefit, delivery and collaboration (domain:T8). Neither revenue nor
 * size nor tenure enters: a new, small account can stand first (domain:T9). Within a place the order is by id.
 */
export function aList({ accounts }: AccountsInput): AListRow[] {
  const members = accounts.filter(({ triage }) => triage.class === "a-list").sort(byBands);
  const rows: AListRow[] = [];
  for (const [index, account] of members.entries()) {
    const former = members[index - 1];
    const isTie = former !== undefined && compareBands(former, account) === 0;
    rows.push(rowOf(account, isTie ? (rows.at(-1)?.place ?? 1) : index + 1));
  }
  return rows;
}

function byBands(left: AccountAssessment, right: AccountAssessment): number {
  return compareBands(left, right) || compareTexts(left.accountId, right.accountId);
}

function compareBands({ triage: left }: AccountAssessment, { triage: right }: AccountAssessment): number {
  const [a, b] = [left.mutuality.bands, right.mutuality.bands];
  return b.benefit - a.benefit || b.delivery - a.delivery || b.collaboration - a.collaboration;
}

function rowOf({ accountId, triage }: AccountAssessment, place: number): AListRow {
  const { mutuality, worth, decision } = triage;
  return {
    accountId,
    place,
    bands: mutuality.bands,
    benefitKinds: mutuality.benefitKinds,
    benefit: mutuality.benefit,
    delivery: mutuality.delivery,
    collaboration: mutuality.collaboration,
    intrinsic: worth.intrinsic,
    money: worth.money,
    by: decision.inForce ? "decided" : "evidence",
    reason: mutuality.reason,
  };
}
