import type { Store } from "@headway/sync";
import { ConfigError } from "./config-error.ts";
import { findSubject } from "./find-subject.ts";

/** A deal or an account that is in the store, with what it is called. */
export interface StoredSubject {
  readonly crm: string;
  readonly id: string;
  readonly name: string;
}

/**
 * The deal or account that is meant, which has to be in the store: a slip of the pen would otherwise be kept without
 * a word. Throws `ConfigError` where it is not, or several have that name.
 */
export async function findStored(
  store: Store,
  crms: readonly string[],
  subject: "deal" | "account",
  asked: string,
): Promise<StoredSubject> {
  const found = await findSubject(store, crms, subject, asked);
  const { id } = found.subject;
  const record = await store.record(found.crm, { object: subject, id });
  if (record !== null) return { crm: found.crm, id, name: ("name" in record ? record.name : null) ?? id };
  throw new ConfigError({
    path: `${subject}/${asked}`,
    expected: `expected the id or the name of one in the store of ${found.crm}`,
    remedy: "Run `headway sync` first, or look the id up in the CRM",
  });
}
