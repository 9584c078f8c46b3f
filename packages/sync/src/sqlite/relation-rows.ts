import { type Evidence, mayEndWait } from "@headway/core";
import type { ObjectName, RecordRef } from "@headway/crm";
import type { StoredLink } from "../touched-subjects.ts";
import type { Database } from "./database.ts";
import type { Elsewhere } from "./elsewhere-rows.ts";
import { evidenceIn, evidenceText } from "./packed-evidence.ts";

/** The record points at it. */
const pointsAt = 1;
/** Evidence lies in this row: each piece with the deal it is about, else with the account, the contact or the user. */
const isHome = 4;
/** Of the evidence that lies in this row a piece may end a wait, so that curves cannot be fitted without it. */
export const endsWaits = 16;

/** What a record says of another: that it points at it, or holds evidence that lies with it. */
interface Relation {
  readonly toObject: ObjectName;
  readonly toId: string;
  what: number;
  evidence: Evidence[] | undefined;
}

/** All that a record says of others. */
export interface Relations {
  readonly relations: readonly Relation[];
  /** Whom its evidence is about besides those with whom it lies. */
  readonly elsewhere: readonly Elsewhere[];
}

/** A relation as a row of `record` holds it. */
export type StoredRelation = readonly [toObject: ObjectName, toId: string, what: number];

/** The relations that links and evidence make. Evidence about nobody is nowhere, since nobody could ask for it. */
export function relationsOf(links: readonly StoredLink[], evidence: readonly Evidence[]): Relations {
  const relations: Relation[] = [];
  for (const { toObject, toId } of links)
    relations.push({ toObject, toId, what: pointsAt, evidence: undefined });
  if (evidence.length === 0) return { relations, elsewhere: [] };
  const elsewhere: Elsewhere[] = [];
  let former: Evidence | undefined;
  let home: Relation | undefined;
  for (const piece of evidence) {
    if (former === undefined || !isAboutTheSame(former, piece)) home = homeOf(piece, relations, elsewhere);
    former = piece;
    if (home === undefined) continue;
    home.what |= mayEndWait(piece) ? isHome | endsWaits : isHome;
    if (home.evidence === undefined) home.evidence = [piece];
    else home.evidence.push(piece);
  }
  return { relations, elsewhere };
}

function isAboutTheSame(left: Evidence, right: Evidence): boolean {
  return (
    left.dealId === right.dealId &&
    left.accountId === right.accountId &&
    left.contactId === right.contactId &&
    left.personId === right.personId
  );
}

/** The first whom a piece is about, in this order, is its home; the others are noted. */
function homeOf(piece: Evidence, relations: Relation[], elsewhere: Elsewhere[]): Relation | undefined {
  const { dealId, accountId, contactId, personId } = piece;
  const subjects: RecordRef[] = [];
  if (dealId !== undefined) subjects.push({ object: "deal", id: dealId });
  if (accountId !== undefined) subjects.push({ object: "account", id: accountId });
  if (contactId !== undefined) subjects.push({ object: "contact", id: contactId });
  if (personId !== undefined) subjects.push({ object: "user", id: personId });
  const [home, ...others] = subjects;
  if (home === undefined) return undefined;
  for (const subject of others) elsewhere.push({ subject, home });
  const known = relations.find(({ toObject, toId }) => toObject === home.object && toId === home.id);
  if (known !== undefined) return known;
  const relation: Relation = { toObject: home.object, toId: home.id, what: 0, evidence: undefined };
  relations.push(relation);
  return relation;
}

/** Activities are many, and hardly ever is asked which of them point at an account or a person; see `pointingRefs`. */
function hasRow(object: ObjectName, toObject: ObjectName, what: number): boolean {
  if ((what & isHome) !== 0 || toObject === "deal") return true;
  return object === "deal" || object === "contact" || object === "account" || object === "user";
}

/** Makes the rows of one record read `after` where they read `before`. */
export function replaceRelations(
  database: Database,
  crm: string,
  { object, id }: RecordRef,
  before: readonly StoredRelation[],
  after: Relations["relations"],
): void {
  const is = (relation: Relation, [toObject, toId]: StoredRelation): boolean =>
    relation.toObject === toObject && relation.toId === toId;
  for (const former of before) {
    if (after.some((relation) => is(relation, former) && hasRow(object, relation.toObject, relation.what)))
      continue;
    const sql =
      "DELETE FROM relation WHERE crm = ? AND to_object = ? AND to_id = ? AND object = ? AND id = ?";
    database.run(sql, crm, former[0], former[1], object, id);
  }
  for (const relation of after) {
    const { toObject, toId, what, evidence } = relation;
    if (!hasRow(object, toObject, what)) continue;
    if (what === pointsAt && before.some((former) => former[2] === what && is(relation, former))) continue;
    const sql = "INSERT OR REPLACE INTO relation VALUES (?, ?, ?, ?, ?, ?, ?)";
    const text = evidence === undefined ? null : evidenceText(evidence);
    database.run(sql, crm, toObject, toId, object, id, what, text);
  }
}

/** Relations as a row of `record` holds them. */
export function relationsText({ relations }: Relations): string {
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

/** All evidence of a stored record. */
export function evidenceFrom(
  database: Database,
  crm: string,
  { object, id }: RecordRef,
  relations: readonly StoredRelation[],
): Evidence[] {
  return relations.flatMap(([toObject, toId, what]) => {
    if ((what & isHome) === 0) return [];
    const sql =
      "SELECT evidence FROM relation WHERE crm = ? AND to_object = ? AND to_id = ? AND object = ? AND id = ?";
    const row = database.row(sql, crm, toObject, toId, object, id);
    return row === undefined ? [] : evidenceIn(String(row.evidence));
  });
}
