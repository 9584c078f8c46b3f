import type { Evidence } from "@headway/core";
import type { ObjectName, RecordRef } from "@headway/crm";
import type { StoredLink } from "../touched-subjects.ts";
import type { Database } from "./database.ts";

const pointsAt = 1;
const isAbout = 2;

/** What a record says of others, by `object/id`: that it points at them, holds evidence about them, or both. */
type Relations = ReadonlyMap<string, number>;

/** The relations that links and evidence make. */
export function relationsOf(links: readonly StoredLink[], evidence: readonly Evidence[]): Relations {
  const relations = new Map<string, number>();
  const add = (name: string, what: number): void => {
    relations.set(name, (relations.get(name) ?? 0) | what);
  };
  for (const { toObject, toId } of links) add(`${toObject}/${toId}`, pointsAt);
  for (const { dealId, accountId, contactId, personId } of evidence) {
    if (dealId !== undefined) add(`deal/${dealId}`, isAbout);
    if (accountId !== undefined) add(`account/${accountId}`, isAbout);
    if (contactId !== undefined) add(`contact/${contactId}`, isAbout);
    if (personId !== undefined) add(`user/${personId}`, isAbout);
  }
  return relations;
}

/** Makes the rows of one record read `after` where they read `before`. */
export function replaceRelations(
  database: Database,
  crm: string,
  { object, id }: RecordRef,
  before: Relations,
  after: Relations,
): void {
  for (const name of before.keys()) {
    if (after.has(name)) continue;
    const sql =
      "DELETE FROM relation WHERE crm = ? AND to_object = ? AND to_id = ? AND object = ? AND id = ?";
    database.run(sql, crm, objectIn(name), idIn(name), object, id);
  }
  for (const [name, what] of after) {
    if (before.get(name) === what) continue;
    const sql = "INSERT OR REPLACE INTO relation VALUES (?, ?, ?, ?, ?, ?)";
    database.run(sql, crm, objectIn(name), idIn(name), object, id, what);
  }
}

function objectIn(name: string): string {
  return name.slice(0, name.indexOf("/"));
}

function idIn(name: string): string {
  return name.slice(name.indexOf("/") + 1);
}

/** Links as a row of `record` holds them. */
export function linksText(links: readonly StoredLink[]): string {
  return JSON.stringify(links.map(({ toObject, toId }) => [toObject, toId]));
}

/** The links in a row of `record`. */
export function linksIn(text: unknown): StoredLink[] {
  const pairs = JSON.parse(String(text)) as [ObjectName, string][];
  return pairs.map(([toObject, toId]) => ({ toObject, toId }));
}
