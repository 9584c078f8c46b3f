import type { CrmSchema } from "@headway/crm";
import { fingerprint } from "./fingerprint.ts";
import { findWritable } from "./writable-fields.ts";

/** Names what credentials may do: missing grants and Headway's fields that can be written (`invariant:W6`). */
export async function accessBasis(schema: CrmSchema): Promise<string> {
  const { missingGrants } = schema;
  const missing = missingGrants.status === "known" ? [...missingGrants.value].sort() : null;
  const basis = await fingerprint([missing, [...findWritable(schema, [])].sort()]);
  return basis.slice(0, 16);
}
