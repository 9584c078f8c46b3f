import { objectTypeOf } from "../object-type.ts";

const EVENTS = ["creation", "deletion", "merge", "restore", "propertyChange", "associationChange"] as const;

/** Objects whose events have names of their own; the others have `object.*` alone (hubspot facts §2). */
const NAMED = ["contact", "company", "deal"];

/** What an app wants to be told. */
export interface HubspotSubscription {
  /** `deal.propertyChange`, `contact.privacyDeletion`, or of any object `object.creation`. */
  readonly type: string;
  /** The one property of a `propertyChange`; each property takes a subscription of its own. */
  readonly propertyName?: string;
  /** The object of an `object.*` event, by any of its names. */
  readonly objectType?: string;
}

/** A subscription that was checked, with its id. */
export interface Subscription {
  readonly id: number;
  readonly type: string;
  /** Plural name of the object. */
  readonly object: string;
  readonly event: string;
  readonly propertyName: string | undefined;
  /** Whether its events name the object by `objectTypeId`. */
  readonly generic: boolean;
}

function objectOf(subscription: HubspotSubscription, prefix: string) {
  if (prefix !== "object") return NAMED.includes(prefix) ? objectTypeOf(prefix) : undefined;
  return objectTypeOf(subscription.objectType ?? "");
}

function known(prefix: string, event: string): boolean {
  return EVENTS.some((each) => each === event) || (prefix === "contact" && event === "privacyDeletion");
}

/** Checks subscriptions and numbers them. Throws a `RangeError` for what HubSpot does not offer. */
export function subscriptionsOf(wanted: readonly HubspotSubscription[]): Subscription[] {
  return wanted.map((subscription, index) => {
    const { type, propertyName } = subscription;
    const [prefix = "", event = ""] = type.split(".");
    const object = objectOf(subscription, prefix);
    if (!object || !known(prefix, event)) throw new RangeError(`HubSpot has no subscription ${type}`);
    if ((event === "propertyChange") !== (propertyName !== undefined)) {
      throw new RangeError(`${type} takes ${event === "propertyChange" ? "a" : "no"} propertyName`);
    }
    const generic = prefix === "object";
    return { id: 1_000_001 + index, type, object: object.name, event, propertyName, generic };
  });
}
