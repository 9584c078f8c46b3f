import { instantText } from "./instant.ts";
import type { RecordView, StoredRecord } from "./record.ts";

/** Calculated properties of contacts, by name, as a new contact has them (recorded creates). */
export const CONTACT_VALUES: Readonly<
  Record<string, (record: StoredRecord, view: RecordView) => string | null>
> = {
  hs_all_contact_vids: (record) => [record.id, ...(record.mergedIds ?? [])].join(";"),
  hs_currently_enrolled_in_prospecting_agent: () => "false",
  hs_email_domain: (_, view) => view.values.get("email")?.split("@")[1] ?? null,
  hs_is_contact: () => "true",
  hs_is_unworked: () => "true",
  hs_lifecyclestage_lead_date: (_, view) =>
    view.values.get("lifecyclestage") === "lead" ? instantText(view.createdAt) : null,
  hs_membership_has_accessed_private_content: () => "0",
  hs_registered_member: () => "0",
};
