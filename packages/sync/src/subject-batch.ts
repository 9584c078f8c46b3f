import type { DealFacts, Evidence } from "@headway/core";
import type { CrmRecord, Pipeline } from "@headway/crm";
import { dealFacts } from "./facts.ts";
import type { KnownFacts } from "./known-facts.ts";
import type { RunContext } from "./run-context.ts";
import type { Store, SubjectName } from "./store.ts";
import { subjectObject } from "./touched-subjects.ts";

/** Where subjects are read from. */
export interface SubjectSource {
  readonly store: Store;
  readonly crm: string;
  readonly pipelines: readonly Pipeline[];
  /** See `RunContext.knownFacts`. */
  readonly knownFacts?: KnownFacts | undefined;
}

/** The stored subjects of a run. */
export function sourceOf({ store, crm, evidence, knownFacts }: RunContext): SubjectSource {
  return { store, crm: crm.crm, pipelines: evidence.pipelines, knownFacts };
}

/** One stored subject with what its assessment is made of. */
export interface ReadSubject {
  readonly record: CrmRecord;
  readonly evidence: readonly Evidence[];
  /** The facts of every deal that the evidence names, so that an advance is credited to the deal's owner (domain 3.11). */
  readonly deals: readonly DealFacts[];
}

/**
 * Some subjects of one kind in the order of their ids, those that are not stored left out, read in a few turns of
 * the store however many there are.
 */
export async function readSubjects(
  source: SubjectSource,
  subject: SubjectName,
  ids: readonly string[],
): Promise<ReadSubject[]> {
  const { store, crm } = source;
  const records = await store.recordsNamed(crm, subjectObject(subject), ids);
  const evidence = await store.evidenceOfMany(crm, subject, ids);
  const facts = subject === "deal" ? new Map() : await factsNamed(source, evidence.values());
  return ids.flatMap((id) => {
    const record = records.get(id);
    if (record === undefined) return [];
    const own = evidence.get(id) ?? [];
    return [{ record, evidence: own, deals: facts.size === 0 ? [] : dealsNamed(own, facts) }];
  });
}

/** The facts of every stored deal that evidence names, but for those that are in `others` already. */
export async function factsNamed(
  source: SubjectSource,
  evidence: Iterable<readonly Evidence[]>,
  others: ReadonlySet<string> = new Set(),
): Promise<Map<string, DealFacts>> {
  const facts = new Map<string, DealFacts>();
  const unread = new Set<string>();
  for (const pieces of evidence) {
    for (const { dealId } of pieces) {
      if (dealId === undefined || others.has(dealId) || facts.has(dealId)) continue;
      const known = source.knownFacts?.get(dealId);
      if (known === undefined) unread.add(dealId);
      else facts.set(dealId, known);
    }
  }
  for (const [id, record] of await source.store.recordsNamed(source.crm, "deal", [...unread])) {
    const result = record.object === "deal" ? dealFacts(record, source.pipelines) : undefined;
    if (result?.status !== "known") continue;
    facts.set(id, result.facts);
    source.knownFacts?.put(result.facts);
  }
  return facts;
}

/** Of some facts those of the deals that evidence names, in its order. */
export function dealsNamed(
  evidence: readonly Evidence[],
  facts: ReadonlyMap<string, DealFacts>,
): DealFacts[] {
  const named = new Map<string, DealFacts>();
  for (const { dealId } of evidence) {
    if (dealId === undefined || named.has(dealId)) continue;
    const deal = facts.get(dealId);
    if (deal !== undefined) named.set(dealId, deal);
  }
  return [...named.values()];
}
