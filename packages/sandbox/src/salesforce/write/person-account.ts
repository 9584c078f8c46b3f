import type { Org } from "../org.ts";
import type { FieldValue, FieldValues, Row } from "../store/row.ts";

/** Whether an account is a person: where that exists, one with a last name is. */
export function isPerson(org: Org, account: FieldValues): boolean {
  return org.features.personAccounts && typeof account.LastName === "string";
}

/** What follows for an account from being a person, or from not being one. */
export function personValues(org: Org, account: FieldValues): Record<string, FieldValue> {
  if (!isPerson(org, account)) return org.features.personAccounts ? { IsPersonAccount: false } : {};
  const parts = [account.FirstName, account.LastName].filter((part) => typeof part === "string");
  return { IsPersonAccount: true, Name: parts.join(" ") };
}

/** Keeps the contact that stands for a person account like it. */
export function followPerson(org: Org, account: Row): void {
  if (!isPerson(org, account) || account.IsDeleted === true) return;
  const values = {
    FirstName: account.FirstName ?? null,
    LastName: account.LastName ?? null,
    Name: account.Name ?? null,
    Email: account.PersonEmail ?? null,
    Title: account.PersonTitle ?? null,
    IsPersonAccount: true,
    OwnerId: account.OwnerId ?? null,
  };
  const contact = typeof account.PersonContactId === "string" ? org.find(account.PersonContactId) : undefined;
  const stamp = account.SystemModstamp ?? null;
  if (contact)
    org.table("Contact").change(contact, { ...values, LastModifiedDate: stamp, SystemModstamp: stamp });
  else {
    const stamps = org.stamps(String(account.CreatedById));
    const { Id } = org.insert("Contact", { ...stamps, ...values, AccountId: account.Id });
    org.table("Account").change(account, { PersonContactId: Id });
  }
}
