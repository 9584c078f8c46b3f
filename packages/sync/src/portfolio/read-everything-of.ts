import type { AccountFacts, DealFacts, PersonFacts, Portfolio } from "@headway/core";
import type { CrmRecord, ObjectName, Pipeline } from "@headway/crm";
import { accountFacts, dealFacts, personFacts } from "../facts.ts";
import type { Store } from "../store.ts";
import { type GatheredEvidence, gatheredEvidence } from "./gathered-evidence.ts";
import type { RecordAddresses } from "./record-addresses.ts";

/** How far the reading of a store is. */
export interface AssessProgress {
  readonly phase: "deals" | "accounts" | "people" | "assess";
  readonly done: number;
  /** `null` where the store cannot say. */
  readonly expected: number | null;
}

/** What everything is read from. */
export interface ReadEverythingInput {
  readonly store: Store;
  readonly crm: string;
  readonly pipelines: readonly Pipeline[];
  readonly addresses: RecordAddresses;
  readonly teamOf?: ((personId: string) => string | undefined) | undefined;
  readonly onProgress?: ((progress: AssessProgress) => void) | undefined;
}

/** Who and what a CRM has, with every piece of evidence once. */
export interface EverythingRead {
  readonly portfolio: Portfolio;
  readonly evidence: GatheredEvidence;
  readonly undecidedDeals: ReadonlyMap<string, readonly string[]>;
}

/** Subjects read at once; a seller has the evidence of many deals. */
const pageSizes = { deal: 500, account: 100, user: 1 } as const;

/**
 * Reads deals, accounts and sellers a page at a time. Accounts come after deals, and sellers last, so that most of
 * their evidence is known by then and is let go at once.
 */
export async function readEverythingOf(input: ReadEverythingInput): Promise<EverythingRead> {
  const deals = new Map<string, DealFacts>();
  const undecidedDeals = new Map<string, string[]>();
  const evidence = gatheredEvidence((dealId) => deals.get(dealId)?.accountId);
  for await (const { record, id, pieces } of subjects(input, "deal")) {
    if (record.object !== "deal") continue;
    const result = dealFacts(record, input.pipelines);
    if (result.status === "known") deals.set(id, result.facts);
    else undecidedDeals.set(result.reason, [...(undecidedDeals.get(result.reason) ?? []), id]);
    evidence.add(pieces);
  }
  const accounts: AccountFacts[] = [];
  for await (const { record, id, pieces } of subjects(input, "account")) {
    if (record.object !== "account") continue;
    accounts.push(accountFacts(record));
    evidence.addOfAccount(id, pieces);
  }
  const people: PersonFacts[] = [];
  for await (const { record, pieces } of subjects(input, "user")) {
    if (record.object !== "user") continue;
    const isAtWork = record.active && pieces.some(({ personId }) => personId === record.id);
    const teamId = isAtWork ? input.teamOf?.(record.id) : undefined;
    people.push({ ...personFacts(record), ...(teamId === undefined ? {} : { teamId }) });
    evidence.add(pieces);
  }
  return { portfolio: { deals: [...deals.values()], accounts, people }, evidence, undecidedDeals };
}

const subjectOf = { deal: "deal", account: "account", user: "person" } as const;
const phaseOf = { deal: "deals", account: "accounts", user: "people" } as const;

async function* subjects(
  { store, crm, addresses, onProgress }: ReadEverythingInput,
  object: keyof typeof pageSizes & ObjectName,
) {
  const expected = (await store.counts(crm))[object] ?? null;
  let done = 0;
  for (let after: string | null = null; ; ) {
    const records: readonly CrmRecord[] = await store.records(crm, object, after, pageSizes[object]);
    if (records.length === 0) return;
    const ids = records.map(({ id }) => id);
    const evidence = await store.evidenceOfMany(crm, subjectOf[object], ids);
    for (const record of records) {
      addresses.add(record);
      yield { record, id: record.id, pieces: evidence.get(record.id) ?? [] };
    }
    done += records.length;
    onProgress?.({ phase: phaseOf[object], done, expected });
    after = ids.at(-1) ?? null;
  }
}
