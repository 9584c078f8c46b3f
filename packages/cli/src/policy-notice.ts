import type { Policy } from "@headway/core";
import type { Store } from "@headway/sync";

/** Said when a run assesses by another policy than the one before it; nothing is wrong with that. */
export interface PolicyNotice {
  readonly crm: string;
  /** Of the policy that the store's numbers were made with. */
  readonly storedVersion: string;
  readonly version: string;
  readonly text: string;
}

/** Compares the policy of a run with the one the store was last assessed by, before the run replaces it. */
export async function policyNotices(
  store: Store,
  crm: string,
  { version }: Policy,
  isDry: boolean,
): Promise<PolicyNotice[]> {
  const { policy } = await store.state(crm);
  if (policy === null || policy.version === version) return [];
  const rewritten = isDry ? "would be rewritten" : "are rewritten";
  const text = `the numbers of ${crm} were made with policy \`${policy.version}\` and ${rewritten} with \`${version}\`; to keep the former, give its file with --policy`;
  return [{ crm, storedVersion: policy.version, version, text }];
}
