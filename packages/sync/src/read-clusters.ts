import type { DealFacts } from "@headway/core";
import type { AccountRecord } from "@headway/crm";
import type { ClusterDeal, EvidencePart, StoredCluster } from "./batch-reads.ts";
import { dealFacts } from "./facts.ts";
import { linkedIds } from "./linked-ids.ts";
import { dealsNamed, factsNamed, type SubjectSource } from "./subject-batch.ts";

/** A stored account with what its assessment is made of, and with the deals that are its own. */
export interface ReadCluster {
  readonly record: AccountRecord;
  readonly evidence: StoredCluster["evidence"];
  /** The facts of every deal that the evidence names. */
  readonly deals: readonly DealFacts[];
  /** Each stored deal belongs to one account at most; `deal` is absent where its facts cannot be told. */
  readonly own: readonly OwnDeal[];
}

/** One deal of an account. */
export interface OwnDeal extends ClusterDeal {
  readonly deal: DealFacts | undefined;
}

/** Some accounts in the order of their ids, those that are not stored left out. */
export async function readClusters(
  source: SubjectSource,
  ids: readonly string[],
  part: EvidencePart,
): Promise<ReadCluster[]> {
  const { store, crm, pipelines } = source;
  const records = await store.recordsNamed(crm, "account", ids);
  const clusters = await store.clusters(crm, ids, part);
  const facts = new Map<string, DealFacts>();
  const known = new Set<string>();
  for (const { deals } of clusters.values()) {
    for (const { record } of deals) {
      if (known.has(record.id)) continue;
      known.add(record.id);
      const result = dealFacts(record, pipelines);
      if (result.status !== "known") continue;
      facts.set(record.id, result.facts);
      source.knownFacts?.put(result.facts);
    }
  }
  // Evidence may name deals of other accounts too.
  const others = await factsNamed(
    source,
    [...clusters.values()].map(({ evidence }) => evidence),
    known,
  );
  for (const [id, deal] of others) facts.set(id, deal);
  return ids.flatMap((id) => {
    const record = records.get(id);
    const cluster = clusters.get(id);
    if (record?.object !== "account" || cluster === undefined) return [];
    const { evidence, deals } = cluster;
    const own = deals.filter((one) => linkedIds(one.record, "account")[0] === id);
    return [
      {
        record,
        evidence,
        deals: dealsNamed(evidence, facts),
        own: own.map((one): OwnDeal => ({ ...one, deal: facts.get(one.record.id) })),
      },
    ];
  });
}
