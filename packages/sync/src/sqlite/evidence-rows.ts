import type { Evidence } from "@headway/core";
import type { ObjectName } from "@headway/crm";
import type { Subject } from "../store.ts";
import { uniqueEvidence } from "../unique-evidence.ts";
import type { Database } from "./database.ts";
import { evidenceIn } from "./packed-evidence.ts";

/**
 * The queries, each by `?2`. Records that hold evidence about several relatives are found once: the relatives
 * first, then the records, and only those rows are read.
 */
export const evidenceQueries = {
  deal: about("deal"),
  account: aboutAny(`SELECT 'account' AS object, ?2 AS id
    UNION ALL SELECT object, id FROM relation
      WHERE crm = ?1 AND to_object = 'account' AND to_id = ?2 AND object IN ('deal', 'contact') AND what <> 2`),
  user: aboutAny(`SELECT 'user' AS object, ?2 AS id
    UNION ALL SELECT object, id FROM relation
      WHERE crm = ?1 AND to_object = 'user' AND to_id = ?2 AND object = 'deal' AND what <> 2`),
  /** The deals or contacts that point at an account, or the deals that point at a user. */
  pointing:
    "SELECT id FROM relation WHERE crm = ?1 AND to_object = ?2 AND to_id = ?3 AND object = ?4 AND what <> 2",
} as const;

function about(object: "deal"): string {
  return `SELECT r.evidence FROM relation x CROSS JOIN record r ON r.crm = ?1 AND r.object = x.object AND r.id = x.id
    WHERE x.crm = ?1 AND x.to_object = '${object}' AND x.to_id = ?2 AND x.what <> 1`;
}

function aboutAny(relatives: string): string {
  return `WITH relative AS (${relatives})
    SELECT r.evidence FROM (
      SELECT DISTINCT x.object, x.id FROM relative CROSS JOIN relation x
        ON x.crm = ?1 AND x.to_object = relative.object AND x.to_id = relative.id WHERE x.what <> 1
    ) found CROSS JOIN record r ON r.crm = ?1 AND r.object = found.object AND r.id = found.id`;
}

/** Everything stored about one subject; see `Store.evidenceOf`. */
export function readEvidence(database: Database, crm: string, { subject, id }: Subject): Evidence[] {
  if (subject === "deal") return byId(dealEvidence(database, crm, id));
  return subject === "account" ? accountEvidence(database, crm, id) : personEvidence(database, crm, id);
}

function dealEvidence(database: Database, crm: string, id: string): Evidence[] {
  return read(database, evidenceQueries.deal, crm, id).filter((piece) => piece.dealId === id);
}

function accountEvidence(database: Database, crm: string, id: string): Evidence[] {
  const deals = pointing(database, crm, "account", id, "deal");
  const contacts = pointing(database, crm, "account", id, "contact");
  const found = read(database, evidenceQueries.account, crm, id).filter(
    (piece) => piece.accountId === id || deals.has(piece.dealId ?? "") || contacts.has(piece.contactId ?? ""),
  );
  return uniqueEvidence(byId(found)).map((piece) =>
    piece.accountId === id ? piece : { ...piece, accountId: id },
  );
}

/** A person's own stage edits are left out; what buyers did on the deals they own or work is theirs as well. */
function personEvidence(database: Database, crm: string, id: string): Evidence[] {
  const found = read(database, evidenceQueries.user, crm, id);
  const owned = pointing(database, crm, "user", id, "deal");
  const worked = new Set(found.flatMap((piece) => (isOf(piece, id) ? [piece.dealId] : [])));
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

function read(database: Database, sql: string, crm: string, id: string): Evidence[] {
  return database.rows(sql, crm, id).flatMap((row) => evidenceIn(row.evidence));
}

function pointing(
  database: Database,
  crm: string,
  toObject: ObjectName,
  toId: string,
  object: ObjectName,
): Set<string> {
  const rows = database.rows(evidenceQueries.pointing, crm, toObject, toId, object);
  return new Set(rows.map((row) => String(row.id)));
}

function byId(evidence: Evidence[]): Evidence[] {
  return evidence.sort((left, right) => (left.id < right.id ? -1 : left.id > right.id ? 1 : 0));
}
