import type { Change } from "../change-feed.ts";
import type { Subscription } from "./subscription.ts";

/** What every event of an account has in common. */
export interface EventOrigin {
  readonly portalId: number;
  readonly appId: number;
}

/** One event on the wire. */
export type WebhookEvent = Readonly<Record<string, unknown>>;

/** Whether a subscription asks for a change. */
export function wants(subscription: Subscription, change: Change): boolean {
  if (subscription.object !== change.object.name || subscription.event !== change.type) return false;
  return change.type !== "propertyChange" || change.name === subscription.propertyName;
}

const FLAGS: Readonly<Record<string, string>> = {
  creation: "CREATED",
  deletion: "DELETED",
  restore: "RESTORED",
};

function associationParts(change: Extract<Change, { type: "associationChange" }>, generic: boolean) {
  const names = [change.object, change.to].map((type) => type.singular.toUpperCase());
  return {
    fromObjectId: change.id,
    toObjectId: change.toId,
    associationRemoved: change.removed,
    ...(generic
      ? {
          fromObjectTypeId: change.object.typeId,
          toObjectTypeId: change.to.typeId,
          associationTypeId: change.typeId,
          associationCategory: "HUBSPOT_DEFINED",
        }
      : { associationType: names.join("_TO_"), isPrimaryAssociation: change.primary }),
  };
}

/** What a change says besides what every event says. An association has its two ends in place of an object. */
function ownParts(change: Change, generic: boolean): WebhookEvent {
  const object = generic
    ? { objectId: change.id, objectTypeId: change.object.typeId }
    : { objectId: change.id };
  switch (change.type) {
    case "propertyChange":
      return { ...object, propertyName: change.name, propertyValue: change.value, isSensitive: false };
    case "merge":
      return {
        ...object,
        primaryObjectId: change.primaryId,
        mergedObjectIds: change.mergedIds,
        newObjectId: change.id,
        numberOfPropertiesMoved: change.moved,
      };
    case "associationChange":
      return associationParts(change, generic);
    default:
      return { ...object, ...(FLAGS[change.type] ? { changeFlag: FLAGS[change.type] } : {}) };
  }
}

/** An event as HubSpot sends it, but for the number of the attempt. `eventId` is not unique: a write has one. */
export function webhookEvent(
  change: Change,
  subscription: Subscription,
  origin: EventOrigin & { readonly eventId: number },
): WebhookEvent {
  const { type, id } = change.source;
  return {
    eventId: origin.eventId,
    subscriptionId: subscription.id,
    portalId: origin.portalId,
    appId: origin.appId,
    occurredAt: change.at,
    subscriptionType: subscription.type,
    ...ownParts(change, subscription.generic),
    changeSource: type,
    ...(id === undefined ? {} : { sourceId: id }),
  };
}
