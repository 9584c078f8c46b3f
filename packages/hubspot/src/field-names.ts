import type { ObjectName } from "@headway/crm";
import type { StoredObject } from "./object-source.ts";

/** Canonical names that an update may use, and HubSpot's properties behind them. `headway_…` names are HubSpot's own. */
const propertyNames: Readonly<Partial<Record<ObjectName, Readonly<Record<string, string>>>>> = {
  deal: {
    name: "dealname",
    stageId: "dealstage",
    amount: "amount",
    closeDate: "closedate",
    nextStep: "hs_next_step",
    ownerId: "hubspot_owner_id",
  },
  account: { name: "name", ownerId: "hubspot_owner_id" },
  contact: { ownerId: "hubspot_owner_id" },
};

/** Objects whose records `push` updates; of tasks, `headway_…` fields only. */
export const writableObjects: readonly StoredObject[] = ["deal", "account", "contact", "task"];

/** HubSpot's property behind a name of an update; `undefined` for a name that no update may use. */
export function propertyOf(object: ObjectName, name: string): string | undefined {
  if (name.startsWith("headway_")) return name;
  const names = propertyNames[object] ?? {};
  return Object.hasOwn(names, name) ? names[name] : undefined;
}

/** The name under which pull and push speak of a property: canonical, or HubSpot's own. */
export function nameOf(object: ObjectName, property: string): string {
  const found = Object.entries(propertyNames[object] ?? {}).find(([, own]) => own === property);
  return found?.[0] ?? property;
}
