import type { AccountReading } from "../account/read-account.ts";
import type { LedgerEntry } from "../deal/read-advances.ts";
import type { DealReading } from "../deal/read-deal.ts";
import type { Pieces } from "../evidence/pieces.ts";
import type { Seen } from "../evidence/seen.ts";
import type { AccountTriage } from "../triage/account-triage.ts";
import type { BuyerContacts } from "./buyer-contacts.ts";
import type { PersonFacts } from "./person-facts.ts";
import type { PlaceOf } from "./read-effort.ts";

/** A seller read once. */
export interface PersonReading {
  readonly person: PersonFacts;
  /** Evidence that names the seller. */
  readonly seen: Pieces;
  /** Those pieces that are about the seller's own development, oldest first. */
  readonly development: readonly Seen[];
  /** When the first of them occurred; `undefined` without any. */
  readonly earliestMs: number | undefined;
  /** The advances credited to the seller, oldest first. */
  readonly ledger: readonly LedgerEntry[];
  /** The deals and accounts the seller owns. */
  readonly deals: readonly DealReading[];
  readonly accounts: readonly AccountReading[];
  /** The deals of any account in the portfolio. */
  readonly dealsOf: (accountId: string) => readonly DealReading[];
  /** The triage of any account that was read. */
  readonly triageOf: (accountId: string) => AccountTriage | undefined;
  readonly contacts: BuyerContacts;
  readonly placeOf: PlaceOf;
}
