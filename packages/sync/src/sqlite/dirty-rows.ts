import type { RecordRef } from "@headway/crm";
import type { Subject, SubjectName } from "../store.ts";
import { type StoredLink, touchedSubjects } from "../touched-subjects.ts";
import type { Database } from "./database.ts";
import { linksIn, relationsIn } from "./relation-rows.ts";

/** Who is touched by the records of one transaction, gathered first so that each is marked once. */
export interface Touched {
  /** A record and what it points at, and the accounts of the deals and contacts it hangs on. */
  add(ref: RecordRef, links: readonly StoredLink[]): void;
  /** Marks them all, inside the transaction that the caller holds. */
  mark(): void;
}

/** Of a mark that is there already: nobody was assessed since it was made. */
export const markAnew = "ON CONFLICT DO UPDATE SET as_of = NULL WHERE as_of IS NOT NULL";

/** Marks one subject, whether it exists or not. */
export function markDirty(database: Database, crm: string, subject: SubjectName, id: string): void {
  database.run(`INSERT INTO dirty VALUES (?, ?, ?, NULL) ${markAnew}`, crm, subject, id);
}

/** For a page of a first reading: all are going to be marked. */
export const nobodyTouched: Touched = { add: () => undefined, mark: () => undefined };

/** Nobody touched yet. */
export function touched(database: Database, crm: string): Touched {
  const subjects = new Map<string, Subject>();
  const relatives = new Map<string, RecordRef>();
  const addSubjects = (found: readonly Subject[]): void => {
    for (const subject of found) subjects.set(`${subject.subject}/${subject.id}`, subject);
  };
  return {
    add({ object, id }, links) {
      addSubjects(touchedSubjects(object, id, links));
      for (const { toObject, toId } of links) {
        if (toObject === "deal" || toObject === "contact")
          relatives.set(`${toObject}/${toId}`, { object: toObject, id: toId });
      }
    },
    mark() {
      for (const { object, id } of relatives.values()) {
        const accounts = storedLinks(database, crm, { object, id }).filter(
          (link) => link.toObject === "account",
        );
        addSubjects(accounts.map(({ toId }) => ({ subject: "account", id: toId })));
      }
      for (const { subject, id } of subjects.values()) markDirty(database, crm, subject, id);
      subjects.clear();
      relatives.clear();
    },
  };
}

function storedLinks(database: Database, crm: string, { object, id }: RecordRef): StoredLink[] {
  const sql = "SELECT relations FROM record WHERE crm = ? AND object = ? AND id = ?";
  const row = database.row(sql, crm, object, id);
  return row === undefined ? [] : linksIn(relationsIn(row.relations));
}
