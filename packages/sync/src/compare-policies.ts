import {
  type AssessmentChange,
  assessmentChanges,
  assessPortfolio,
  defaultPolicy,
  type Evidence,
  type Policy,
  type PolicyChange,
  type Portfolio,
  type PortfolioAssessment,
  policyChanges,
} from "@headway/core";
import type { CrmRecord, FieldValue, ObjectName, Pipeline } from "@headway/crm";
import { deriveEvidence, evidenceContext } from "./evidence.ts";
import { accountFacts, dealFacts, personFacts } from "./facts.ts";
import { keepFirstSightings } from "./first-sightings.ts";
import { withLoggedDecisions } from "./logged-decisions.ts";
import { checkNotebook } from "./options.ts";
import type { Undecided } from "./report.ts";
import type { Store } from "./store.ts";
import { SyncError } from "./sync-error.ts";
import { accountFields, dealFields, stampField, type WantedFields } from "./wanted-fields.ts";

/** One own field of one record that another policy would have another value in. */
export interface WriteChange {
  readonly object: "deal" | "account";
  readonly id: string;
  readonly field: string;
  readonly before: FieldValue;
  readonly after: FieldValue;
}

/** What another policy would change on the records in a store. */
export interface PolicyComparison {
  readonly crm: string;
  readonly asOf: string;
  /** How many deals, accounts and people were assessed under both. */
  readonly compared: { readonly deals: number; readonly accounts: number; readonly people: number };
  readonly policy: readonly PolicyChange[];
  readonly answers: readonly AssessmentChange[];
  readonly writes: readonly WriteChange[];
  /** Deals that neither policy can judge, with why. */
  readonly undecided: readonly Undecided[];
}

const pageSize = 500;
const objects: readonly ObjectName[] = [
  "deal",
  "account",
  "user",
  "task",
  "call",
  "meeting",
  "email",
  "note",
];

/**
 * Judges everything in a store by two policies, each with its own evidence rules and its own curves, and says who
 * and what differs, down to the fields that would be written. Reads only; nothing is asked of the CRM. Without
 * `before` it is the policy of the last run; `written` is the notebook, for both. Throws `SyncError` when the store has no run of this CRM.
 */
export async function comparePolicies(
  store: Store,
  crm: string,
  after: Policy,
  before?: Policy,
  written?: unknown,
): Promise<PolicyComparison> {
  const notebook = await withLoggedDecisions(store, crm, checkNotebook(written));
  const state = await store.state(crm);
  if (state.assessedAt === null) {
    throw new SyncError("unknown-subject", `no run has assessed ${crm} yet; run \`headway sync\` first`);
  }
  const asOf = state.assessedAt;
  const policies = { before: before ?? state.policy ?? defaultPolicy, after };
  const pipelines = state.schema?.pipelines.status === "known" ? state.schema.pipelines.value : [];
  const input = await readEverything(store, crm, policies, pipelines);
  const { portfolio, undecided } = input;
  const former = assessPortfolio({
    portfolio,
    evidence: input.before,
    policy: policies.before,
    notebook,
    asOf,
  });
  const later = assessPortfolio({ portfolio, evidence: input.after, policy: policies.after, notebook, asOf });
  return {
    crm,
    asOf,
    compared: {
      deals: portfolio.deals.length,
      accounts: portfolio.accounts.length,
      people: portfolio.people.length,
    },
    policy: policyChanges(policies.before, policies.after),
    answers: assessmentChanges(former, later),
    writes: writeChanges(former, later),
    undecided,
  };
}

interface Policies {
  readonly before: Policy;
  readonly after: Policy;
}

interface Everything {
  readonly portfolio: Portfolio;
  readonly before: readonly Evidence[];
  readonly after: readonly Evidence[];
  readonly undecided: readonly Undecided[];
}

async function readEverything(
  store: Store,
  crm: string,
  policies: Policies,
  pipelines: readonly Pipeline[],
): Promise<Everything> {
  const portfolio = { deals: [], accounts: [], people: [] } as Writable<Portfolio>;
  const undecided: Undecided[] = [];
  const before: Evidence[] = [];
  const after: Evidence[] = [];
  const derive = (record: CrmRecord, policy: Policy, stored: readonly Evidence[]) => {
    const derived = deriveEvidence(record, evidenceContext(crm, policy.evidenceRules, pipelines));
    return keepFirstSightings(derived, stored, policy.evidenceRules).evidence;
  };
  for await (const record of recordsOf(store, crm)) {
    const stored =
      record.object === "deal" ? await store.evidenceOf(crm, { subject: "deal", id: record.id }) : [];
    for (const piece of derive(record, policies.before, stored)) before.push(piece);
    for (const piece of derive(record, policies.after, stored)) after.push(piece);
    const reason = place(record, portfolio, pipelines);
    if (reason !== undefined) undecided.push({ subject: "deal", id: record.id, reason });
  }
  return { portfolio, before, after, undecided };
}

type Writable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer One)[] ? One[] : T[K] };

/** Puts a record's facts into the portfolio; gives the reason where a deal's cannot be told. */
function place(
  record: CrmRecord,
  portfolio: Writable<Portfolio>,
  pipelines: readonly Pipeline[],
): string | undefined {
  if (record.object === "account") portfolio.accounts.push(accountFacts(record));
  if (record.object === "user") portfolio.people.push(personFacts(record));
  if (record.object !== "deal") return undefined;
  const result = dealFacts(record, pipelines);
  if (result.status === "unknown") return result.reason;
  portfolio.deals.push(result.facts);
  return undefined;
}

async function* recordsOf(store: Store, crm: string): AsyncGenerator<CrmRecord> {
  for (const object of objects) {
    let after: string | null = null;
    for (;;) {
      const page: readonly CrmRecord[] = await store.records(crm, object, after, pageSize);
      if (page.length === 0) break;
      yield* page;
      after = page.at(-1)?.id ?? null;
    }
  }
}

function writeChanges(former: PortfolioAssessment, later: PortfolioAssessment): WriteChange[] {
  return [
    ...later.deals.flatMap((deal, k) => fieldChanges("deal", deal.dealId, former.deals[k], deal, dealFields)),
    ...later.accounts.flatMap((account, k) =>
      fieldChanges("account", account.accountId, former.accounts[k], account, accountFields),
    ),
  ];
}

/** The stamp alone is no change: it is written with others and never by itself. */
function fieldChanges<One>(
  object: WriteChange["object"],
  id: string,
  former: One | undefined,
  later: One,
  fieldsOf: (one: One) => WantedFields,
): WriteChange[] {
  if (former === undefined) return [];
  const before = fieldsOf(former);
  return Object.entries(fieldsOf(later)).flatMap(([field, value]) =>
    field === stampField || before[field] === value
      ? []
      : [{ object, id, field, before: before[field] ?? null, after: value }],
  );
}
