import { kindPlace } from "../evidence/kind-place.ts";
import { KindSet } from "../evidence/kind-set.ts";
import type { Seen } from "../evidence/seen.ts";
import { dayMs, instantMs } from "../instant.ts";
import type { Standpoint } from "../standpoint.ts";

/** A buyer-side event that could set off our work. */
export interface BuyerContact {
  readonly atMs: number;
  readonly isHelpRequest: boolean;
  /** The buyer turned to us, as against took part in something of ours. */
  readonly isInbound: boolean;
}

/** Buyer-side events by place, oldest first. */
export type BuyerContacts = ReadonlyMap<string, readonly BuyerContact[]>;

const inboundKinds = new KindSet(["buyer-reply", "client-initiated-contact", "help-requested"]);
const helpRequested = kindPlace("help-requested");

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

/** Buyer-side events of grade 2 or better, as they come in, in any order. */
export class BuyerContactList {
  readonly #places = new Map<string, BuyerContact[]>();

  /** `accountId`: the account it is about; without one its deal is the place. */
  put(seen: Omit<Seen, "uses" | "recordHash">, accountId: string | undefined): void {
    const { evidence, atMs } = seen;
    if (evidence.actorSide !== "buyer" || evidence.grade < 2) return;
    const place = placeName(accountId, evidence.dealId);
    if (place === undefined) return;
    const isHelpRequest = seen.kindPlace === helpRequested;
    const contact = { atMs, isHelpRequest, isInbound: inboundKinds.has(seen.kindPlace) };
    const list = this.#places.get(place);
    if (list) list.push(contact);
    else this.#places.set(place, [contact]);
  }

  /** Everything put in, oldest first. */
  byPlace(): BuyerContacts {
    for (const list of this.#places.values()) list.sort((left, right) => left.atMs - right.atMs);
    return this.#places;
  }
}

/** What work is counted by: the account, or the deal where no account is known. */
export function placeName(accountId: string | undefined, dealId: string | undefined): string | undefined {
  return accountId ?? (dealId === undefined ? undefined : `deal:${dealId}`);
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
