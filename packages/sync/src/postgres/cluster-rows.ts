import type { CrmRecord } from "@headway/crm";
import type { ClusterDeal, StoredCluster } from "../batch-reads.ts";
import { bodyOf } from "./columns.ts";
import type { Session } from "./connection.ts";
import { readEvidence } from "./evidence-rows.ts";

const dealsSql = `SELECT l.to_id AS account, r.id, r.body, d.id IS NOT NULL AS dirty FROM @link l
  JOIN @record r ON r.crm = $1 AND r.object = 'deal' AND r.id = l.id
  LEFT JOIN @dirty d ON d.crm = $1 AND d.subject = 'deal' AND d.id = r.id
  WHERE l.crm = $1 AND l.to_object = 'account' AND l.to_id = ANY ($2) AND l.object = 'deal' ORDER BY 1, 2`;

/** Some accounts with their deals, in three statements; see `BatchReads.clusters`. */
export async function readClusters(
  session: Session,
  crm: string,
  accountIds: readonly string[],
): Promise<Map<string, StoredCluster>> {
  const wanted = [...new Set(accountIds)];
  const ofAccounts = await readEvidence(session, crm, "account", wanted);
  const rows = await session.rows(dealsSql, crm, wanted);
  const ofDeals = await readEvidence(
    session,
    crm,
    "deal",
    rows.map((row) => String(row.id)),
  );
  const deals = new Map<string, ClusterDeal[]>(wanted.map((id) => [id, []]));
  for (const row of rows) {
    const record = bodyOf<CrmRecord>(row);
    if (record.object !== "deal") continue;
    const evidence = ofDeals.get(record.id) ?? [];
    deals.get(String(row.account))?.push({ record, evidence, isDirty: row.dirty === true });
  }
  return new Map(
    wanted.map((id) => [id, { evidence: ofAccounts.get(id) ?? [], deals: deals.get(id) ?? [] }]),
  );
}
