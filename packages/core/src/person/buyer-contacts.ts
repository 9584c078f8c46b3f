import type { Seen } from "../evidence/seen.ts";
import { dayMs, instantMs } from "../instant.ts";
import type { Standpoint } from "../standpoint.ts";
import type { PlaceOf } from "./read-effort.ts";

/** A buyer-side event that could set off our work. */
export interface BuyerContact {
  readonly atMs: number;
  readonly isHelpRequest: boolean;
  /** The buyer turned to us, as against took part in something of ours. */
  readonly isInbound: boolean;
}

/** Buyer-side events by place, oldest first. */
export type BuyerContacts = ReadonlyMap<string, readonly BuyerContact[]>;

const inboundKinds: ReadonlySet<string> = new Set([
  "buyer-reply",
  "client-initiated-contact",
  "help-requested",
]);

/** Our next act within so many days answers a message; later it is no answer. */
export const answerDays = 28;

/** How far back contacts are looked at: from the earliest window that effort is split in. */
export function contactsSinceMs({ policy, asOfMs, notebook }: Standpoint): number {
  const { windowDays, reactionDays, quietAccountDays } = policy.busy;
  const reach = (windowDays + Math.max(answerDays, reactionDays, quietAccountDays)) * dayMs;
  return notebook.statedReasons.reduce(
    (earliest, { writtenAt }) => Math.min(earliest, instantMs(writtenAt) - reach),
    asOfMs - reach,
  );
}

/** Collects buyer-side events of grade 2 or better since an instant, from pieces in any order. */
export function buyerContacts(seen: Iterable<Seen>, placeOf: PlaceOf, sinceMs: number): BuyerContacts {
  const places = new Map<string, BuyerContact[]>();
  for (const { evidence, atMs } of seen) {
    if (atMs < sinceMs) continue;
    if (evidence.actorSide !== "buyer" || evidence.grade < 2) continue;
    const place = placeOf(evidence);
    if (place === undefined) continue;
    const isHelpRequest = evidence.kind === "help-requested";
    const contact = { atMs, isHelpRequest, isInbound: inboundKinds.has(evidence.kind) };
    const list = places.get(place);
    if (list) list.push(contact);
    else places.set(place, [contact]);
  }
  for (const list of places.values()) list.sort((left, right) => left.atMs - right.atMs);
  return places;
}

/** The index of the first contact at or after an instant. */
export function firstFrom(contacts: readonly BuyerContact[], atMs: number): number {
  let low = 0;
  let high = contacts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((contacts[middle]?.atMs ?? 0) < atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
