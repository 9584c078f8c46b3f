import type { PeoplePolicy } from "@headway/core";
import type {
  AccountSummary,
  AssessmentSummary,
  DealSummary,
  PersonSummary,
  Store,
  SubjectName,
} from "@headway/sync";

/** A summary with the id of what it is about. */
export type ReviewRow<Summary> = Summary & { readonly id: string };

/** Everything the review shows of one CRM, as data: what `headway review --json` prints. */
export interface ReviewData {
  readonly crm: string;
  /** The account of the CRM by name, or by id where it has none; `null` before the first run. */
  readonly account: string | null;
  /** The instant everything is as of; `null` when nothing has been assessed yet. */
  readonly asOf: string | null;
  readonly policyVersion: string | null;
  /** What leaders may see beside deals and accounts, by the policy of the last run (domain 3.14). */
  readonly leaderView: PeoplePolicy["leaderView"];
  readonly deals: readonly ReviewRow<DealSummary>[];
  readonly accounts: readonly ReviewRow<AccountSummary>[];
  /** Sellers, by name and never by any number (`domain:R13`). */
  readonly people: readonly ReviewRow<PersonSummary>[];
  /** What is missing from the review. */
  readonly gaps: ReviewGaps;
}

/** How much the review cannot tell. */
export interface ReviewGaps {
  /** Stored deals without an assessment: their stage is in no readable pipeline, or no run got to them. */
  readonly unassessedDeals: number;
  /** Records the CRM gave that could not be read. */
  readonly unreadable: number;
  /** Writes that the CRM refused and that are not tried again by themselves. */
  readonly refusedWrites: number;
}

const pageSize = 1_000;

/** Reads the review of one CRM from the store; nothing is asked of the CRM. */
export async function loadReviewData(store: Store, crm: string): Promise<ReviewData> {
  const state = await store.state(crm);
  const deals = await summaries(store, crm, "deal");
  const counts = await store.counts(crm);
  const { schema } = state;
  return {
    crm,
    account: schema?.account.name ?? state.accountId,
    asOf: state.assessedAt,
    policyVersion: state.policy?.version ?? null,
    leaderView: state.policy?.people.leaderView ?? "deals",
    deals: deals.map((row) => ({ ...(row.summary as DealSummary), id: row.id })),
    accounts: (await summaries(store, crm, "account")).map((row) => ({
      ...(row.summary as AccountSummary),
      id: row.id,
    })),
    people: (await summaries(store, crm, "person"))
      .map((row) => ({ ...(row.summary as PersonSummary), id: row.id }))
      .sort(byName),
    gaps: {
      unassessedDeals: Math.max(0, (counts.deal ?? 0) - deals.length),
      unreadable: (await store.unreadable(crm)).length,
      refusedWrites: await countParked(store, crm),
    },
  };
}

async function summaries(store: Store, crm: string, subject: SubjectName): Promise<AssessmentSummary[]> {
  const found: AssessmentSummary[] = [];
  for (;;) {
    const rows = await store.assessments(crm, subject, found.at(-1)?.id ?? null, pageSize);
    if (rows.length === 0) return found;
    found.push(...rows);
  }
}

async function countParked(store: Store, crm: string): Promise<number> {
  let count = 0;
  let after: string | null = null;
  for (;;) {
    const rows = await store.intents(crm, "parked", after, pageSize);
    if (rows.length === 0) return count;
    count += rows.length;
    after = rows.at(-1)?.id ?? null;
  }
}

function byName(
  left: { name: string | null; id: string },
  right: { name: string | null; id: string },
): number {
  return (left.name ?? left.id).localeCompare(right.name ?? right.id, "en") || (left.id < right.id ? -1 : 1);
}
