import type { Evidence } from "@headway/core";
import type { ObjectName } from "@headway/crm";
import type { Subject } from "../store.ts";
import { uniqueEvidence } from "../unique-evidence.ts";
import type { Tables } from "./tables.ts";

/** Everything stored about one subject; see `Store.evidenceOf`. */
export function readEvidence(tables: Tables, { subject, id }: Subject): Evidence[] {
  const all = [...tables.evidence.values()].flat();
  if (subject === "deal") return byId(all.filter((piece) => piece.dealId === id));
  if (subject === "person") return byId(personEvidence(all, id, linkedTo(tables, "deal", "user", id)));
  const deals = linkedTo(tables, "deal", "account", id);
  const contacts = linkedTo(tables, "contact", "account", id);
  const found = all.filter(
    (piece) => piece.accountId === id || deals.has(piece.dealId ?? "") || contacts.has(piece.contactId ?? ""),
  );
  return uniqueEvidence(byId(found)).map((piece) => ({ ...piece, accountId: id }));
}

function personEvidence(all: readonly Evidence[], id: string, owned: ReadonlySet<string>): Evidence[] {
  const own = all.filter((piece) => piece.personId === id);
  const isStageEdit = (piece: Evidence): boolean =>
    piece.source.object === "stage-change" && piece.actorSide !== "buyer";
  const worked = own.map((piece) => piece.dealId).filter((deal) => deal !== undefined);
  const deals = new Set([...worked, ...owned]);
  return all.filter(
    (piece) =>
      (piece.personId === id && !isStageEdit(piece)) ||
      (piece.actorSide === "buyer" && deals.has(piece.dealId ?? "")),
  );
}

/** The ids of stored records of one object that point at another. */
export function linkedTo(
  tables: Tables,
  object: ObjectName,
  toObject: ObjectName,
  toId: string,
): Set<string> {
  const ids = new Set<string>();
  for (const [key, links] of tables.links) {
    if (!key.startsWith(`${object}/`)) continue;
    if (links.some((link) => link.toObject === toObject && link.toId === toId))
      ids.add(key.slice(object.length + 1));
  }
  return ids;
}

function byId(evidence: readonly Evidence[]): Evidence[] {
  return [...evidence].sort((left, right) => (left.id < right.id ? -1 : 1));
}
