import type { Evidence } from "@headway/core";
import type { ObjectName, RecordRef } from "@headway/crm";
import type { StoredLink } from "../touched-subjects.ts";
import type { Database } from "./database.ts";
import { evidenceIn, evidenceText } from "./packed-evidence.ts";

/** The record points at it. */
const pointsAt = 1;
/** The record holds evidence about it. */
const isAbout = 2;
/** Evidence lies in this row: each piece with the deal it is about, else with the account, the contact or the user. */
const isHome = 4;
/** Evidence of the record lies in several rows. */
const hasSeveralHomes = 8;

/** What a record says of another. */
interface Relation {
  readonly toObject: ObjectName;
  readonly toId: string;
  what: number;
  readonly evidence: Evidence[];
  /** Where all evidence of the record lies, as `object/id`, if that is one other place. */
  home?: string;
}

/** A relation as a row of `record` holds it. */
export type StoredRelation = readonly [toObject: ObjectName, toId: string, what: number];

/** The relations that links and evidence make. Evidence about nobody is nowhere, since nobody could ask for it. */
export function relationsOf(links: readonly StoredLink[], evidence: readonly Evidence[]): Relation[] {
  const relations = new Map<string, Relation>();
  const add = (toObject: ObjectName, toId: string, what: number): Relation => {
    const name = nameOf(toObject, toId);
    const known = relations.get(name);
    const relation = known ?? { toObject, toId, what, evidence: [] };
    if (known === undefined) relations.set(name, relation);
    relation.what |= what;
    return relation;
  };
  for (const { toObject, toId } of links) add(toObject, toId, pointsAt);
  let homes = 0;
  for (const piece of evidence) {
    const { dealId, accountId, contactId, personId } = piece;
    // In the order in which a home is chosen.
    const deal = dealId === undefined ? undefined : add("deal", dealId, isAbout);
    const account = accountId === undefined ? undefined : add("account", accountId, isAbout);
    const contact = contactId === undefined ? undefined : add("contact", contactId, isAbout);
    const user = personId === undefined ? undefined : add("user", personId, isAbout);
    const home = deal ?? account ?? contact ?? user;
    if (home === undefined) continue;
    if (home.evidence.push(piece) === 1) homes += 1;
    home.what |= isHome;
  }
  if (homes > 0) nameHomes([...relations.values()], homes > 1);
  return [...relations.values()];
}

function nameHomes(relations: readonly Relation[], areSeveral: boolean): void {
  const home = relations.find(({ what }) => (what & isHome) !== 0);
  for (const relation of relations) {
    if (areSeveral) relation.what |= hasSeveralHomes;
    else if (home !== undefined && relation !== home && (relation.what & isAbout) !== 0)
      relation.home = nameOf(home.toObject, home.toId);
  }
}

/** A subject by one name. */
export function nameOf(object: ObjectName, id: string): string {
  return `${object}/${id}`;
}

/** Makes the rows of one record read `after` where they read `before`. */
export function replaceRelations(
  database: Database,
  crm: string,
  { object, id }: RecordRef,
  before: readonly StoredRelation[],
  after: readonly Relation[],
): void {
  const is = (relation: Relation, [toObject, toId]: StoredRelation): boolean =>
    relation.toObject === toObject && relation.toId === toId;
  for (const former of before) {
    if (after.some((relation) => is(relation, former))) continue;
    const sql =
      "DELETE FROM relation WHERE crm = ? AND to_object = ? AND to_id = ? AND object = ? AND id = ?";
    database.run(sql, crm, former[0], former[1], object, id);
  }
  for (const relation of after) {
    const { toObject, toId, what, evidence, home = null } = relation;
    // A row about evidence also says where that lies, which may have changed.
    if (what === pointsAt && before.some((former) => former[2] === what && is(relation, former))) continue;
    const sql = "INSERT OR REPLACE INTO relation VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
    const text = evidence.length === 0 ? null : evidenceText(evidence);
    database.run(sql, crm, toObject, toId, object, id, what, text, home);
  }
}

/** Relations as a row of `record` holds them. */
export function relationsText(relations: readonly Relation[]): string {
  return JSON.stringify(relations.map(({ toObject, toId, what }) => [toObject, toId, what]));
}

/** The relations in a row of `record`. */
export function relationsIn(text: unknown): StoredRelation[] {
  return JSON.parse(String(text)) as StoredRelation[];
}

/** What a record points at, of its relations. */
export function linksIn(relations: readonly StoredRelation[]): StoredLink[] {
  return relations.flatMap(([toObject, toId, what]) => ((what & pointsAt) === 0 ? [] : [{ toObject, toId }]));
}

/** The texts of all evidence of a stored record but what lies in rows that `isRead`. */
export function evidenceTexts(
  database: Database,
  crm: string,
  { object, id }: RecordRef,
  relations: readonly StoredRelation[],
  isRead: (toObject: ObjectName, toId: string) => boolean = () => false,
): string[] {
  return relations.flatMap(([toObject, toId, what]) => {
    if ((what & isHome) === 0 || isRead(toObject, toId)) return [];
    const sql =
      "SELECT evidence FROM relation WHERE crm = ? AND to_object = ? AND to_id = ? AND object = ? AND id = ?";
    const row = database.row(sql, crm, toObject, toId, object, id);
    return row === undefined ? [] : [String(row.evidence)];
  });
}

/** All evidence of a stored record. */
export function evidenceFrom(
  database: Database,
  crm: string,
  ref: RecordRef,
  relations: readonly StoredRelation[],
): Evidence[] {
  return evidenceTexts(database, crm, ref, relations).flatMap(evidenceIn);
}
