import {
  type AssociationType,
  associationTypeById,
  associationTypesBetween,
  plainAssociationType,
} from "./association-type.ts";
import type { Portal } from "./portal.ts";
import { invalid } from "./refusal.ts";

/** Labels a portal may have between two objects (HubSpot's Professional and Enterprise alone have labels). */
const LABEL_LIMIT = 50;
/** Portals number their own types from small numbers on; these are large so that no two types share one here. */
const FIRST_LABEL = 9_001;

/** The association type with this id: HubSpot's own, or a label of the portal. */
export function linkTypeOf(portal: Portal, typeId: number): AssociationType | undefined {
  return portal.labels.get(typeId) ?? associationTypeById(typeId);
}

/** Whose type it is, as the API says it. */
export function categoryOf(portal: Portal, typeId: number): "HUBSPOT_DEFINED" | "USER_DEFINED" {
  return portal.labels.has(typeId) ? "USER_DEFINED" : "HUBSPOT_DEFINED";
}

/** Every type from one object to another (plural names), HubSpot's own first. */
export function linkTypesBetween(portal: Portal, from: string, to: string): AssociationType[] {
  const own = [...portal.labels.values()].filter((type) => type.from === from && type.to === to);
  return [...associationTypesBetween(from, to), ...own];
}

/**
 * Adds a label between two objects and its counterpart in the other direction, which has `inverseLabel` where that
 * is given. Refuses what HubSpot refuses.
 */
export function defineLabel(
  portal: Portal,
  { from, to }: { readonly from: string; readonly to: string },
  {
    name,
    label,
    inverseLabel,
  }: { readonly name: string; readonly label: string; readonly inverseLabel?: string },
): AssociationType[] {
  if (!["professional", "enterprise"].includes(portal.settings.edition)) {
    throw invalid("Association labels are not part of this subscription");
  }
  if (!plainAssociationType(from, to)) throw invalid(`No associations from ${from} to ${to}`);
  const there = linkTypesBetween(portal, from, to);
  if (there.some((type) => type.label === label)) throw invalid(`The label ${label} already exists`);
  if (there.length > LABEL_LIMIT) throw invalid(`The limit of ${LABEL_LIMIT} association labels was reached`);
  const typeId = FIRST_LABEL + portal.labels.size;
  const forward = { typeId, from, to, name, label, inverse: typeId + 1 };
  const backward = {
    typeId: typeId + 1,
    from: to,
    to: from,
    name,
    label: inverseLabel ?? label,
    inverse: typeId,
  };
  for (const type of [forward, backward]) portal.labels.set(type.typeId, type);
  return [forward, backward];
}
