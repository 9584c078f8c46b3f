import { SyncError } from "../sync-error.ts";

/** Names one account of one CRM of one tenant: what credentials, leases, limits and jobs belong to. */
export interface AccountName {
  /** Whose account it is: a customer of yours, or any one word where there is one only. */
  readonly tenant: string;
  /** The CRM, as its adapter calls itself. */
  readonly crm: string;
  /** The CRM's own id of the account: portal or organization. */
  readonly accountId: string;
}

const word = /^[^\s|]{1,200}$/;

/**
 * `TENANT|CRM|ACCOUNT`, one text for each name and one name for each text. Throws `SyncError`
 * `invalid-options` where a part is empty, longer than 200 characters, or holds a blank or a bar.
 */
export function accountKey({ tenant, crm, accountId }: AccountName): string {
  for (const [part, value] of Object.entries({ tenant, crm, accountId })) {
    if (typeof value === "string" && word.test(value)) continue;
    throw new SyncError(
      "invalid-options",
      `an account's \`${part}\` is expected to be one word of at most 200 characters without a bar. Nothing was changed`,
    );
  }
  return `${tenant}|${crm}|${accountId}`;
}

/** The name's parts in the order of the fleet's tables, once they are checked. */
export function nameValues(name: AccountName): string[] {
  accountKey(name);
  return [name.tenant, name.crm, name.accountId];
}

/** The error for a name that nobody entered. */
export function unknownAccount(name: AccountName): SyncError {
  return new SyncError(
    "unknown-account",
    `the fleet has no account ${accountKey(name)}. Nothing was read or written. Enter it first`,
  );
}
