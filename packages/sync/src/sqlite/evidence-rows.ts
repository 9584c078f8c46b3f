import type { Evidence } from "@headway/core";
import type { StoredCluster } from "../batch-reads.ts";
import type { Subject } from "../store.ts";
import { uniqueEvidence } from "../unique-evidence.ts";
import type { Database } from "./database.ts";
import { gatheredEvidence, pointingIds } from "./gathered-evidence.ts";
import { evidenceIn } from "./packed-evidence.ts";
import { readRecord } from "./record-bodies.ts";

/** What lies with a deal is all that is about it. */
export const dealQuery = `SELECT group_concat(substr(evidence, 2, length(evidence) - 2)) FROM relation
  WHERE crm = ?1 AND to_object = 'deal' AND to_id = ?2 AND evidence IS NOT NULL`;

/** Everything stored about one subject; see `Store.evidenceOf`. */
export function readEvidence(database: Database, crm: string, { subject, id }: Subject): Evidence[] {
  if (subject === "deal") return byId(dealEvidence(database, crm, id));
  return subject === "account" ? accountEvidence(database, crm, id) : personEvidence(database, crm, id);
}

function dealEvidence(database: Database, crm: string, id: string): Evidence[] {
  const [row] = database.lists(dealQuery, crm, id);
  return row === undefined || row[0] === null ? [] : evidenceIn(`[${row[0]}]`);
}

/** One account with its deals, each row read once; see `BatchReads.clusters`. */
export function readCluster(database: Database, crm: string, id: string): StoredCluster {
  const { deals, pieces } = aroundAccount(database, crm, id);
  const ofDeal = new Map<string, Evidence[]>([...deals].map((deal) => [deal, []]));
  for (const piece of pieces) ofDeal.get(piece.dealId ?? "")?.push(piece);
  return {
    evidence: asOfAccount(pieces, id),
    deals: [...ofDeal].flatMap(([deal, evidence]) => {
      const record = readRecord(database, crm, "deal", deal);
      if (record?.object !== "deal") return [];
      return [{ record, evidence, isDirty: database.row(isDirtyQuery, crm, deal) !== undefined }];
    }),
  };
}

const isDirtyQuery = "SELECT 1 FROM dirty WHERE crm = ? AND subject = 'deal' AND id = ?";

function accountEvidence(database: Database, crm: string, id: string): Evidence[] {
  return asOfAccount(aroundAccount(database, crm, id).pieces, id);
}

/** The deals of an account in id order, and the pieces about it, them or its contacts, also in id order. */
function aroundAccount(
  database: Database,
  crm: string,
  id: string,
): { readonly deals: ReadonlySet<string>; readonly pieces: readonly Evidence[] } {
  const gathered = gatheredEvidence(database, crm);
  gathered.read("account", id);
  const deals = new Set(pointingIds(database, crm, "account", id, "deal"));
  const contacts = pointingIds(database, crm, "account", id, "contact");
  for (const deal of deals) gathered.read("deal", deal);
  for (const contact of contacts) gathered.read("contact", contact);
  const people = new Set(contacts);
  const isAround = ({ accountId, dealId, contactId }: Evidence): boolean =>
    accountId === id ||
    (dealId !== undefined && deals.has(dealId)) ||
    (contactId !== undefined && people.has(contactId));
  return { deals, pieces: byId(gathered.pieces().filter(isAround)) };
}

function asOfAccount(pieces: readonly Evidence[], id: string): Evidence[] {
  return uniqueEvidence(pieces).map((piece) =>
    piece.accountId === id ? piece : { ...piece, accountId: id },
  );
}

/** A person's own stage edits are left out; what buyers did on the deals they own or work is theirs as well. */
function personEvidence(database: Database, crm: string, id: string): Evidence[] {
  const gathered = gatheredEvidence(database, crm);
  gathered.read("user", id);
  const owned = new Set(pointingIds(database, crm, "user", id, "deal"));
  for (const deal of owned) gathered.read("deal", deal);
  const found = gathered.pieces();
  const worked = new Set<string | undefined>();
  for (const piece of found) if (isOf(piece, id)) worked.add(piece.dealId);
  const isTheirs = (piece: Evidence): boolean =>
    piece.actorSide === "buyer"
      ? isOf(piece, id) ||
        (piece.dealId !== undefined && (owned.has(piece.dealId) || worked.has(piece.dealId)))
      : isOf(piece, id) && piece.source.object !== "stage-change";
  const pieces = new Map<string, Evidence>();
  for (const piece of found) if (isTheirs(piece)) pieces.set(piece.id, piece);
  for (const deal of worked) {
    if (deal === undefined || owned.has(deal)) continue;
    for (const piece of dealEvidence(database, crm, deal)) if (isTheirs(piece)) pieces.set(piece.id, piece);
  }
  return byId([...pieces.values()]);
}

function isOf(piece: Evidence, personId: string): boolean {
  return piece.personId === personId;
}

function byId(evidence: Evidence[]): Evidence[] {
  return evidence.sort((left, right) => (left.id < right.id ? -1 : left.id > right.id ? 1 : 0));
}
