/** The kinds of record Headway knows, in neutral words. HubSpot: deals, companies, contacts, owners, … Salesforce: Opportunity, Account, Contact, User, … */
export const objectNames = [
  "deal",
  "account",
  "contact",
  "user",
  "task",
  "call",
  "meeting",
  "email",
  "note",
] as const;

/** One of {@link objectNames}. */
export type ObjectName = (typeof objectNames)[number];

/** Points at one record of one CRM. `id` is the CRM's own, as text, never parsed as a number. */
export interface RecordRef {
  readonly object: ObjectName;
  readonly id: string;
}

/** `deal/123`: a stable, readable key for maps, messages and stores. Equal refs give equal keys. */
export function refKey(ref: RecordRef): string {
  return `${ref.object}/${ref.id}`;
}
