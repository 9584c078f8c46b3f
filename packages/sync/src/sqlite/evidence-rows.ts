import type { Evidence } from "@headway/core";
import type { DealRecord } from "@headway/crm";
import type { ClusterDeal, EvidencePart, StoredCluster } from "../batch-reads.ts";
import type { Subject } from "../store.ts";
import { uniqueEvidence } from "../unique-evidence.ts";
import type { Database } from "./database.ts";
import { gatheredEvidence, lyingQuery } from "./gathered-evidence.ts";
import { evidenceIn } from "./packed-evidence.ts";
import { recordQueries, toRecord } from "./record-bodies.ts";

/** Everything stored about one subject; see `Store.evidenceOf`. */
export function readEvidence(database: Database, crm: string, { subject, id }: Subject): Evidence[] {
  if (subject === "deal") return byId(dealEvidence(database, crm, id));
  return subject === "account" ? accountEvidence(database, crm, id) : personEvidence(database, crm, id);
}

/** What lies with a deal is all that is about it. */
function dealEvidence(database: Database, crm: string, id: string): Evidence[] {
  const [row] = database.lists(lyingQuery, crm, "deal", id);
  return typeof row?.[0] === "string" ? evidenceIn(row[0]) : [];
}

/** One account with its deals, each row read once; see `BatchReads.clusters`. */
export function readCluster(database: Database, crm: string, id: string, part: EvidencePart): StoredCluster {
  const { deals, pieces } = aroundAccount(database, crm, id, part);
  const ofDeal = new Map<string, Evidence[]>([...deals].map((deal) => [deal, []]));
  for (const piece of pieces) ofDeal.get(piece.dealId ?? "")?.push(piece);
  const rows = deals.size === 0 ? [] : database.rows(recordQueries.clusterDeals, crm, id);
  return {
    evidence: asOfAccount(pieces, id),
    deals: rows.map((row): ClusterDeal => {
      const record = toRecord(row) as DealRecord;
      return { record, evidence: ofDeal.get(record.id) ?? [], isDirty: row.is_dirty === 1 };
    }),
  };
}

function accountEvidence(database: Database, crm: string, id: string): Evidence[] {
  return asOfAccount(aroundAccount(database, crm, id, "all").pieces, id);
}

/** The deals of an account in id order, and the pieces about it, them or its contacts, also in id order. */
function aroundAccount(
  database: Database,
  crm: string,
  id: string,
  part: EvidencePart,
): { readonly deals: ReadonlySet<string>; readonly pieces: readonly Evidence[] } {
  const gathered = gatheredEvidence(database, crm, part);
  const account = { object: "account", id } as const;
  gathered.about(account);
  const deals = new Set(gathered.pointing(account, "deal", false));
  const people = new Set(gathered.pointing(account, "contact", true));
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
  const gathered = gatheredEvidence(database, crm, "all");
  const user = { object: "user", id } as const;
  const owned = new Set(gathered.pointing(user, "deal", false));
  // The deals that somebody works are among those with whom evidence about them lies.
  gathered.about(user);
  const found = gathered.pieces();
  const worked = new Set<string | undefined>();
  for (const piece of found) if (isOf(piece, id)) worked.add(piece.dealId);
  const isTheirs = (piece: Evidence): boolean =>
    piece.actorSide === "buyer"
      ? isOf(piece, id) ||
        (piece.dealId !== undefined && (owned.has(piece.dealId) || worked.has(piece.dealId)))
      : isOf(piece, id) && piece.source.object !== "stage-change";
  return byId(found.filter(isTheirs));
}

function isOf(piece: Evidence, personId: string): boolean {
  return piece.personId === personId;
}

function byId(evidence: Evidence[]): Evidence[] {
  return evidence.sort((left, right) => (left.id < right.id ? -1 : left.id > right.id ? 1 : 0));
}
