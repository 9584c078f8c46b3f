import type { CallOptions, CrmAdapter, CrmSchema } from "@headway/crm";
import type { Store } from "./store.ts";
import { SyncError } from "./sync-error.ts";

/**
 * The CRM's schema for this run. Pipelines that cannot be read this time are taken as they were last
 * read, and that is said in `gaps`: a passing failure must not leave every deal without a status.
 * Throws `SyncError` `account-changed` when the credentials open another account than the store's.
 */
export async function readSchema(
  crm: CrmAdapter,
  store: Store,
  call: CallOptions,
  gaps: string[],
): Promise<CrmSchema> {
  const schema = await crm.describe(call);
  const state = await store.state(crm.crm);
  if (state.accountId === null) await store.saveState(crm.crm, { accountId: schema.account.id });
  else if (state.accountId !== schema.account.id) throw accountChanged(crm.crm, schema, state.accountId);
  if (schema.pipelines.status === "known") return schema;
  const { reason } = schema.pipelines;
  const before = state.schema?.pipelines;
  if (before?.status !== "known") {
    gaps.push(`pipelines could not be read, so no deal's status is known: ${reason}`);
    return schema;
  }
  gaps.push(`pipelines could not be read and are taken as they were last read: ${reason}`);
  return { ...schema, pipelines: before };
}

function accountChanged(crm: string, { account }: CrmSchema, held: string): SyncError {
  return new SyncError(
    "account-changed",
    `these credentials open ${crm} account ${account.id}, the store belongs to account ${held}. Nothing was read or written. Use that account's credentials, or another store path`,
  );
}
